"""What was asked, gathered, paid and handed over, on the dossier's page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, Reading
from motcua.organization.models import Unit
from tests.dossiers import people
from tests.office.desks import desk, press, read, url, words

pytestmark = pytest.mark.django_db

CLERK = "mc.hongbang"


def in_process() -> tuple[Dossier, str]:
    """A dossier on a specialist's desk, and who that is."""
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    return dossier, people.on_desk(dossier)[1].username


def shown(dossier: Dossier, username: str = CLERK) -> str:
    return words(read(desk(username), url(dossier)))


def soon(**later: int) -> str:
    return f"{timezone.localtime(timezone.now() + timedelta(**later)):%Y-%m-%dT%H:%M}"


def test_an_opinion_is_asked_answered_and_shown() -> None:
    dossier, specialist = in_process()
    unit = Unit.objects.get(posts__holdings__officer__account__username="tp.vanhoa.hongbang")
    asked = {"unit": unit.pk, "question": "Có vướng di tích không?", "due": soon(hours=3)}
    page = words(press(desk(specialist), dossier, "ask_opinion", **asked))
    assert "Có vướng di tích không?" in page
    assert "Đang chờ" in page

    theirs = desk("tp.vanhoa.hongbang")
    due = timezone.localtime(dossier.opinions.get().due_at)
    assert f"Trả lời ý kiến trước {due:%d/%m/%Y %H:%M}" in words(read(theirs, "/can-bo/"))
    page = words(press(theirs, dossier, "answer_opinion", answer="Không vướng di tích."))
    assert "Không vướng di tích." in page
    assert "Đã trả lời" in page


def test_a_late_opinion_is_told_apart() -> None:
    dossier, specialist = in_process()
    unit = Unit.objects.get(posts__holdings__officer__account__username="tp.vanhoa.hongbang")
    account = people.officer(specialist)
    due = timezone.now() + timedelta(hours=1)
    acts.ask_opinion(dossier, account=account, unit=unit, question="Có ý kiến gì?", due=due)
    dossier.opinions.update(due_at=timezone.now() - timedelta(minutes=1))
    page = shown(dossier, specialist)
    assert "Quá hạn trả lời" in page
    assert "Báo chậm trả lời ý kiến" in page
    press(desk(specialist), dossier, "report_late_opinion")
    assert "Quá hạn, đã báo Bộ phận Một cửa" in shown(dossier, specialist)


def test_an_inspection_is_recorded_and_shown() -> None:
    dossier, specialist = in_process()
    found = {
        "held_at": soon(minutes=-5),
        "place": "Thửa đất số 12",
        "participants": "Chuyên viên, tổ dân phố",
        "findings": "Hiện trạng đúng bản vẽ",
    }
    page = words(press(desk(specialist), dossier, "record_inspection", **found))
    assert "Kiểm tra, xác minh" in page
    assert "Thửa đất số 12" in page
    assert "Hiện trạng đúng bản vẽ" in page


def test_a_fee_is_asked_for_and_paid_at_the_counter() -> None:
    dossier, _specialist = in_process()
    clerk = desk(CLERK)
    fee = {"name_0": "Lệ phí cấp phép", "amount_0": "75000", "waits": "on"}
    page = words(press(clerk, dossier, "require_payment", **fee))
    assert "Còn phải nộp 75.000 đồng" in page
    assert "Thông báo nộp phí, lệ phí" in page
    page = words(press(clerk, dossier, "record_payment", method="cash"))
    assert "Đã nộp" in page
    assert "Còn phải nộp" not in page
    assert "Biên lai thu phí, lệ phí" in page


def test_an_extension_shows_the_old_date_and_the_new() -> None:
    dossier, _specialist = in_process()
    before = dossier.due_at
    until = timezone.localdate(before) + timedelta(days=7)
    asked = {
        "reason": "Phải trưng cầu giám định",
        **{f"until_{part}": str(getattr(until, part)) for part in ("day", "month", "year")},
    }
    page = words(press(desk("tp.kinhte.hongbang"), dossier, "propose_extension", **asked))
    assert "Đề nghị gia hạn, chưa gửi người nộp" in page
    assert "Gửi thư xin lỗi và hẹn lại" in words(read(desk(CLERK), "/can-bo/"))
    page = words(press(desk(CLERK), dossier, "apologise_and_extend"))
    assert "Đã xin lỗi và hẹn lại" in page
    assert f"{timezone.localtime(before):%d/%m/%Y}" in page
    assert f"{timezone.localtime(dossier.due_at):%d/%m/%Y}" in page
    assert "Phải trưng cầu giám định" in page


def test_a_withdrawal_asked_in_person_is_answered() -> None:
    dossier, specialist = in_process()
    clerk = desk(CLERK)
    page = words(press(clerk, dossier, "ask_withdrawal", reason="Không còn nhu cầu"))
    assert "Người nộp yêu cầu rút hồ sơ" in page
    assert dossier.code not in words(read(desk(specialist), "/can-bo/"))
    assert "Trả lời yêu cầu rút hồ sơ" in words(read(clerk, "/can-bo/"))
    page = words(press(clerk, dossier, "accept_withdrawal"))
    assert "Đã rút hồ sơ" in page
    assert "Thông báo dừng giải quyết hồ sơ" in page


def test_what_waits_for_the_applicant_lies_on_no_desk() -> None:
    dossier, specialist = in_process()
    client = desk(specialist)
    assert dossier.code in read(client, "/can-bo/")
    fee = [acts.Owed("Lệ phí", 75_000)]
    acts.require_payment(dossier, account=people.officer(CLERK), charges=fee, waits=True)
    assert dossier.code not in read(client, "/can-bo/")


def test_papers_go_from_hand_to_hand() -> None:
    dossier = people.at_counter()
    assert "Chưa bàn giao" in shown(dossier)
    page = words(press(desk(CLERK), dossier, "hand_over"))
    assert "Chờ ký nhận" in page
    head = desk("tp.kinhte.hongbang")
    page = words(press(head, dossier, "acknowledge_hand_over", note="Thiếu một bản vẽ"))
    assert "Đã ký nhận" in page
    assert "Thiếu một bản vẽ" in page


def test_a_result_put_right_keeps_what_stood_before() -> None:
    dossier = people.carry_to(people.received(), "return")
    first = dossier.result.number
    leader = desk("ld.hongbang")
    said = {"body": "Nội dung đã sửa.", "reason": "Sai năm sinh"}
    page = words(press(leader, dossier, "correct_result", **said))
    assert "Đính chính" in page
    assert f"Bản trước: số {first}" in page
    page = words(press(leader, dossier, "revoke_result", decision="12/QĐ", reason="Cấp nhầm"))
    assert "Kết quả đã bị thu hồi" in page


def test_a_receipt_issued_anew_says_what_it_replaces() -> None:
    dossier = people.received()
    said = {"full_name": "Nguyễn Thị Mẫu Đơn", "reason": "Ghi sai tên"}
    page = words(press(desk(CLERK), dossier, "correct_reception", **said))
    assert "Nguyễn Thị Mẫu Đơn" in page
    assert "Đã thay bằng số" in page


def test_parts_of_a_linked_dossier_have_their_clocks() -> None:
    dossier = people.received("2.000986")
    while dossier.parts.count() < 2:
        dossier = people.carry_on(dossier)
    page = shown(dossier)
    assert "Phần việc của các cơ quan" in page
    assert "Bảo hiểm xã hội" in page
    assert "theo hạn chung" in page or "còn" in page


def test_acts_are_grouped_even_when_none_is_the_next() -> None:
    dossier, _specialist = in_process()
    page = shown(dossier, "tp.kinhte.hongbang")
    assert "Không có việc của ông/bà ở hồ sơ này" in page
    assert "Việc khác có thể làm" in page
    for said in ("Giao việc", "Đổi người thụ lý", "Thời hạn", "Đề nghị gia hạn, xin lỗi"):
        assert said in page


def test_the_control_sheet_is_there_once_received() -> None:
    clerk, dossier = desk(CLERK), people.filed()
    address = f"{url(dossier)}kiem-soat/"
    assert clerk.get(address).status_code == 404
    acts.receive(dossier, account=people.officer(CLERK))
    assert "Phiếu kiểm soát quá trình giải quyết" in read(clerk, url(dossier))
    sheet = clerk.get(address)
    assert sheet["Content-Type"] == "application/pdf"
    assert sheet.content.startswith(b"%PDF")


def test_whoever_opens_a_dossier_is_on_record_once() -> None:
    dossier = people.received()
    clerk = desk(CLERK)
    for _ in range(3):
        read(clerk, url(dossier))
    read(desk("ld.hongbang"), url(dossier))
    read_by = list(Reading.objects.filter(dossier=dossier).order_by("at"))
    assert [str(each.officer.account.username) for each in read_by] == [CLERK, "ld.hongbang"]
    assert read_by[1].purpose == Reading.Purpose.SUPERVISION
