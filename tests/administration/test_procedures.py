"""A procedure changes without a developer: draft, edit, check, publish from a day, take back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.catalog.models import Procedure, ProcedureVersion, Standing
from tests.administration.pages import filled, rows_of
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db

BASE = f"/quan-tri/thu-tuc/{people.BUILDING}/"


@pytest.fixture
def keeper() -> Client:
    return desk("qt")


@pytest.fixture
def draft(keeper: Client) -> ProcedureVersion:
    """A draft made by the button of the procedure's page."""
    current = Procedure.objects.get(code=people.BUILDING).current()
    keeper.post(f"{BASE}{current.number}/soan-moi/")
    return ProcedureVersion.objects.drafts().get(procedure__code=people.BUILDING)


def page_of(version: ProcedureVersion, page: str = "") -> str:
    return f"{BASE}{version.number}/{page}"


def day(offset: int) -> dict[str, str]:
    wanted = timezone.localdate() + timedelta(days=offset)
    parts = {"day": wanted.day, "month": wanted.month, "year": wanted.year}
    return {f"from_day_{name}": str(part) for name, part in parts.items()}


def test_the_list_is_searched_as_people_type(keeper: Client) -> None:
    page = read(keeper, "/quan-tri/thu-tuc/?q=khai sinh dang ky")
    assert "1.001193" in page
    assert people.BUILDING not in page
    assert "Không tìm thấy dòng nào" in read(keeper, "/quan-tri/thu-tuc/?q=zzqqzz")


def test_drafts_are_listed_as_waiting(keeper: Client, draft: ProcedureVersion) -> None:
    page = read(keeper, "/quan-tri/thu-tuc/?nhom=ban-nhap")
    assert people.BUILDING in page
    assert people.EXTRACT not in page
    assert people.BUILDING not in read(keeper, "/quan-tri/thu-tuc/?nhom=sap-co")


def test_a_new_limit_holds_from_its_day_and_is_told(
    keeper: Client, draft: ProcedureVersion
) -> None:
    case = draft.cases.order_by("pk")[0]
    address = page_of(draft, f"truong-hop/{case.pk}/")
    form = filled(keeper, address, limit="12 ngày làm việc")
    assert keeper.post(address, form).status_code == 302
    case.refresh_from_db()
    assert case.limit == "12wd"
    old = Procedure.objects.get(code=people.BUILDING).current()

    address = page_of(draft, "cong-bo/")
    form = filled(keeper, address, reason="QĐ 200/QĐ-UBND", **day(10))
    page = words(keeper.post(address, form, follow=True).content.decode())
    assert "Đã công bố, có hiệu lực từ" in page
    assert "Công bố: QĐ 200/QĐ-UBND" in page
    old.refresh_from_db()
    assert old.valid_to == timezone.localdate() + timedelta(days=9)
    assert "sap-co" in read(keeper, "/quan-tri/thu-tuc/")
    assert people.BUILDING in read(keeper, "/quan-tri/thu-tuc/?nhom=sap-co")

    address = page_of(draft, "thu-hoi/")
    form = filled(keeper, address, reason="Chưa đủ căn cứ")
    page = words(keeper.post(address, form, follow=True).content.decode())
    assert "Đã thu hồi công bố" in page
    draft.refresh_from_db()
    old.refresh_from_db()
    assert draft.is_draft
    assert old.valid_to is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (day(-1), "đã qua"),
        ({"reason": ""}, "Hãy ghi lý do"),
        ({"from_day_day": ""}, "Hãy ghi"),
    ],
)
def test_what_keeps_a_draft_from_being_published_is_said(
    keeper: Client, draft: ProcedureVersion, changes: dict[str, str], said: str
) -> None:
    address = page_of(draft, "cong-bo/")
    form = filled(keeper, address, reason="QĐ 1", **day(5)) | changes
    answer = keeper.post(address, form)
    assert answer.status_code == 422
    assert said in words(answer.content.decode())
    draft.refresh_from_db()
    assert draft.is_draft


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("5 ngày làm việc", "5wd"),
        ("05 ngay lam viec", "5wd"),
        ("0,5 ngày làm việc", "0.5wd"),
        ("30 ngày", "30d"),
        ("4 giờ làm việc", "4wh"),
        ("trong ngày", "inday"),
        ("2 months", "2m"),
        ("7wd", "7wd"),
        ("", ""),
    ],
)
def test_limits_are_written_as_people_write_them(
    keeper: Client, draft: ProcedureVersion, written: str, stored: str
) -> None:
    case = draft.cases.order_by("pk")[0]
    address = page_of(draft, f"truong-hop/{case.pk}/")
    assert keeper.post(address, filled(keeper, address, limit=written)).status_code == 302
    case.refresh_from_db()
    assert case.limit == stored


@pytest.mark.parametrize("written", ["năm ngày", "0 ngày", "5 thứ", "0,3 ngày làm việc"])
def test_what_is_no_limit_is_said(keeper: Client, draft: ProcedureVersion, written: str) -> None:
    address = page_of(draft, f"truong-hop/{draft.cases.order_by('pk')[0].pk}/")
    answer = keeper.post(address, filled(keeper, address, limit=written))
    assert answer.status_code == 422
    assert "Chưa hiểu thời hạn này" in words(answer.content.decode())


def test_papers_are_added_moved_and_removed_without_script(
    keeper: Client, draft: ProcedureVersion
) -> None:
    case = draft.cases.order_by("pk")[0]
    address = page_of(draft, f"truong-hop/{case.pk}/giay-to/")
    before = [paper.name for paper in case.components.all()]

    form = rows_of(keeper.get(address))
    form = rows_of(keeper.post(address, form | {"do": "add"}))
    form[f"r{len(before)}-name"] = "Bản cam kết"
    form[f"r{len(before)}-copies"] = "2"
    form = rows_of(keeper.post(address, form | {"do": f"up-{len(before)}"}))
    form = rows_of(keeper.post(address, form | {"do": "remove-0"}))
    assert [paper.name for paper in case.components.all()] == before

    answer = keeper.post(address, form | {"do": "save"}, follow=True)
    now = [(paper.name, paper.copies) for paper in case.components.all()]
    assert [name for name, _ in now] == [*before[1:-1], "Bản cam kết", before[-1]]
    assert ("Bản cam kết", 2) in now
    assert case.components.get(name="Bản cam kết").code == "ban-cam-ket"
    assert "Bản cam kết" in answer.content.decode()


def test_wrong_rows_are_named_and_nothing_is_saved(keeper: Client, draft: ProcedureVersion) -> None:
    case = draft.cases.order_by("pk")[0]
    address = page_of(draft, f"truong-hop/{case.pk}/giay-to/")
    form = rows_of(keeper.get(address)) | {"r0-name": "", "r1-originals": "-1", "do": "save"}
    answer = keeper.post(address, form)
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Giấy tờ 1, tên giấy tờ:" in page
    assert "Giấy tờ 2, bản chính:" in page
    assert case.components.first().name


def test_fees_take_sums_as_people_write_them(keeper: Client, draft: ProcedureVersion) -> None:
    address = page_of(draft, "le-phi/")
    form = rows_of(keeper.get(address))
    at = form["count"]
    form = rows_of(keeper.post(address, form | {"do": "add"}))
    form |= {f"r{at}-name": "Lệ phí mới", f"r{at}-amount": "150.000 đồng"}
    page = words(keeper.post(address, form | {"do": "save"}, follow=True).content.decode())
    assert draft.fees.get(name="Lệ phí mới").amount == 150_000
    assert "150.000 đồng" in page


def test_a_colleagues_edit_of_the_draft_is_not_overwritten(
    keeper: Client, draft: ProcedureVersion
) -> None:
    address = page_of(draft, "noi-dung/")
    mine = filled(keeper, address, decision="Của tôi")
    other = desk("qt")
    assert other.post(address, filled(other, address, decision="Của bạn")).status_code == 302
    answer = keeper.post(address, mine)
    assert answer.status_code == 422
    assert "vừa sửa bản này" in words(answer.content.decode())
    draft.refresh_from_db()
    assert draft.decision == "Của bạn"


def test_a_published_text_cannot_be_edited(keeper: Client) -> None:
    current = Procedure.objects.get(code=people.BUILDING).current()
    assert keeper.get(page_of(current, "noi-dung/")).status_code == 404
    assert keeper.post(page_of(current, "le-phi/"), {"do": "save"}).status_code == 404
    answer = keeper.get(page_of(current, "cong-bo/"), follow=True)
    assert "đã công bố rồi" in words(answer.content.decode())
    answer = keeper.get(page_of(current, "thu-hoi/"), follow=True)
    assert "không thu hồi được" in words(answer.content.decode())


def test_a_draft_is_thrown_away(keeper: Client, draft: ProcedureVersion) -> None:
    address = page_of(draft, "xoa/")
    form = filled(keeper, address, reason="Soạn nhầm")
    assert keeper.post(address, form).status_code == 302
    assert not ProcedureVersion.objects.filter(pk=draft.pk).exists()


def test_a_procedure_is_suspended_and_taken_again(keeper: Client) -> None:
    form = {**day(0), "notice": "Nâng cấp hệ thống", "reason": "CV 9", "decision": ""}
    page = words(keeper.post(f"{BASE}tam-ngung/", form, follow=True).content.decode())
    assert "Tạm ngừng tiếp nhận : Nâng cấp hệ thống" in page
    found = Procedure.objects.get(code=people.BUILDING)
    assert found.standing() == Standing.SUSPENDED
    keeper.post(f"{BASE}tiep-nhan-lai/", {**day(0), "reason": "Xong"})
    assert found.standing() == Standing.OFFICIAL
    wrong = keeper.post(f"{BASE}bai-bo/", {**day(0), "decision": "", "reason": "x"})
    assert "Hãy ghi số quyết định" in words(wrong.content.decode())


def test_a_case_is_added_and_removed(keeper: Client, draft: ProcedureVersion) -> None:
    address = page_of(draft, "truong-hop/")
    form = filled(keeper, address, name="Nhà trong hẻm", limit="7 ngày", code="")
    keeper.post(address, form)
    case = draft.cases.get(name="Nhà trong hẻm")
    assert case.code == "nha-trong-hem"
    seen = keeper.get(page_of(draft)).context["seen"]
    keeper.post(page_of(draft, f"truong-hop/{case.pk}/bo/"), {"seen": seen})
    last, *others = draft.cases.order_by("pk")
    assert case not in [last, *others]
    for other in others:
        seen = keeper.get(page_of(draft)).context["seen"]
        keeper.post(page_of(draft, f"truong-hop/{other.pk}/bo/"), {"seen": seen})
    seen = keeper.get(page_of(draft)).context["seen"]
    answer = keeper.post(page_of(draft, f"truong-hop/{last.pk}/bo/"), {"seen": seen}, follow=True)
    assert "ít nhất một trường hợp" in words(answer.content.decode())
    assert draft.cases.get() == last
