"""A process changes without a developer: its steps, what is wrong, a run on paper, publication."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.processes.models import ProcessVersion
from tests.administration.pages import filled, rows_of
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db

CODE = "QG-1.013225"
BASE = f"/quan-tri/quy-trinh/{CODE}/"


@pytest.fixture
def keeper() -> Client:
    return desk("qt")


@pytest.fixture
def draft(keeper: Client) -> ProcessVersion:
    latest = ProcessVersion.objects.filter(process__code=CODE).latest("number")
    keeper.post(f"{BASE}{latest.number}/soan-moi/")
    return ProcessVersion.objects.drafts().get(process__code=CODE)


def page_of(version: ProcessVersion, page: str = "") -> str:
    return f"{BASE}{version.number}/{page}"


def names(version: ProcessVersion) -> list[str]:
    return [step.name for step in version.steps.order_by("order")]


def test_the_list_is_searched_without_diacritics(keeper: Client) -> None:
    page = read(keeper, "/quan-tri/quy-trinh/?q=phep xay dung")
    assert CODE in page
    assert "YB-TP01" not in page


def test_steps_are_added_moved_and_removed_without_script(
    keeper: Client, draft: ProcessVersion
) -> None:
    before = names(draft)
    address = page_of(draft, "cac-buoc/")
    form = rows_of(keeper.get(address))
    form = rows_of(keeper.post(address, form | {"do": "below-1"}))
    form["r2-name"] = "Kiểm tra thực địa"
    form = rows_of(keeper.post(address, form | {"do": "down-2"}))
    assert names(draft) == before

    page = keeper.post(address, form | {"do": "save"}, follow=True).content.decode()
    now = names(draft)
    assert now == [*before[:3], "Kiểm tra thực địa", *before[3:]]
    assert "Thêm bước 4 “Kiểm tra thực địa”" in page


def test_what_is_wrong_leads_to_its_step(keeper: Client, draft: ProcessVersion) -> None:
    address = page_of(draft, "cac-buoc/")
    form = rows_of(keeper.get(address)) | {"do": "remove-0"}
    form = rows_of(keeper.post(address, form)) | {"do": "save"}
    page = keeper.post(address, form, follow=True).content.decode()
    assert "Lỗi:" in page
    day = timezone.localdate() + timedelta(days=3)
    send = filled(keeper, page_of(draft, "cong-bo/"), reason="QĐ 5") | {
        "from_day_day": str(day.day),
        "from_day_month": str(day.month),
        "from_day_year": str(day.year),
    }
    answer = keeper.post(page_of(draft, "cong-bo/"), send)
    assert answer.status_code == 422
    assert "Chưa công bố được" in words(answer.content.decode())


def test_a_step_of_wrong_words_is_named(keeper: Client, draft: ProcessVersion) -> None:
    address = page_of(draft, "cac-buoc/")
    form = rows_of(keeper.get(address)) | {"r1-limit": "vài hôm", "r0-name": "", "do": "save"}
    answer = keeper.post(address, form)
    page = words(answer.content.decode())
    assert answer.status_code == 422
    assert "Bước 2, thời hạn: Chưa hiểu thời hạn này" in page
    assert "Bước 1, nội dung công việc:" in page


def test_a_colleagues_steps_are_not_overwritten(keeper: Client, draft: ProcessVersion) -> None:
    address = page_of(draft, "cac-buoc/")
    mine = rows_of(keeper.get(address)) | {"r0-post_name": "Của tôi", "do": "save"}
    other = desk("qt")
    theirs = rows_of(other.get(address)) | {"r0-post_name": "Của bạn", "do": "save"}
    assert other.post(address, theirs).status_code == 302
    answer = keeper.post(address, mine)
    assert answer.status_code == 422
    assert "vừa sửa bản này" in words(answer.content.decode())
    assert draft.steps.get(order=1).post_name == "Của bạn"


def test_a_draft_is_published_and_taken_back(keeper: Client, draft: ProcessVersion) -> None:
    address = page_of(draft, "cac-buoc/")
    form = rows_of(keeper.get(address)) | {"r0-post_name": "Công chức quầy 1", "do": "save"}
    assert keeper.post(address, form).status_code == 302
    day = timezone.localdate() + timedelta(days=3)
    send = filled(keeper, page_of(draft, "cong-bo/"), reason="QĐ 5") | {
        "from_day_day": str(day.day),
        "from_day_month": str(day.month),
        "from_day_year": str(day.year),
    }
    page = words(keeper.post(page_of(draft, "cong-bo/"), send, follow=True).content.decode())
    assert "Đã công bố, có hiệu lực từ" in page
    assert f"/{draft.number}/" in read(keeper, "/quan-tri/")
    send = filled(keeper, page_of(draft, "thu-hoi/"), reason="Sai")
    keeper.post(page_of(draft, "thu-hoi/"), send)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_run_on_paper_says_who_until_when(keeper: Client) -> None:
    version = ProcessVersion.objects.get(process__code="YB-TP01")
    address = f"/quan-tri/quy-trinh/YB-TP01/{version.number}/chay-thu/"
    page = words(read(keeper, address))
    assert version.steps.first().name in page
    page = words(read(keeper, f"{address}?day_day=4&day_month=1&day_year=2027"))
    assert "04/01/2027 08:00" in page
    wrong = keeper.get(f"{address}?day_day=40&day_month=1&day_year=2027")
    assert wrong.status_code == 422


def test_the_drawing_is_for_modellers_too(keeper: Client) -> None:
    version = ProcessVersion.objects.get(process__code="YB-TP01")
    answer = keeper.get(f"/quan-tri/quy-trinh/YB-TP01/{version.number}/so-do/?tai")
    assert "YB-TP01-1.bpmn" in answer["Content-Disposition"]
    assert b"bpmn" in answer.content


def test_a_new_process_begins_with_the_usual_steps(keeper: Client) -> None:
    form = {"code": "QT-MAU-1", "name": "Quy trình mẫu", "limit": "10 ngày làm việc"}
    page = words(keeper.post("/quan-tri/quy-trinh/lap-moi/", form, follow=True).content.decode())
    assert "bảy bước thường dùng" in page
    again = keeper.post("/quan-tri/quy-trinh/lap-moi/", form)
    assert "Đã có quy trình mã QT-MAU-1" in words(again.content.decode())
    wrong = keeper.post("/quan-tri/quy-trinh/lap-moi/", form | {"code": "có dấu"})
    assert "Chỉ dùng chữ không dấu" in words(wrong.content.decode())
