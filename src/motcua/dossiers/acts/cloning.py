"""A new draft from a dossier of one's own: what was filled in and the papers still asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalog import service as catalog
from motcua.catalog.models import CaseChannel, Component, ProcedureCase
from motcua.dossiers import policies, rebasing
from motcua.dossiers.acts.base import Refused
from motcua.dossiers.acts.drafting import FILES_PER_COMPONENT, begin_draft
from motcua.dossiers.models import Dossier, DossierComponent, Draft, DraftFile
from motcua.people.models import Account


@dataclass(frozen=True)
class Carried:
    """The files of one paper of the earlier dossier, and the paper they are for now."""

    part: DossierComponent
    # None where it is no longer asked for, or its files are no longer there.
    component: Component | None


def case_for_copy(dossier: Dossier) -> ProcedureCase:
    """The case in force that a copy of the dossier would be filed under. Raises Refused."""
    case = rebasing.case_in_force(dossier.case, timezone.localdate())
    if case is None:
        raise _refused(_("Thủ tục hoặc trường hợp này không còn được áp dụng."))
    closed = catalog.cannot_file(case, CaseChannel.ONLINE)
    if closed:
        raise _refused(closed)
    return case


def carried(dossier: Dossier, case: ProcedureCase) -> list[Carried]:
    """What becomes of each paper of which files were handed in."""
    wanted = [each for each in case.components.all() if each.takes_files]
    parts = dossier.components.select_related("component").prefetch_related("files__stored")
    with_files = [part for part in parts if part.files.all()]
    return [Carried(part, _kept_for(part, wanted)) for part in with_files]


def begin_like(dossier: Dossier, *, account: Account) -> Draft:
    """A draft filled as the dossier was, for its owner to look over; nothing is filed by it.

    Raises Refused.
    """
    if not policies.is_submitter(account, dossier):
        raise _refused(_("Hồ sơ này không phải của tài khoản đang đăng nhập."))
    case = case_for_copy(dossier)
    mandate = dossier.mandate if dossier.submitter_id == account.pk else None
    with transaction.atomic():
        draft = begin_draft(case, account=account, mandate=mandate)
        draft.content = {**draft.content, **dossier.content, "applicant": _declared(dossier)}
        draft.copied_from = dossier
        if catalog.decider(case.version.procedure, dossier.agency) is not None:
            draft.agency = dossier.agency
        draft.save()
        DraftFile.objects.bulk_create(
            DraftFile(draft=draft, component=each.component, stored=file.stored, name=file.name)
            for each in carried(dossier, case)
            if each.component is not None
            for file in list(each.part.files.all())[-FILES_PER_COMPONENT:]
        )
        return draft


def _kept_for(part: DossierComponent, wanted: Iterable[Component]) -> Component | None:
    there = all(default_storage.exists(file.stored.path) for file in part.files.all())
    return rebasing.same_paper(part.component, wanted) if there else None


def _declared(dossier: Dossier) -> dict[str, Any]:
    """The applicant block as a draft keeps it."""
    applicant = dossier.applicant
    names = ("kind", "full_name", "identity_number", "phone", "email", "address")
    born = applicant.birth_date
    return {
        **{name: str(getattr(applicant, name)) for name in names},
        "birth_date": born.isoformat() if born else "",
    }


def _refused(why: str) -> Refused:
    return Refused(
        _("Chưa tạo được hồ sơ tương tự."), why, _("Hãy tìm thủ tục rồi bắt đầu hồ sơ mới.")
    )
