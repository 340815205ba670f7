"""Supplement: once, every defect at once, and only through the one-stop.

NĐ 61/2018 Art. 5 (no contact past the one-stop), 17, 19.4; NĐ 118/2025 Art. 11.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import clocks, issuing, policies, road
from motcua.dossiers.acts.base import IN_HAND, PRE_RECEPTION, Refused, Work, act
from motcua.dossiers.acts.filing import HandedIn
from motcua.dossiers.acts.reception import required_text
from motcua.dossiers.models import (
    ClockPause,
    Dossier,
    DossierFile,
    State,
    SupplementRequest,
    Task,
)
from motcua.organization.models import Role
from motcua.processes.models import StepKind


def _not_asked_yet(dossier: Dossier) -> bool:
    """By law a supplement is asked for once (NĐ 118/2025 Art. 11)."""
    return not dossier.supplements.exists()


@act(
    gettext_lazy("Đề nghị bổ sung hồ sơ"),
    states=IN_HAND,
    on=[StepKind.PROCESS],
    condition=_not_asked_yet,
)
def propose_supplement(work: Work, *, items: str, reason: str) -> None:
    """The specialist says what is missing; the one-stop will tell the applicant."""
    SupplementRequest.objects.create(
        dossier=work.dossier,
        items=required_text(items, _("giấy tờ, nội dung cần bổ sung")),
        reason=required_text(reason, _("lý do bổ sung")),
        proposed_by=work.officer,
        proposed_at=work.now,
    )
    Task.objects.create(
        dossier=work.dossier,
        kind=Task.Kind.SUPPLEMENT_NOTICE,
        unit=work.dossier.one_stop,
        role=Role.RECEPTION,
        opened_at=work.now,
    )
    work.detail = {"items": items.strip(), "reason": reason.strip()}


@act(
    gettext_lazy("Yêu cầu bổ sung"),
    states=PRE_RECEPTION,
    on=[StepKind.RECEPTION],
    condition=_not_asked_yet,
)
def request_supplement(work: Work, *, items: str, reason: str) -> None:
    """At reception: tell the applicant everything that is missing (Mẫu 02)."""
    request = SupplementRequest.objects.create(
        dossier=work.dossier,
        items=required_text(items, _("giấy tờ, nội dung cần bổ sung")),
        reason=required_text(reason, _("lý do bổ sung")),
        proposed_by=work.officer,
        proposed_at=work.now,
    )
    _send(work, request)


@act(
    gettext_lazy("Gửi yêu cầu bổ sung cho người nộp"),
    states=IN_HAND,
    on=[Task.Kind.SUPPLEMENT_NOTICE],
)
def send_supplement_request(work: Work) -> None:
    """The one-stop tells the applicant; from now until the answer the office owes no work."""
    request = work.dossier.supplements.get(sent_at=None)
    road.close(work.step_task, work.officer, work.now)
    clocks.pause(work.dossier, ClockPause.Reason.SUPPLEMENT, work.now)
    _send(work, request)


def _send(work: Work, request: SupplementRequest) -> None:
    dossier = work.dossier
    request.sent_at = work.now
    request.save(update_fields=["sent_at"])
    paper = issuing.issue_supplement_slip(
        dossier,
        request.items,
        request.reason,
        work.officer,
        policies.post_line(work.account, dossier),
        work.now,
    )
    dossier.state = State.SUPPLEMENT
    work.detail = {"items": request.items, "reason": request.reason, "paper": paper.number}
    work.tells_submitter = True


@act(
    gettext_lazy("Nộp giấy tờ bổ sung"),
    states=[State.SUPPLEMENT],
    allowed=policies.is_submitter | policies.is_reception_clerk,
)
def supplement(work: Work, *, components: Mapping[int, HandedIn], note: str = "") -> None:
    """The applicant answers, online or at the counter; the clock goes on as the law says.

    components: what came in, by DossierComponent id.
    """
    dossier = work.dossier
    if not components and not note.strip():
        raise Refused(
            _("Chưa nhận được phần bổ sung."),
            _("Chưa có tệp, giấy tờ hay nội dung nào."),
            _("Hãy nộp giấy tờ được yêu cầu, hoặc ghi nội dung trả lời."),
        )
    added = _add_components(dossier, components)
    request = dossier.supplements.get(answered_at=None)
    request.answered_at = work.now
    request.save(update_fields=["answered_at"])
    if dossier.received_at is None:
        dossier.state = State.REGISTERED
    else:
        dossier.state = State.PROCESSING
        clocks.resume(dossier, work.now)
    work.detail = {"components": added, "note": note.strip()}
    if dossier.due_at:
        work.detail["appointment"] = dossier.due_at.isoformat()
    if work.account.desks and dossier.received_at is not None:
        post = policies.post_line(work.account, dossier)
        paper = issuing.issue_receipt(dossier, work.officer, post, work.now)
        work.detail["paper"] = paper.number
    work.tells_submitter = True


def _add_components(dossier: Dossier, components: Mapping[int, HandedIn]) -> list[str]:
    names = []
    for part in dossier.components.filter(pk__in=components.keys()).select_related("component"):
        handed_in = components[part.pk]
        part.originals += handed_in.originals
        part.copies += handed_in.copies
        part.save(update_fields=["originals", "copies"])
        DossierFile.objects.bulk_create(
            DossierFile(dossier_component=part, stored=stored, name=name)
            for stored, name in handed_in.files
        )
        names.append(part.component.name)
    return names
