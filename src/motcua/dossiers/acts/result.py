"""The result: signed, numbered, released to the one-stop, returned (NĐ 61/2018 Art. 20-22)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import issuing, policies, road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.reception import required_text
from motcua.dossiers.models import Book, Delivery, Dossier, Result, State
from motcua.files.service import store_bytes
from motcua.processes.models import StepKind


def _draft(dossier: Dossier) -> Result | None:
    return Result.objects.filter(dossier=dossier).first()


def _to_number(dossier: Dossier) -> bool:
    result = _draft(dossier)
    return result is not None and not result.number


def _numbered(dossier: Dossier) -> bool:
    result = _draft(dossier)
    return result is not None and bool(result.number)


@act(gettext_lazy("Ký duyệt"), states=IN_HAND, on=[StepKind.SIGN])
def sign(work: Work, *, note: str = "") -> None:
    """The leader signs: who, in which post, when."""
    result = _draft(work.dossier)
    if result is None:
        raise Refused(
            _("Chưa ký được."),
            _("Hồ sơ chưa có dự thảo kết quả."),
            _("Hãy trả lại bước trước để chuyên viên soạn dự thảo."),
        )
    result.signed_by = work.officer
    result.signed_post = policies.post_line(work.account, work.dossier).split(",")[0]
    result.signed_at = work.now
    result.save()
    road.complete(work.dossier, work.step_task, work.officer, work.now)
    work.detail = {"title": result.title, "note": note.strip()}


@act(gettext_lazy("Lấy số, đóng dấu"), states=IN_HAND, on=[StepKind.NUMBER], condition=_to_number)
def number(work: Work) -> None:
    """The records office numbers the signed result in the agency's yearly book."""
    result = Result.objects.get(dossier=work.dossier)
    if result.signed_at is None:
        raise Refused(
            _("Chưa lấy số được."),
            _("Văn bản kết quả chưa có chữ ký của lãnh đạo."),
            _("Hãy trả lại bước trước để trình ký."),
        )
    agency, year = work.dossier.agency, timezone.localtime(work.now).year
    order = Book.objects.next_number(f"result {agency.code} {year}")
    result.number, result.numbered_at = f"{order}/KQ-{agency.code}", work.now
    result.save()
    work.detail = {"number": result.number}


@act(
    gettext_lazy("Phát hành, chuyển kết quả về Một cửa"),
    states=IN_HAND,
    on=[StepKind.NUMBER],
    condition=_numbered,
)
def release(work: Work) -> None:
    """The agency's work ends here and so does its clock; waiting to be fetched is not work."""
    dossier = work.dossier
    result = Result.objects.get(dossier=dossier)
    result.file = store_bytes(issuing.print_result(dossier, result), "application/pdf")
    result.released_at = work.now
    result.save()
    dossier.state = State.FINISHED
    dossier.finished_at = work.now
    road.complete(dossier, work.step_task, work.officer, work.now)
    work.detail = {"number": result.number, "file": result.file.sha256}
    work.tells_submitter = True


@act(gettext_lazy("Trả kết quả"), states=[State.FINISHED], on=[StepKind.RETURN])
def return_result(work: Work, *, way: str, recipient: str) -> None:
    """Hand the result over and close the dossier.

    way: one of Delivery. recipient: who took it, as written in the register.
    """
    dossier = work.dossier
    dossier.state = State.RETURNED
    dossier.returned_at = work.now
    road.complete(dossier, work.step_task, work.officer, work.now)
    work.detail = {
        "way": Delivery(way).value,
        "recipient": required_text(recipient, _("người nhận kết quả")),
    }
    work.tells_submitter = True
