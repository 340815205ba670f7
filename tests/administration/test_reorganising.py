"""A plan is looked at, done and undone from the pages."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from motcua.organization.models import Agency, Unit
from motcua.reorganisation.models import Reorganisation
from tests.office.desks import desk, words

pytestmark = pytest.mark.django_db

PAGE = "/quan-tri/sap-xep/"


@pytest.fixture
def keeper() -> Client:
    return desk("qt")


def plan(**changes: Any) -> dict[str, Any]:
    return {
        "ten": "Đổi tên Phòng Văn hóa",
        "ngay": timezone.localdate().isoformat(),
        "quyet_dinh": "15/QĐ-UBND",
        "viec": [{"loai": "doi_ten", "ma": "H24.31.VT", "ten": "Văn phòng Đảng ủy và UBND"}],
        **changes,
    }


def sent(data: Any) -> dict[str, Any]:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return {"file": SimpleUploadedFile("ke-hoach.json", content)}


def hidden_plan(answer: Any) -> str:
    written: str = answer.context["written"]
    return written


def test_a_plan_is_looked_at_done_and_undone(keeper: Client) -> None:
    before = Unit.objects.get(code="H24.31.VT").name
    answer = keeper.post(PAGE, sent(plan()))
    assert "Chưa thay đổi gì" in words(answer.content.decode())
    assert Unit.objects.get(code="H24.31.VT").name == before

    form = {"plan": hidden_plan(answer)}
    page = words(keeper.post(f"{PAGE}thuc-hien/", form, follow=True).content.decode())
    assert "Đã thực hiện: Đổi tên Phòng Văn hóa" in page
    assert Unit.objects.get(code="H24.31.VT").name == "Văn phòng Đảng ủy và UBND"

    again = keeper.post(f"{PAGE}thuc-hien/", form)
    assert again.status_code == 409
    assert "đã được thực hiện" in words(again.content.decode())

    done = Reorganisation.objects.get()
    page = words(keeper.post(f"{PAGE}{done.pk}/", follow=True).content.decode())
    assert "Đã hoàn tác" in page
    assert Unit.objects.get(code="H24.31.VT").name == before
    refused = keeper.post(f"{PAGE}{done.pk}/")
    assert "đã được hoàn tác" in words(refused.content.decode())


def test_a_plan_of_a_day_to_come_waits(keeper: Client) -> None:
    answer = keeper.post(PAGE, sent(plan(ngay="2099-01-01")))
    assert "Kế hoạch thực hiện được từ ngày 01/01/2099" in words(answer.content.decode())
    refused = keeper.post(f"{PAGE}thuc-hien/", {"plan": hidden_plan(answer)})
    assert refused.status_code == 409
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "không phải là JSON hợp lệ"),
        ({}, "bị thiếu"),
        (plan(viec=[{"loai": "bay"}]), "không thuộc các loại việc"),
        (b"", "Tệp này trống"),
    ],
)
def test_what_is_no_plan_is_said(keeper: Client, data: Any, said: str) -> None:
    answer = keeper.post(PAGE, sent(data))
    assert answer.status_code == 422
    assert said in words(answer.content.decode())


def test_a_plan_with_an_unknown_agency_is_not_offered(keeper: Client) -> None:
    jobs = [{"loai": "doi_ten", "ma": "H24.99.ZZ", "ten": "Không có"}]
    answer = keeper.post(PAGE, sent(plan(viec=jobs)))
    page = words(answer.content.decode())
    assert "Cần quyết định trước khi thực hiện" in page
    assert "Thực hiện kế hoạch" not in page


def test_a_plan_sent_broken_is_refused(keeper: Client) -> None:
    answer = keeper.post(f"{PAGE}thuc-hien/", {"plan": "{"}, follow=True)
    assert "không đọc được" in words(answer.content.decode())
    assert Agency.objects.exists()
