"""One's own dossiers: the list, the page of one, the papers, files and result on it."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.dossiers.tasks import deliver
from motcua.people.models import Account
from tests.dossiers import people
from tests.portal.pages import Citizens, words

pytestmark = pytest.mark.django_db


def page(citizen: Citizens, dossier: Dossier) -> str:
    response = citizen.get("dossier", dossier.reference)
    assert response.status_code == 200
    return words(response)


def pdf_text(data: bytes) -> str:
    return "".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split())


def test_without_any_the_list_says_how_to_begin(citizen: Citizens) -> None:
    said = words(citizen.get("my_dossiers"))
    assert "Bạn chưa có hồ sơ nào" in said
    assert "Tìm thủ tục" in said


def test_the_list_has_drafts_and_dossiers_with_their_state(citizen: Citizens) -> None:
    draft = citizen.begin(people.BUILDING)
    dossier = people.received()
    said = words(citizen.get("my_dossiers"))
    assert "Đang làm dở" in said
    assert str(draft.case.version.procedure) in said
    assert str(dossier) in said
    assert "Được tiếp nhận" in said


def test_the_list_has_nobody_elses(citizen: Citizens, stranger: Account) -> None:
    theirs = people.draft(account=stranger)
    acts.submit(theirs, account=stranger)
    assert "Bạn chưa có hồ sơ nào" in words(citizen.get("my_dossiers"))


def test_before_reception_one_knows_who_is_looking_at_it(citizen: Citizens) -> None:
    dossier = people.filed()
    said = page(citizen, dossier)
    assert "Mới đăng ký" in said
    assert f"{dossier.one_stop} đang kiểm tra hồ sơ." in said
    assert "Nộp trực tuyến" in said


def test_after_reception_one_has_a_code_a_date_and_a_receipt(citizen: Citizens) -> None:
    dossier = people.received()
    said = page(citizen, dossier)
    assert str(dossier.code) in said
    assert "Hẹn trả kết quả" in said
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả (PDF)" in said
    receipt = citizen.get("paper", dossier.reference, dossier.papers.get().pk)
    assert receipt.headers["Content-Type"] == "application/pdf"
    assert receipt.headers["X-Content-Type-Options"] == "nosniff"
    assert str(dossier.code) in pdf_text(receipt.content)


def test_officers_notes_stay_inside(citizen: Citizens) -> None:
    dossier = people.carry_to(people.received(), "process")
    _, specialist = people.on_desk(dossier)
    note = "Nghi ngờ giả mạo, chờ xác minh"
    acts.propose(dossier, account=specialist, title="Trích lục", body="Đồng ý", note=note)
    said = page(citizen, dossier)
    assert note not in said
    assert str(specialist) not in said
    assert "Thẩm định xong, trình kết quả" in said


def test_why_it_was_refused_is_said_and_on_paper(citizen: Citizens) -> None:
    reason = "Sổ gốc lưu tại nơi khác"
    dossier = acts.refuse(people.filed(), account=people.officer("mc.hongbang"), reason=reason)
    said = page(citizen, dossier)
    assert "Không được tiếp nhận" in said
    assert reason in said
    assert "Phiếu từ chối tiếp nhận giải quyết hồ sơ" in said


def test_the_result_is_there_once_released_and_not_before(citizen: Citizens) -> None:
    dossier = people.carry_to(people.received(), "number")
    assert citizen.get("result", dossier.reference).status_code == 404
    assert "Tải kết quả" not in page(citizen, dossier)
    dossier = people.carry_on(dossier)
    assert "Tải kết quả (PDF)" in page(citizen, dossier)
    response = citizen.get("result", dossier.reference)
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert str(dossier.code) in response.headers["Content-Disposition"]


def test_files_handed_in_are_served_as_what_they_are(citizen: Citizens) -> None:
    draft = citizen.begin()
    citizen.fill_in(draft)
    slot = f"component-{draft.case.components.filter(mandatory=True).first().pk}"
    named = people.upload('tờ khai "mẫu".pdf')
    citizen.post("papers", draft.pk, **{slot: named})
    citizen.post("review", draft.pk, delivery="counter")
    dossier = Dossier.objects.get()
    assert 'tờ khai "mẫu".pdf' in page(citizen, dossier)
    part = dossier.components.get(files__isnull=False)
    response = citizen.get("file", dossier.reference, part.files.get().pk)
    assert b"".join(response.streaming_content) == people.PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "inline" in response.headers["Content-Disposition"]
    assert "no-store" in response.headers["Cache-Control"]


def test_notices_sent_are_shown(citizen: Citizens) -> None:
    dossier = people.received()
    for row in dossier.outbox.all():
        deliver(row.pk)
    assert f"Hồ sơ {dossier} được tiếp nhận, hẹn trả kết quả" in page(citizen, dossier)


def test_somebody_elses_dossier_does_not_exist(
    citizen: Citizens, visitor: Client, stranger: Account
) -> None:
    theirs = acts.submit(people.draft(account=stranger), account=stranger)
    theirs = acts.receive(theirs, account=people.officer("mc.hongbang"))
    paper, part = theirs.papers.get(), theirs.components.filter(files__isnull=False).first()
    for name, args in (
        ("dossier", [theirs.reference]),
        ("supplement", [theirs.reference]),
        ("result", [theirs.reference]),
        ("paper", [theirs.reference, paper.pk]),
        ("file", [theirs.reference, part.files.get().pk]),
    ):
        assert citizen.get(name, *args).status_code == 404
        assert citizen.get(name, "0000-0000-0000", *args[1:]).status_code == 404


def test_papers_and_files_of_another_dossier_do_not_come_through_ones_own(
    citizen: Citizens, stranger: Account
) -> None:
    mine = people.received()
    theirs = acts.submit(people.draft(account=stranger), account=stranger)
    theirs = acts.receive(theirs, account=people.officer("mc.hongbang"))
    file = theirs.components.filter(files__isnull=False).first().files.get()
    assert citizen.get("paper", mine.reference, theirs.papers.get().pk).status_code == 404
    assert citizen.get("file", mine.reference, file.pk).status_code == 404


def test_an_officer_reads_other_peoples_dossiers_at_the_desk_only(visitor: Client) -> None:
    dossier = people.received()
    visitor.force_login(people.officer("mc.hongbang"))
    assert visitor.get(reverse("portal:dossier", args=[dossier.reference])).status_code == 404


def test_signed_out_one_is_led_to_signing_in_whether_it_exists_or_not(visitor: Client) -> None:
    dossier = people.received()
    for reference in (dossier.reference, "0000-0000-0000"):
        url = reverse("portal:dossier", args=[reference])
        assert visitor.get(url).headers["Location"] == f"/dang-nhap/?next={url}"
