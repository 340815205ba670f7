"""E-forms kept on pages: sent as a file, looked at, tried, published from a day, taken back."""

import copy
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from motcua.catalog.models import Component, ProcedureVersion
from motcua.forms.models import EForm, EFormVersion
from motcua.forms.service import form_in_force, library
from tests.administration.pages import filled, rows_of
from tests.dossiers import people
from tests.office.desks import desk, read, words

pytestmark = pytest.mark.django_db

LIST = "/quan-tri/bieu-mau/"
UPLOAD = f"{LIST}nhap-tep/"
CODE = "trich-luc"


@pytest.fixture
def keeper() -> Client:
    return desk("qt")


def extract() -> dict[str, Any]:
    return copy.deepcopy(next(each for each in library() if each["code"] == CODE))


def with_a_question() -> dict[str, Any]:
    """The worked example of docs/forms.md: why copies are asked for, when many are."""
    data = extract()
    data["schema"]["properties"]["purpose"] = {
        "type": "string",
        "title": "Mục đích sử dụng",
        "maxLength": 200,
    }
    data["layout"]["elements"][0]["elements"].append(
        {"type": "Control", "scope": "#/properties/purpose"}
    )
    data["paper"]["body"].insert(-1, "Mục đích sử dụng: {purpose}")
    data["english"]["Mục đích sử dụng"] = "Purpose"
    return data


def send(keeper: Client, data: Any, reason: str = "QĐ 88") -> Any:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    file = SimpleUploadedFile("mau.json", content)
    return keeper.post(UPLOAD, {"file": file, "reason": reason}, follow=True)


def publish(keeper: Client, number: int, day: Any) -> str:
    address = f"{LIST}{CODE}/{number}/cong-bo/"
    typed = {"from_day_day": day.day, "from_day_month": day.month, "from_day_year": day.year}
    sent = filled(keeper, address, reason="Thông tư mới") | typed
    return words(keeper.post(address, sent, follow=True).content.decode())


def test_the_list_says_what_there_is(keeper: Client) -> None:
    page = words(read(keeper, LIST))
    for form in EForm.objects.all():
        assert form.code in page
    assert "đã đối chiếu" in page
    assert "2.000635" in page


def test_a_form_is_read_question_by_question(keeper: Client) -> None:
    page = words(read(keeper, f"{LIST}{CODE}/"))
    assert "Phụ lục 5 Thông tư 04/2020/TT-BTP" in page
    assert "Số lượng bản sao đề nghị cấp" in page
    assert "“Đề nghị cấp bản sao” là “Trích lục việc hộ tịch khác”" in page
    assert "Thủ tục dùng mẫu" in page


def test_a_question_is_added_tried_and_published(keeper: Client) -> None:
    page = words(send(keeper, with_a_question()).content.decode())
    assert "Đã nhận tệp thành bản nháp số 2" in page
    assert "Thêm câu hỏi “Mục đích sử dụng” (trang “Giấy tờ cần bản sao”)." in page
    assert "QĐ 88" in page
    assert "Purpose" in read(keeper, f"{LIST}{CODE}/2/dien-thu/?tieng=en")
    assert "Mục đích sử dụng" in read(keeper, f"{LIST}{CODE}/2/dien-thu/?tieng=vi")

    tomorrow = timezone.localdate() + timedelta(days=1)
    page = publish(keeper, 2, tomorrow)
    assert f"có hiệu lực từ {tomorrow:%d/%m/%Y}" in page
    assert "Thông tư mới" in page
    assert form_in_force(CODE).number == 1
    assert form_in_force(CODE, tomorrow).number == 2

    address = f"{LIST}{CODE}/2/thu-hoi/"
    sent = filled(keeper, address, reason="Nhầm ngày")
    assert "trở lại là bản nháp" in words(keeper.post(address, sent, follow=True).content.decode())
    assert form_in_force(CODE, tomorrow).number == 1
    address = f"{LIST}{CODE}/2/xoa/"
    keeper.post(address, filled(keeper, address, reason="Thôi"))
    assert not EFormVersion.objects.drafts().exists()


def test_what_begins_today_may_be_put_right_today(keeper: Client) -> None:
    today = timezone.localdate()
    send(keeper, with_a_question())
    publish(keeper, 2, today)
    assert form_in_force(CODE).number == 2
    send(
        keeper, extract() | {"title": "Tờ khai", "english": extract()["english"] | {"Tờ khai": "A"}}
    )
    assert "có hiệu lực từ" in publish(keeper, 3, today)
    assert form_in_force(CODE).number == 3


def test_a_day_gone_by_is_refused(keeper: Client) -> None:
    send(keeper, with_a_question())
    yesterday = timezone.localdate() - timedelta(days=1)
    publish(keeper, 2, yesterday)
    assert EFormVersion.objects.drafts().get().form.code == CODE


def test_a_second_file_takes_the_place_of_the_draft(keeper: Client) -> None:
    send(keeper, with_a_question())
    data = with_a_question()
    data["schema"]["properties"]["copies"]["maximum"] = 20
    page = words(send(keeper, data).content.decode())
    assert "bản nháp số 2" in page
    assert "“Số lượng bản sao đề nghị cấp”: đổi giới hạn của câu trả lời." in page
    assert EFormVersion.objects.drafts().count() == 1


def test_the_same_file_changes_nothing(keeper: Client) -> None:
    sent_back = keeper.get(f"{LIST}{CODE}/1/tep.json").content
    assert "không có gì thay đổi" in words(send(keeper, sent_back).content.decode())
    assert EFormVersion.objects.filter(form__code=CODE).count() == 1


def test_a_form_nobody_had_yet_is_sent_and_thrown_away(keeper: Client) -> None:
    page = words(send(keeper, extract() | {"code": "moi"}).content.decode())
    assert "Đây là bản đầu tiên" in page
    assert "moi" in words(read(keeper, LIST))
    address = f"{LIST}moi/1/xoa/"
    answer = keeper.post(address, filled(keeper, address, reason="Thôi"))
    assert answer.status_code == 302
    assert not EForm.objects.filter(code="moi").exists()


def test_every_mistake_is_named_by_its_place(keeper: Client) -> None:
    data = with_a_question()
    del data["english"]["Mục đích sử dụng"]
    data["paper"]["body"].remove("Mục đích sử dụng: {purpose}")
    answer = send(keeper, data)
    assert answer.status_code == 422
    page = words(answer.content.decode())
    assert "chưa có tiếng Anh: “Mục đích sử dụng”" in page
    assert "tờ khai in ra thiếu “purpose”" in page
    assert not EFormVersion.objects.drafts().exists()


@pytest.mark.parametrize(
    ("content", "reason", "said"),
    [
        (b"{", "QĐ 1", "không phải là JSON hợp lệ"),
        (b"[]", "QĐ 1", "một đối tượng JSON"),
        (b"", "QĐ 1", "Tệp này trống"),
        (b"{}", "QĐ 1", "không đọc được"),
        (b'{"code": "x", "layout": 3}', "QĐ 1", "không đọc được"),
        (b"{}", "", "Hãy ghi lý do"),
    ],
)
def test_what_is_no_form_is_said(keeper: Client, content: bytes, reason: str, said: str) -> None:
    answer = send(keeper, content, reason)
    assert answer.status_code == 422
    assert said in words(answer.content.decode())


@pytest.mark.parametrize("code", sorted(each["code"] for each in library()))
def test_every_form_can_be_read_tried_and_printed(keeper: Client, code: str) -> None:
    for language in ("vi", "en"):
        read(keeper, f"{LIST}{code}/1/dien-thu/?tieng={language}")
    read(keeper, f"{LIST}{code}/1/")
    answer = keeper.get(f"{LIST}{code}/1/to-khai.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_a_form_that_is_not_there(keeper: Client) -> None:
    for path in ("khong-co/", f"{CODE}/9/", f"{CODE}/9/to-khai.pdf", "khong-co/1/tep.json"):
        assert keeper.get(LIST + path).status_code == 404


def test_a_paper_of_a_procedure_names_a_form_there_is(keeper: Client) -> None:
    procedure = f"/quan-tri/thu-tuc/{people.BUILDING}/"
    keeper.post(f"{procedure}1/soan-moi/")
    draft = ProcedureVersion.objects.drafts().get()
    paper = Component.objects.filter(case__version=draft).order_by("order").first()
    address = f"{procedure}{draft.number}/truong-hop/{paper.case_id}/giay-to/"
    sent = rows_of(keeper.get(address)) | {"do": "save", "r0-e_form": CODE}
    assert keeper.post(address, sent).status_code == 302
    paper.refresh_from_db()
    assert paper.e_form == CODE

    Component.objects.filter(pk=paper.pk).update(e_form="khong-co")
    page = words(read(keeper, f"{procedure}{draft.number}/"))
    assert "không có mẫu điện tử “khong-co”; người dân khai bằng mẫu chung." in page
