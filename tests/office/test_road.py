"""A dossier's whole road through the pages of the desks."""

import pytest

from motcua.dossiers.models import Dossier, State
from tests.dossiers import people
from tests.office.desks import desk, press, read, url, words

pytestmark = pytest.mark.django_db


def test_an_online_dossier_goes_from_reception_to_its_returned_result() -> None:
    dossier = people.filed(people.BUILDING)
    clerk = desk("mc.hongbang")

    page = press(clerk, dossier, "receive")
    assert dossier.state == State.RECEIVED
    assert f"Đã tiếp nhận hồ sơ {dossier.code}." in page
    assert "Hẹn trả kết quả" in page

    page = words(press(desk("tp.kinhte.hongbang"), dossier, "assign", specialist=specialist()))
    assert "Đã phân công thụ lý" in page
    assert dossier.state == State.PROCESSING

    while dossier.state == State.PROCESSING:
        next_press(dossier)
    assert dossier.state == State.FINISHED
    assert "đúng hạn" in words(read(clerk, "/can-bo/?nhom=cho-tra"))

    page = words(press(clerk, dossier, "return_result", way="counter", recipient="Nguyễn Thị Mẫu"))
    assert "Đã trả kết quả" in page
    assert dossier.state == State.RETURNED
    assert "Không có việc của ông/bà ở hồ sơ này" in page


def specialist() -> int:
    return people.officer("cv.kinhte.hongbang").officer.pk


def next_press(dossier: Dossier) -> None:
    """Press what the desk's page offers next, as whoever holds the dossier."""
    kind, account = people.on_desk(dossier)
    client = desk(account.username)
    if kind == "process":
        press(client, dossier, "propose", title="Giấy phép", body="Đồng ý.", note="Đủ")
    elif kind == "consult":
        press(client, dossier, "give_opinion", note="Phù hợp quy hoạch")
    elif kind == "number":
        page = press(client, dossier, "number")
        assert dossier.result.number in page
        press(client, dossier, "release")
    else:
        press(client, dossier, {"review": "approve", "sign": "sign"}[kind], note="Nhất trí")


def test_the_specialist_finds_a_draft_to_begin_with() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "process")
    _, account = people.on_desk(dossier)
    page = read(desk(account.username), url(dossier, "propose"))
    assert "Giấy phép xây dựng kèm theo hồ sơ thiết kế" in page
    assert f"Căn cứ hồ sơ số {dossier.code}" in page


def test_one_supplement_through_the_one_stop() -> None:
    dossier = people.carry_to(people.at_counter(), "process")
    _, account = people.on_desk(dossier)
    asked = {"items": "Bản vẽ mặt cắt", "reason": "Chưa có mặt cắt"}
    page = words(press(desk(account.username), dossier, "propose_supplement", **asked))
    assert "Đã chuyển đề nghị bổ sung" in page
    assert "Bản vẽ mặt cắt" in page

    clerk = desk("mc.hongbang")
    assert "Gửi yêu cầu bổ sung cho người nộp" in read(clerk, "/can-bo/")
    page = words(press(clerk, dossier, "send_supplement_request"))
    assert dossier.state == State.SUPPLEMENT
    assert "Tạm dừng tính thời hạn từ" in page

    part = dossier.components.first()
    handed_in = {f"got-{part.pk}": "on", f"originals-{part.pk}": "2", f"copies-{part.pk}": "0"}
    scanned = {f"files-{part.pk}": people.upload("mat-cat.pdf")}
    page = words(press(clerk, dossier, "supplement", **handed_in, **scanned))
    assert dossier.state == State.PROCESSING
    assert "mat-cat.pdf" in page
    part.refresh_from_db()
    assert part.originals == 3


def test_a_wrong_file_at_the_counter_is_refused_and_nothing_is_kept() -> None:
    dossier = people.filed()
    clerk = desk("mc.hongbang")
    press(clerk, dossier, "request_supplement", items="Tờ khai", reason="Chưa ký")
    part = dossier.components.first()
    before = part.files.count()
    wrong = {f"files-{part.pk}": people.upload("phim.pdf", b"khong phai pdf")}
    page = words(press(clerk, dossier, "supplement", note="Đã ký", **wrong))
    assert "không phải PDF, JPG hay PNG" in page
    assert "Đã ký" in page
    assert dossier.state == State.SUPPLEMENT
    assert part.files.count() == before


def test_a_refusal_needs_its_reason_and_prints_its_slip() -> None:
    dossier = people.filed()
    clerk = desk("mc.hongbang")
    page = words(press(clerk, dossier, "refuse", reason=" "))
    assert "Hãy ghi lý do từ chối." in page
    assert dossier.state == State.REGISTERED

    page = words(press(clerk, dossier, "refuse", reason="Không thuộc thẩm quyền"))
    assert dossier.state == State.NOT_RECEIVED
    assert "Phiếu từ chối tiếp nhận" in page
    paper = dossier.papers.get()
    slip = clerk.get(f"{url(dossier)}giay/{paper.pk}/")
    assert slip["Content-Type"] == "application/pdf"
    assert slip.content.startswith(b"%PDF")


def test_the_leader_returns_a_draft_and_the_reason_is_read_before_it() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "sign")
    _, leader = people.on_desk(dossier)
    page = words(press(desk(leader.username), dossier, "return_to_previous", reason="Sai địa chỉ"))
    assert "Đã trả hồ sơ" in page
    kind, account = people.on_desk(dossier)
    assert kind != "sign"
    assert "Sai địa chỉ" in read(desk(account.username), url(dossier))


def test_another_unit_gives_its_opinion_and_drafts_nothing() -> None:
    dossier = people.carry_to(people.received(people.BUILDING), "consult")
    result = dossier.result.body if hasattr(dossier, "result") else ""
    _, account = people.on_desk(dossier)
    client = desk(account.username)
    page = read(client, url(dossier))
    assert "Cho ý kiến" in page
    assert "Trình kết quả thẩm định" not in words(page).split("Nhật ký xử lý")[0]
    page = words(press(client, dossier, "give_opinion", note=" "))
    assert "Hãy ghi ý kiến của đơn vị phối hợp." in page
    page = words(press(client, dossier, "give_opinion", note="Phù hợp quy hoạch"))
    assert "Phù hợp quy hoạch" in page
    assert (dossier.result.body if hasattr(dossier, "result") else "") == result


def test_another_agencys_part_notes_and_drafts_nothing() -> None:
    dossier = people.received("2.000986")
    while dossier.parts.count() < 2:
        dossier = people.carry_on(dossier)
    task = next(task for task in dossier.tasks.waiting() if task.part.key == "cong_an")
    account = task.unit.posts.get(role=task.role).holdings.first().officer.account
    client = desk(account.username)
    page = read(client, url(dossier, "propose"))
    assert "Ý kiến phối hợp" in page
    assert "Tên văn bản kết quả" not in page
    page = words(press(client, dossier, "propose", note="Đã đăng ký thường trú"))
    assert "Đã đăng ký thường trú" in page
