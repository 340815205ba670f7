"""What the one form renderer draws: label, hint, error and control, tied together."""

import datetime as dt

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from motcua.face.forms import DayMonthYearField


class Form(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Có dấu.")
    born = DayMonthYearField(label="Ngày sinh", required=False)
    way = forms.ChoiceField(
        label="Cách nhận", choices=[("a", "Tại quầy"), ("b", "Bưu chính")], widget=forms.RadioSelect
    )
    scan = forms.FileField(label="Ảnh chụp", help_text="Tệp PDF.", required=False)
    oath = forms.BooleanField(label="Tôi cam đoan.")


def drawn(form: forms.Form) -> html.HtmlElement:
    return html.fromstring(f"<form>{form}</form>")


def described(page: html.HtmlElement, control: html.HtmlElement) -> str:
    """What a screen reader says after the label."""
    ids = control.get("aria-describedby", "").split()
    return " ".join(page.get_element_by_id(name).text_content().strip() for name in ids)


def test_a_control_is_described_by_its_hint_then_its_error() -> None:
    page = drawn(Form({}))
    name = page.get_element_by_id("id_name")
    assert page.xpath("//label[@for='id_name']")[0].text_content().strip() == "Họ và tên"
    assert "govuk-input--error" in name.classes
    assert name.get("aria-invalid") == "true"
    assert described(page, name) == "Có dấu. Lỗi: Hãy điền mục này."


def test_what_is_optional_says_so() -> None:
    page = drawn(Form())
    assert "không bắt buộc" in page.xpath("//legend")[0].text_content()
    assert "không bắt buộc" not in page.xpath("//label[@for='id_name']")[0].text_content()


def test_choices_stand_in_a_group_with_their_question() -> None:
    page = drawn(Form({}))
    group = page.xpath("//fieldset[.//input[@type='radio']]")[0]
    assert group.xpath("legend")[0].text_content().strip() == "Cách nhận"
    assert described(page, group) == "Lỗi: Hãy điền mục này."
    assert len(group.find_class("govuk-radios__input")) == 2


def test_a_file_says_its_limit_beside_the_control(settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    page = drawn(Form())
    scan = page.get_element_by_id("id_scan")
    assert described(page, scan) == "Mỗi tệp không quá 3 MB. Tệp PDF."
    assert scan.get("data-max-bytes") == str(3 * 1024 * 1024)


def test_a_field_may_have_a_limit_of_its_own() -> None:
    form = Form()
    form.fields["scan"].max_bytes = 1024 * 1024
    assert "không quá 1 MB" in drawn(form).text_content()


def test_what_was_typed_is_still_there() -> None:
    page = drawn(Form({"born_day": "31", "born_month": "2", "born_year": "1985"}))
    typed = [page.get_element_by_id(f"id_born_{part}").value for part in ("day", "month", "year")]
    assert typed == ["31", "2", "1985"]


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        (("7", "4", "1985"), dt.date(1985, 4, 7)),
        (("29", "02", "2024"), dt.date(2024, 2, 29)),
        (("", "", ""), None),
    ],
)
def test_a_date_is_typed_in_three_boxes(typed: tuple[str, str, str], date: dt.date | None) -> None:
    form = Form(dict(zip(("born_day", "born_month", "born_year"), typed, strict=True)))
    form.is_valid()
    assert form.cleaned_data["born"] == date


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("31", "2", "1985"), "không có trên lịch"),
        (("29", "2", "2023"), "không có trên lịch"),
        (("7", "", "1985"), "đủ ngày, tháng và năm"),
        (("bảy", "4", "1985"), "bằng chữ số"),
        (("7", "4", "99999"), "không có trên lịch"),
    ],
)
def test_a_date_that_is_none_says_why(typed: tuple[str, str, str], said: str) -> None:
    form = Form(dict(zip(("born_day", "born_month", "born_year"), typed, strict=True)))
    assert said in form.errors["born"][0]


def test_an_empty_file_is_refused_in_plain_words() -> None:
    form = Form({}, {"scan": SimpleUploadedFile("trong.pdf", b"")})
    assert form.errors["scan"] == ["Tệp này trống. Hãy chọn tệp khác."]
