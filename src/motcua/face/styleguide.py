"""The living style guide: every component, empty, wrong and overlong as well as at its best."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from motcua.dossiers.models import Applicant, Delivery, State
from motcua.face.forms import DayMonthYearField

_LONG = (
    "Đăng ký thành lập công ty trách nhiệm hữu hạn hai thành viên trở lên chuyển đổi từ hộ kinh "
    "doanh, đồng thời đăng ký thay đổi người đại diện theo pháp luật"
)


class SampleForm(forms.Form):
    full_name = forms.CharField(label="Họ và tên", help_text="Ghi như trên thẻ căn cước, có dấu.")
    identity_number = forms.CharField(
        label="Số định danh cá nhân",
        min_length=12,
        widget=forms.TextInput({"class": "govuk-input--width-20", "inputmode": "numeric"}),
    )
    birth_date = DayMonthYearField(label="Ngày sinh", help_text="Ví dụ: 07 04 1985")
    email = forms.EmailField(label="Thư điện tử", required=False)
    kind = forms.ChoiceField(label="Bạn nộp với tư cách", choices=Applicant.Kind)
    delivery = forms.ChoiceField(
        label="Cách nhận kết quả", choices=Delivery, widget=forms.RadioSelect
    )
    papers = forms.MultipleChoiceField(
        label="Giấy tờ đã có",
        choices=[("id", "Căn cước"), ("marriage", "Giấy chứng nhận kết hôn")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    request = forms.CharField(label="Nội dung yêu cầu", widget=forms.Textarea({"rows": 4}))
    scan = forms.FileField(label="Ảnh chụp giấy tờ", help_text="Tệp PDF, JPG hoặc PNG.")
    oath = forms.BooleanField(label="Tôi cam đoan những điều khai trên là đúng.")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Citizens' pages by default, desks with ?desk."""
    desk = "desk" in request.GET
    layout = "base_office.html" if desk else "base.html"
    return render(request, "styleguide.html", {"layout": layout, "desk": desk, **_samples()})


def _samples() -> dict[str, Any]:
    now = timezone.now()
    return {
        "states": list(State),
        "now": now,
        "soon": now + dt.timedelta(hours=3),
        "later": now + dt.timedelta(days=4),
        "before": now - dt.timedelta(days=1),
        "long": _LONG,
        "fresh_form": SampleForm(prefix="fresh"),
        "wrong_form": _wrong_form(),
        "entries": _entries(now),
        "steps": _steps(now),
        "tasks": _tasks(),
        "files": _files(),
        "tabs": _tabs(),
        "page": _page(5, 120),
        "rows": _rows(now),
    }


def _wrong_form() -> SampleForm:
    data = {
        "wrong-identity_number": "0310",
        "wrong-birth_date_day": "31",
        "wrong-birth_date_month": "2",
        "wrong-birth_date_year": "1985",
        "wrong-email": "khong-phai-thu",
        "wrong-papers": ["id"],
    }
    files: MultiValueDict[str, UploadedFile] = MultiValueDict(
        {"wrong-scan": [SimpleUploadedFile("trong.pdf", b"")]}
    )
    return SampleForm(data, files, prefix="wrong")


def _entries(now: dt.datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": "Yêu cầu bổ sung giấy tờ",
            "moment": now,
            "by": "Nguyễn Thị Minh Hạnh, Bộ phận Một cửa phường Lê Chân",
            "note": "Ảnh chụp Giấy chứng nhận kết hôn bị mờ ở phần số và ngày cấp.\n"
            "Đề nghị chụp lại, đủ bốn góc.",
        },
        {
            "title": "Tiếp nhận hồ sơ",
            "moment": now - dt.timedelta(hours=5),
            "by": "Trần Văn Khoa, Bộ phận Một cửa phường Lê Chân",
        },
        {"title": "Nộp hồ sơ trực tuyến", "moment": now - dt.timedelta(days=1), "by": "Người nộp"},
    ]


def _steps(now: dt.datetime) -> list[dict[str, Any]]:
    return [
        {
            "name": "Tiếp nhận, chuyển hồ sơ",
            "state": "done",
            "who": "Bộ phận Một cửa",
            "hours": 4,
            "moment": now,
        },
        {"name": "Thẩm định hồ sơ", "state": "current", "who": "Phòng Tư pháp", "hours": 12},
        {"name": _LONG, "state": "to_come", "who": "Lãnh đạo Ủy ban nhân dân", "hours": 4},
        {"name": "Trả kết quả", "state": "to_come", "who": "Bộ phận Một cửa"},
    ]


def _tasks() -> list[dict[str, Any]]:
    return [
        {"name": "Người nộp và chủ hồ sơ", "url": "#", "done": True},
        {"name": "Nội dung yêu cầu", "url": "#", "done": False, "hint": "Mất khoảng 3 phút"},
        {"name": "Nộp lệ phí", "done": False, "status": "Làm sau bước trên"},
    ]


def _files() -> list[dict[str, Any]]:
    return [
        {
            "name": "can-cuoc-mat-truoc.jpg",
            "url": "#",
            "size": 348_160,
            "note": "Ảnh",
            "remove": "1",
        },
        {"name": f"{_LONG}.pdf", "url": "#", "size": 9_961_472, "note": "PDF, 12 trang"},
    ]


def _tabs() -> list[dict[str, Any]]:
    return [
        {"text": "Cần xử lý", "url": "#", "current": True, "count": 12},
        {"text": "Sắp đến hạn", "url": "#", "current": False, "count": 3},
        {"text": "Quá hạn", "url": "#", "current": False, "count": 0},
        {"text": "Đã xong", "url": "#", "current": False},
    ]


def _page(number: int, rows: int) -> Page:
    return Paginator(range(rows), 10).page(number)


def _rows(now: dt.datetime) -> list[dict[str, Any]]:
    people = ["Nguyễn Thị Thu Hương", "Phạm Quốc Đạt", "Công ty TNHH Thương mại và Dịch vụ Hải Vân"]
    names = ["Cấp bản sao trích lục hộ tịch", "Cấp giấy phép xây dựng nhà ở riêng lẻ", _LONG]
    states = [State.SUPPLEMENT, State.PROCESSING, State.PROCESSING, State.FINISHED, State.RETURNED]
    offsets = [-30, 2, 40, 90, 160]
    return [
        {
            "code": f"H24.31.17-261120-{number + 1:04}",
            "name": names[number % 3],
            "person": people[number % 3],
            "state": states[number % 5],
            "due": now + dt.timedelta(hours=offsets[number % 5]),
            "left": [
                "quá hạn 1 ngày làm việc",
                "còn 2 giờ làm việc",
                "còn 1 ngày làm việc",
                "còn 3 ngày làm việc",
                "còn 5 ngày làm việc",
            ][number % 5],
            "fee": 8_000 * number,
        }
        for number in range(14)
    ]
