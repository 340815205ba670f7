"""Stage 1 at the one-stop: receive, or refuse (NĐ 61/2018 Art. 17; TT 03/2025 Mẫu 01, 03)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.codes import dossier_code
from motcua.dossiers import clocks, issuing, policies, road
from motcua.dossiers.acts.base import IN_HAND, PRE_RECEPTION, Refused, Work, act
from motcua.dossiers.acts.handing import owe_hand_over
from motcua.dossiers.acts.rebasing import bring_into_force
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Applicant, Book, Channel, Delivery, Dossier, State
from motcua.forms import generic
from motcua.processes.models import StepKind


@act(
    gettext_lazy("Tiếp nhận"),
    done=gettext_lazy("Đã tiếp nhận hồ sơ %(dossier)s."),
    states=PRE_RECEPTION,
    on=[StepKind.RECEPTION],
)
def receive(work: Work) -> None:
    """Give the code and the appointment, print Mẫu 01, and hand over to the deciding agency."""
    dossier = work.dossier
    bring_into_force(work)
    if not dossier.case.limit:
        raise Refused(
            _("Chưa tiếp nhận được hồ sơ."),
            _("Thủ tục chưa công bố thời hạn giải quyết nên không tính được ngày hẹn trả."),
            _("Hãy đề nghị bộ phận kiểm soát thủ tục hành chính công bố thời hạn."),
        )
    dossier.code = _next_code(dossier, work)
    # By post the dossier was filed when the hand-over record was signed, and counts from then.
    by_post = dossier.channel == Channel.POST
    dossier.received_at = dossier.submitted_at if by_post else work.now
    dossier.state = State.RECEIVED
    clocks.make_appointment(dossier)
    paper = issuing.issue_receipt(dossier, work.officer, work.post, work.now)
    road.complete(dossier, work.step_task, work.officer, work.now)
    owe_hand_over(dossier, work.now)
    assert dossier.due_at is not None  # noqa: S101 just made
    work.detail = {
        "code": dossier.code,
        "appointment": dossier.due_at.isoformat(),
        "limit": str(clocks.limit(dossier)),
        "paper": paper.number,
    }


@act(
    gettext_lazy("Từ chối tiếp nhận"),
    done=gettext_lazy("Đã từ chối tiếp nhận hồ sơ %(dossier)s."),
    states=PRE_RECEPTION,
    on=[StepKind.RECEPTION],
)
def refuse(work: Work, *, reason: str) -> None:
    """Refuse to receive, with the reason in writing (Mẫu 03)."""
    dossier = work.dossier
    reason = required_text(reason, _("lý do từ chối"))
    paper = issuing.issue_refusal_slip(dossier, reason, work.officer, work.post, work.now)
    dossier.state = State.NOT_RECEIVED
    road.close_all(dossier, work.officer, work.now)
    work.detail = {"reason": reason, "paper": paper.number}


@act(
    gettext_lazy("Sửa sai sót khi tiếp nhận"),
    done=gettext_lazy("Đã sửa và cấp lại Giấy tiếp nhận hồ sơ %(dossier)s."),
    states=IN_HAND,
    allowed=policies.is_reception_clerk,
)
def correct_reception(
    work: Work,
    *,
    applicant: Mapping[str, Any],
    reason: str,
    delivery: str = "",
    papers: Mapping[int, tuple[int, int]] | None = None,
) -> None:
    """Put right what was taken down wrongly; the receipt is issued anew, the first one is kept.

    applicant: as `motcua.forms.generic` describes. papers: originals and copies counted anew, by
    DossierComponent id. The code, the reception moment and the appointment never change.
    """
    dossier, reason = work.dossier, required_text(reason, _("lý do sửa"))
    if wrong := generic.errors("applicant", dict(applicant)):
        raise Refused(
            _("Chưa sửa được."),
            " ".join(wrong.values()),
            _("Hãy sửa các mục ấy rồi thực hiện lại."),
        )
    before = dossier.applicant
    dossier.applicant = applicant_of(applicant)
    names = [each.name for each in Applicant._meta.fields if not each.primary_key]
    changed = [name for name in names if getattr(before, name) != _value(dossier, name)]
    if delivery and delivery != dossier.delivery:
        dossier.delivery = Delivery(delivery).value
        changed.append("delivery")
    for part in dossier.components.filter(pk__in=(papers or {}).keys()):
        counted = (papers or {})[part.pk]
        if counted != (part.originals, part.copies):
            part.originals, part.copies = counted
            part.save(update_fields=["originals", "copies"])
            changed.append(f"component {part.component_id}")
    if not changed:
        raise Refused(
            _("Chưa sửa được."),
            _("Không có mục nào khác với giấy tiếp nhận đã cấp."),
            _("Hãy sửa mục sai rồi thực hiện lại."),
        )
    paper = issuing.reissue_receipt(dossier, work.officer, work.post, work.now)
    # Names of fields alone: what they said stays in the papers, not in the public chain.
    work.detail = {"changed": sorted(changed), "reason": reason, "paper": paper.number}


def _value(dossier: Dossier, name: str) -> Any:
    return getattr(dossier.applicant, name)


def applicant_of(values: Mapping[str, Any]) -> Applicant:
    """The applicant as declared (`motcua.forms.generic`), kept."""
    birth_date = values.get("birth_date")
    return Applicant.objects.create(
        kind=values["kind"],
        full_name=values["full_name"],
        identity_number=values["identity_number"],
        birth_date=date.fromisoformat(birth_date) if birth_date else None,
        phone=values.get("phone", ""),
        email=values.get("email", ""),
        address=values["address"],
    )


def _next_code(dossier: Dossier, work: Work) -> str:
    """TT 03/2025 Art. 13: deciding agency, reception date, number of the day."""
    day = timezone.localdate(work.now)
    agency = dossier.agency.code
    return dossier_code(agency, day, Book.objects.next_number(f"dossier {agency} {day}"))
