"""A dossier keeps the forms of the day it was received."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.papers import Edition, PaperKind, forms_of, paper_name, render
from motcua.papers.editions import FORMS
from tests.papers import samples
from tests.papers.reading import text_of
from tests.papers.slip_samples import SAMPLES

OLD, NEW = Edition.TT_01_2018, Edition.TT_03_2025


@pytest.mark.parametrize(
    ("received", "edition"),
    [
        (date(2019, 1, 6), OLD),
        (date(2025, 9, 14), OLD),
        (date(2025, 9, 15), NEW),
        (date(2026, 11, 21), NEW),
    ],
)
def test_the_day_of_reception_chooses_the_forms(received, edition):
    assert forms_of(received) == edition


def test_before_the_first_circular_no_form_is_known():
    with pytest.raises(ValueError, match="2019-01-05"):
        forms_of(date(2019, 1, 5))


def test_the_forms_are_numbered_by_their_circular():
    assert {kind: form.number for kind, form in FORMS[OLD].items()} == {
        PaperKind.RECEIPT: "01",
        PaperKind.SUPPLEMENT: "02",
        PaperKind.REFUSAL: "03",
        PaperKind.EXTENSION: "04",
        PaperKind.CONTROL: "05",
        PaperKind.REGISTER: "06",
    }
    assert [form.number for form in FORMS[NEW].values()] == [f"{n:02}" for n in range(1, 8)]


@pytest.mark.parametrize("kind", FORMS[OLD])
def test_every_form_of_2018_is_printed_under_its_name(kind):
    text = text_of(render(kind, SAMPLES[kind](edition=OLD)))
    assert paper_name(kind, OLD).upper() in text


def test_the_apology_of_2018_appoints_another_day():
    text = text_of(render(PaperKind.EXTENSION, samples.extension(edition=OLD)))
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in text
    assert "và sẽ trả kết quả giải quyết hồ sơ vào: 17 giờ 00 phút, ngày 12 tháng 02" in text
    assert "gia hạn" not in text.lower()


@pytest.mark.parametrize("kind", [PaperKind.RECEIPT, PaperKind.REFUSAL])
def test_the_forms_of_2018_did_not_ask_for_the_identity_number(kind):
    content = SAMPLES[kind]()
    content = replace(content, applicant=replace(content.applicant, id_number=""))
    asked = "Số định danh cá nhân/tổ chức"
    assert asked in text_of(render(kind, content))
    assert asked not in text_of(render(kind, replace(content, edition=OLD)))


def test_2018_had_no_form_to_stop():
    with pytest.raises(ValueError, match="01/2018"):
        render(PaperKind.STOP, samples.stop(edition=OLD))
