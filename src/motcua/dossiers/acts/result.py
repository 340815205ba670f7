"""The result: signed, numbered, released to the one-stop, returned (NĐ 61/2018 Art. 20-22)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import issuing, road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.processing import advance
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Book, Charge, Delivery, Dossier, Result, State
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


@act(
    gettext_lazy("Ký duyệt"),
    done=gettext_lazy("Đã ký kết quả hồ sơ %(dossier)s."),
    states=IN_HAND,
    on=[StepKind.SIGN],
)
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
    result.signed_post = work.post.split(",")[0]
    result.signed_at = work.now
    result.save()
    advance(work)
    work.detail |= {"title": result.title, "note": note.strip()}


@act(
    gettext_lazy("Lấy số, đóng dấu"),
    done=gettext_lazy("Đã lấy số văn bản kết quả. Việc còn lại: phát hành."),
    states=IN_HAND,
    on=[StepKind.NUMBER],
    condition=_to_number,
)
def number(work: Work) -> None:
    """The records office numbers the signed result in the agency's yearly book."""
    result = Result.objects.get(dossier=work.dossier)
    if result.signed_at is None:
        raise Refused(
            _("Chưa lấy số được."),
            _("Văn bản kết quả chưa có chữ ký của lãnh đạo."),
            _("Hãy trả lại bước trước để trình ký."),
        )
    result.number, result.numbered_at = next_result_number(work.dossier, work.now), work.now
    result.save()
    work.detail = {"number": result.number}


def next_result_number(dossier: Dossier, now: datetime) -> str:
    """The next number of the deciding agency's book of results of the year."""
    agency, year = dossier.agency, timezone.localtime(now).year
    order = Book.objects.next_number(f"result {agency.code} {year}")
    return f"{order}/KQ-{agency.code}"


@act(
    gettext_lazy("Phát hành, chuyển kết quả về Một cửa"),
    done=gettext_lazy("Đã phát hành kết quả, chuyển về Bộ phận Một cửa."),
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
    road.close_beside(dossier, work.officer, work.now)
    road.complete(dossier, work.step_task, work.officer, work.now)
    work.detail = {"number": result.number, "file": result.file.sha256}


@act(
    gettext_lazy("Trả kết quả"),
    done=gettext_lazy("Đã trả kết quả hồ sơ %(dossier)s."),
    states=[State.FINISHED],
    on=[StepKind.RETURN],
)
def return_result(
    work: Work, *, way: str, recipient: str, authorisation: str = "", tracking: str = ""
) -> None:
    """Hand the result over and close the dossier.

    way: one of Delivery. recipient: who took it, as written in the register; another person than
    the applicant shows the power of attorney named in `authorisation`. tracking: the number the
    post gave, for a result sent by post. Refused while a fee is still due.
    """
    dossier, recipient = work.dossier, required_text(recipient, _("người nhận kết quả"))
    _check_recipient(dossier, Delivery(way), recipient, authorisation.strip(), tracking.strip())
    dossier.state = State.RETURNED
    dossier.returned_at = work.now
    road.complete(dossier, work.step_task, work.officer, work.now)
    paper = issuing.issue_result_hand_over(
        dossier, Delivery(way), recipient, authorisation.strip(), work.officer, work.now
    )
    work.detail = {
        "way": Delivery(way).value,
        "recipient": recipient,
        "authorisation": authorisation.strip(),
        "tracking": tracking.strip(),
        "paper": paper.number,
    }


def _check_recipient(
    dossier: Dossier, way: Delivery, recipient: str, authorisation: str, tracking: str
) -> None:
    what = _("Chưa trả được kết quả.")
    if dossier.charges.filter(status=Charge.Status.DUE).exists():
        raise Refused(
            what,
            _("Hồ sơ còn khoản phí, lệ phí chưa nộp."),
            _("Hãy thu phí, hoặc ghi nhận miễn phí, rồi trả kết quả."),
        )
    another = recipient.casefold() != dossier.applicant.full_name.casefold()
    if way == Delivery.COUNTER and another and not authorisation:
        raise Refused(
            what,
            _("Người nhận không phải chủ hồ sơ và chưa ghi giấy ủy quyền."),
            _("Hãy kiểm tra và ghi giấy ủy quyền, hoặc ghi lại họ tên chủ hồ sơ."),
        )
    if way == Delivery.POST and not tracking:
        raise Refused(
            what,
            _("Chưa ghi số hiệu bưu gửi."),
            _("Hãy ghi số hiệu trên phiếu gửi của bưu điện."),
        )


@act(
    gettext_lazy("Ghi nhận chưa đến nhận kết quả"),
    done=gettext_lazy("Đã ghi nhận kết quả hồ sơ %(dossier)s chưa có người đến nhận."),
    states=[State.FINISHED],
    on=[StepKind.RETURN],
    condition=lambda dossier: not Result.objects.get(dossier=dossier).uncollected_at,
)
def mark_uncollected(work: Work, *, note: str = "") -> None:
    """The appointment passed and nobody came: the result is kept, the applicant reminded."""
    if work.dossier.appointment_at and work.now <= work.dossier.appointment_at:
        raise Refused(
            _("Chưa ghi nhận được."),
            _("Chưa đến hẹn trả kết quả."),
            _("Hãy chờ qua thời điểm hẹn ghi trên giấy tiếp nhận."),
        )
    Result.objects.filter(dossier=work.dossier).update(uncollected_at=work.now)
    work.detail = {"note": note.strip()}
