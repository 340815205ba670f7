"""Filing: a dossier comes into being; online here, at the counter in `counter`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalog import service as catalog
from motcua.catalog.models import Component, ProcedureCase
from motcua.dossiers import journal, needs, road
from motcua.dossiers.acts.base import Refused, mandate_detail
from motcua.dossiers.acts.reception import applicant_of
from motcua.dossiers.acts.representing import check_mandate, wrong_person
from motcua.dossiers.models import (
    Channel,
    Delivery,
    Dossier,
    DossierComponent,
    DossierFile,
    Draft,
    State,
)
from motcua.files.binding import Sent, bound
from motcua.files.models import StoredFile
from motcua.files.tasks import forget_later
from motcua.forms import generic
from motcua.forms import service as forms
from motcua.forms.models import EFormVersion
from motcua.mandates.models import Mandate
from motcua.organization.models import Agency, Unit
from motcua.people.models import Account


@dataclass(frozen=True)
class HandedIn:
    """What came in for one component: counted papers, scanned or sent files."""

    originals: int = 0
    copies: int = 0
    files: tuple[tuple[StoredFile, str], ...] = ()


@dataclass(frozen=True)
class Filing:
    """Everything a dossier starts with."""

    case: ProcedureCase
    agency: Agency
    content: dict[str, Any]
    delivery: str = Delivery.COUNTER
    components: Mapping[int, HandedIn] = field(default_factory=dict)
    # The e-form whose answers are in the content; none with the generic form.
    form: EFormVersion | None = None
    # What the rules of papers are read over; none at a counter, where the clerk sees to them.
    facts: Mapping[str, Any] | None = None
    # Where a result that goes by post is sent.
    post_address: str = ""


def submit(
    draft: Draft, *, account: Account, delivery: str = Delivery.COUNTER, post_address: str = ""
) -> Dossier:
    """Nộp trực tuyến. The draft is the idempotency key: a second click gets the first dossier.

    post_address: for a result that goes by post. Raises Refused with what is missing.
    """
    with transaction.atomic():
        draft = _locked(draft, account)
        if draft.dossier is not None:
            return draft.dossier
        if draft.agency is None:
            raise not_filed(_("Chưa chọn cơ quan giải quyết."), _("Hãy chọn nơi giải quyết."))
        mandate = check_mandate(draft.mandate_id, draft.case, account=account, draft=draft)
        wrong = wrong_person(mandate, draft.content.get("applicant", {}))
        if wrong:
            raise not_filed(" ".join(wrong.values()), _("Hãy sửa mục ấy rồi nộp lại."))
        filing = Filing(
            case=draft.case,
            agency=draft.agency,
            content=draft.content,
            delivery=delivery,
            components=_draft_files(draft),
            form=draft.form,
            facts=needs.facts_of_draft(draft),
            post_address=post_address,
        )
        check_components(filing)
        dossier = register(
            filing, Channel.ONLINE, timezone.now(), submitter=account, mandate=mandate
        )
        detail = mandate_detail(mandate) if mandate else {}
        event = journal.append("submit", dossier, account, detail, dossier.submitted_at)
        journal.owe(event)
        draft.dossier = dossier
        draft.save(update_fields=["dossier"])
        _let_go_of_photographs(draft)
        return dossier


def _locked(draft: Draft, account: Account) -> Draft:
    """The draft with all that filing reads, its row locked until the transaction ends."""
    whole = Draft.objects.select_related(
        "case__process", "case__version__procedure", "agency", "form"
    )
    whole = whole.prefetch_related("case__components", "files__stored")
    found = whole.select_for_update(of=("self",)).filter(pk=draft.pk, account=account).first()
    if found is None:
        # Thrown away meanwhile, with the consent it was begun by.
        raise not_filed(_("Bản đang làm dở không còn."), _("Hãy bắt đầu hồ sơ mới."))
    return found


def missing_components(
    case: ProcedureCase,
    handed_in: Mapping[int, HandedIn],
    form: EFormVersion | None = None,
    facts: Mapping[str, Any] | None = None,
) -> list[Component]:
    """Papers that are due of which nothing came, and which no e-form replaces."""
    return [
        component
        for component in case.components.all()
        if component.pk not in handed_in
        and needs.is_due(component, facts)
        and not is_replaced(component, form)
    ]


def is_replaced(component: Component, form: EFormVersion | None) -> bool:
    """Whether the e-form stands for this paper: nothing is asked for it again."""
    return form is not None and component.e_form == form.form.code


def register(
    filing: Filing,
    channel: Channel,
    now: datetime,
    *,
    submitter: Account | None = None,
    mandate: Mandate | None = None,
    one_stop: Unit | None = None,
) -> Dossier:
    """The dossier as filed, at the first step of its process; nobody has received it yet."""
    _check_open(filing, channel, one_stop)
    _check_content(filing.content, filing.form)
    decider = _decider(filing)
    dossier = Dossier.objects.create(
        case=filing.case,
        agency=filing.agency,
        division=decider.division,
        one_stop_id=one_stop.pk if one_stop else _one_stop_of(filing.agency),
        applicant=applicant_of(filing.content["applicant"]),
        submitter=submitter,
        mandate=mandate,
        state=State.REGISTERED,
        channel=channel,
        delivery=filing.delivery,
        post_address=filing.post_address,
        form=filing.form,
        content=_content(filing),
        submitted_at=now,
    )
    _keep_components(dossier, filing)
    road.begin(dossier, now)
    return dossier


def _keep_components(dossier: Dossier, filing: Filing) -> None:
    came_in = [
        (component, filing.components.get(component.pk, HandedIn()))
        for component in filing.case.components.all()
    ]
    parts = DossierComponent.objects.bulk_create(
        DossierComponent(
            dossier=dossier,
            component=component,
            originals=handed_in.originals,
            copies=handed_in.copies,
        )
        for component, handed_in in came_in
    )
    DossierFile.objects.bulk_create(
        DossierFile(dossier_component=part, stored=stored, name=name)
        for part, (_component, handed_in) in zip(parts, came_in, strict=True)
        for stored, name in handed_in.files
    )


def check_components(filing: Filing) -> None:
    """Raises Refused when a mandatory paper is missing."""
    missing = missing_components(filing.case, filing.components, filing.form, filing.facts)
    if missing:
        raise not_filed(
            _("Còn thiếu giấy tờ bắt buộc: %(names)s.")
            % {"names": "; ".join(component.name for component in missing)},
            _("Hãy nộp các giấy tờ còn thiếu rồi nộp lại."),
        )


def _content(filing: Filing) -> dict[str, Any]:
    """What the dossier keeps of the content: of an e-form, what is asked and answered."""
    if filing.form is None:
        return {"request": filing.content.get("request", {})}
    return {"form": forms.kept(filing.form.definition, filing.content.get("form", {}))}


def _check_content(content: dict[str, Any], form: EFormVersion | None) -> None:
    applicant = content.get("applicant", {})
    found = [list(generic.errors("applicant", applicant).values())]
    if form is None:
        found.append(list(generic.errors("request", content.get("request", {})).values()))
    else:
        wrong_answers = forms.errors(form.definition, content.get("form", {}), applicant)
        found.append(forms.labelled(form.definition, wrong_answers))
    for wrong in found:
        if wrong:
            raise not_filed(" ".join(wrong), _("Hãy sửa các mục ấy rồi nộp lại."))


def _check_open(filing: Filing, channel: Channel, one_stop: Unit | None) -> None:
    closed = catalog.cannot_file(filing.case, channel.name.lower())
    if closed:
        raise not_filed(closed, _("Hãy hỏi Bộ phận Một cửa nếu cần hướng dẫn."))
    if one_stop and not catalog.may_receive(filing.case.version.procedure, one_stop):
        raise not_filed(
            _("%(unit)s không được giao tiếp nhận thủ tục này.") % {"unit": one_stop},
            _("Hãy hướng dẫn người nộp đến nơi tiếp nhận ghi trên trang thủ tục."),
        )


def _decider(filing: Filing) -> catalog.Decider:
    decider = catalog.decider(filing.case.version.procedure, filing.agency)
    if decider is None:
        raise not_filed(
            _("%(agency)s không có thẩm quyền giải quyết thủ tục này.") % {"agency": filing.agency},
            _("Hãy chọn lại nơi giải quyết."),
        )
    return decider


def _one_stop_of(agency: Agency) -> int:
    if agency.one_stop_id is None:
        raise not_filed(
            _("%(agency)s chưa có nơi tiếp nhận hồ sơ.") % {"agency": agency},
            _("Hãy liên hệ quản trị hệ thống của tỉnh."),
        )
    return agency.one_stop_id


def _draft_files(draft: Draft) -> dict[int, HandedIn]:
    found: dict[int, list[Sent]] = {}
    for file in draft.files.all():
        sent = Sent(file.stored, file.name, file.rotation)
        found.setdefault(file.component_id, []).append(sent)
    return {component: HandedIn(files=bound(sent)) for component, sent in found.items()}


def _let_go_of_photographs(draft: Draft) -> None:
    """The dossier has them bound into one PDF: what is not needed is not kept."""
    single = draft.files.filter(stored__content_type__startswith="image/")
    forget_later(list(single.values_list("stored_id", flat=True)))
    single.delete()


def not_filed(why: str, todo: str) -> Refused:
    return Refused(_("Chưa nộp được hồ sơ."), why, todo)
