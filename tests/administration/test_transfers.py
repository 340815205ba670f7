"""Files in and out: looked at first, taken whole or not at all."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.service import export_json
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db

IMPORT = "/quan-tri/nhap-tep/"


@pytest.fixture
def keeper() -> Client:
    return desk("qt")


def sent(content: bytes, **changes: str) -> dict[str, Any]:
    return {
        "kind": "thu-tuc",
        "how": "nhap",
        "reason": "QĐ 77",
        "file": SimpleUploadedFile("thu-tuc.json", content),
        **changes,
    }


def one_procedure(**changes: Any) -> bytes:
    """The file of one procedure as it is exported, with something changed."""
    data = json.loads(export_json([people.BUILDING]))
    data["procedures"][0] |= changes
    return json.dumps(data).encode()


def test_a_file_is_looked_at_and_then_taken_as_drafts(keeper: Client) -> None:
    page = words(keeper.post(IMPORT, sent(one_procedure(ghi_chu="Mới"))).content.decode())
    assert "Kiểm tra xong, chưa lưu gì" in page
    assert not ProcedureVersion.objects.drafts().exists()

    page = words(keeper.post(IMPORT, {"do": "take"}).content.decode())
    assert "Đã nhận 1 mục" in page
    draft = ProcedureVersion.objects.drafts().get()
    assert draft.procedure.code == people.BUILDING
    assert "QD" not in page
    told = words(read(keeper, f"/quan-tri/thu-tuc/{people.BUILDING}/{draft.number}/"))
    assert "QĐ 77" in told


def test_the_same_file_changes_nothing(keeper: Client) -> None:
    page = words(keeper.post(IMPORT, sent(one_procedure())).content.decode())
    assert "Mọi mục trong tệp đã có, không đổi" in page
    assert 'value="take"' not in page


def test_mistakes_are_named_with_their_place_and_nothing_is_taken(keeper: Client) -> None:
    data = json.loads(one_procedure(ghi_chu="Mới"))
    wrong = dict(data["procedures"][0]) | {"ma_tthc": "1.000001", "ten": ""}
    data["procedures"].append(wrong)
    answer = keeper.post(IMPORT, sent(json.dumps(data).encode()))
    page = words(answer.content.decode())
    assert "Tệp còn lỗi: chưa nhận mục nào" in page
    assert "“ten”" in page
    keeper.post(IMPORT, {"do": "take"})
    assert not ProcedureVersion.objects.drafts().exists()
    assert not Procedure.objects.filter(code="1.000001").exists()


@pytest.mark.parametrize(
    ("content", "changes", "said"),
    [
        (b"", {}, "Tệp này trống"),
        (b"{", {}, "không phải là JSON hợp lệ"),
        (b"{}", {}, "không có danh sách"),
        (b"{", {"kind": "quy-trinh"}, "không phải là JSON hợp lệ"),
        (b"[]", {"kind": "quy-trinh"}, "không có danh sách"),
        (b"{}", {"reason": ""}, "Hãy ghi lý do"),
        (b"{}", {"how": "ngay"}, "Hãy ghi ngày bắt đầu có hiệu lực"),
    ],
)
def test_what_is_no_file_of_procedures_is_said(
    keeper: Client, content: bytes, changes: dict[str, str], said: str
) -> None:
    answer = keeper.post(IMPORT, sent(content, **changes))
    assert answer.status_code == 422
    assert said in words(answer.content.decode())


def test_taking_without_looking_takes_nothing(keeper: Client) -> None:
    page = words(keeper.post(IMPORT, {"do": "take"}, follow=True).content.decode())
    assert "Hãy chọn lại tệp" in page


def test_procedures_leave_as_they_may_come_back(keeper: Client) -> None:
    answer = keeper.get(f"/quan-tri/xuat-tep/thu-tuc/xlsx/?ma={people.BUILDING}")
    assert answer.content.startswith(b"PK")
    page = words(keeper.post(IMPORT, sent(answer.content)).content.decode())
    assert "không đổi" in page
    answer = keeper.get("/quan-tri/xuat-tep/thu-tuc/json/")
    assert len(json.loads(answer.content)["procedures"]) == Procedure.objects.count()
    assert keeper.get("/quan-tri/xuat-tep/thu-tuc/pdf/").status_code == 404
    assert keeper.get("/quan-tri/nhap-tep/mau/").content.startswith(b"PK")


def test_a_register_leaves_as_a_workbook_of_what_is_in_reach() -> None:
    answer = desk("qt.hongbang").get("/quan-tri/xuat-tep/don-vi/")
    rows = CalamineWorkbook.from_filelike(_file(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Mã"
    assert {row[0].rsplit(".", 1)[0] for row in rows[1:]} >= {"H24.31"}
    assert all(row[0].startswith("H24.31.") for row in rows[1:])


def _file(content: bytes) -> Any:
    return SimpleUploadedFile("x.xlsx", content).file
