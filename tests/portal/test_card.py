"""The applicant filled in from an identity card: typed, photographed, refused."""

import logging

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.dossiers.known import known_of
from motcua.dossiers.models import Draft
from motcua.files.models import StoredFile
from tests.forms.test_id_card import ADDRESS, CHIP, NAME, photo
from tests.portal.pages import Citizens, errors, words

pytestmark = pytest.mark.django_db

EXPIRED = "031085000456|031085456|Đặng Văn Mẫu|03091985|Nam|34 phố Mẫu|10052021"


@pytest.fixture
def draft(citizen: Citizens) -> Draft:
    return citizen.begin()


def sent(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("the.png", photo(text), content_type="image/png")


def test_the_page_of_the_applicant_leads_to_it_and_only_it_may_use_the_camera(citizen, draft):
    page = citizen.get("applicant", draft.pk)
    assert reverse("portal:card", args=[draft.pk]) in page.content.decode()
    shown = citizen.get("card", draft.pk)
    assert shown["Permissions-Policy"].startswith("camera=(self)")
    assert "camera=()" in page["Permissions-Policy"]
    assert "no-store" in shown["Cache-Control"]


def test_a_scanned_card_fills_in_the_applicant_and_says_so(citizen, draft):
    answer = citizen.post("card", draft.pk, card=CHIP)
    assert answer.headers["Location"] == reverse("portal:applicant", args=[draft.pk])
    draft.refresh_from_db()
    filled = draft.content["applicant"]
    assert filled["full_name"] == NAME
    assert filled["identity_number"] == "031190000999"
    assert filled["birth_date"] == "1990-03-27"
    assert filled["address"] == ADDRESS
    # Nothing of the account's holder stays beside another person's name.
    assert filled["phone"] == ""
    said = words(citizen.get("applicant", draft.pk))
    assert f"Đã điền theo thẻ căn cước của {NAME}" in said
    assert said.count("Lấy từ thẻ căn cước") == 4


def test_what_the_card_told_is_known_of_the_person(citizen, draft):
    citizen.post("card", draft.pk, card=CHIP)
    draft.refresh_from_db()
    known = known_of(draft)
    assert known["gender"].value == "female"
    assert known["identity_issued_on"].value == "2021-05-10"
    assert known["gender"].source == "thẻ căn cước"
    # Another number typed over it: the card is somebody else's now.
    draft.content["applicant"]["identity_number"] = "031099000111"
    assert known_of(draft) == {}


def test_what_was_corrected_no_longer_claims_to_be_from_the_card(citizen, draft):
    citizen.post("card", draft.pk, card=CHIP)
    draft.refresh_from_db()
    draft.content["applicant"]["full_name"] = "Nguyễn Thị Mẫu Hai"
    draft.save()
    assert words(citizen.get("applicant", draft.pk)).count("Lấy từ thẻ căn cước") == 3


def test_a_second_card_takes_the_place_of_the_first(citizen, draft):
    citizen.post("card", draft.pk, card=CHIP)
    citizen.post("card", draft.pk, card=CHIP.replace(NAME, "Trần Thị Mẫu"))
    draft.refresh_from_db()
    assert [each["facts"]["full_name"] for each in draft.told] == ["Trần Thị Mẫu"]


def test_a_photograph_is_read_and_neither_kept_nor_logged(citizen, draft, caplog):
    stored = StoredFile.objects.count()
    with caplog.at_level(logging.DEBUG):
        answer = citizen.post("card", draft.pk, photo=sent(CHIP))
    assert answer.status_code == 302
    assert StoredFile.objects.count() == stored
    assert default_storage.listdir("") == ([], [])
    draft.refresh_from_db()
    assert draft.content["applicant"]["full_name"] == NAME
    assert NAME not in caplog.text
    assert "031190000999" not in caplog.text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Hãy quét mã QR, hoặc chọn ảnh"),
        ({"card": "xin chào"}, "Không đọc được thẻ"),
        ({"card": CHIP.replace(NAME, "<script>alert(1)</script>")}, "Không đọc được thẻ"),
        ({"card": "x" * 600}, "Đây không phải mã của thẻ căn cước"),
        ({"card": EXPIRED}, "hết hạn từ 03/09/2025"),
        ({"card": CHIP.replace("Nữ", "Nam")}, "không khớp"),
        ({"photo": SimpleUploadedFile("a.png", b"")}, "Ảnh trống"),
        ({"photo": SimpleUploadedFile("a.png", b"%PDF-1.4")}, "không có mã QR"),
        ({"photo": sent("https://example.vn")}, "không có mã QR"),
    ],
)
def test_what_cannot_be_used_says_why_and_changes_nothing(citizen, draft, values, said):
    before = draft.content
    shown = citizen.post("card", draft.pk, **values)
    assert shown.status_code == 422
    assert said in errors(shown)
    assert "<script>alert" not in shown.content.decode()
    draft.refresh_from_db()
    assert (draft.content, draft.told) == (before, [])


def test_a_photograph_too_large_is_not_taken(citizen, draft, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    shown = citizen.post("card", draft.pk, photo=SimpleUploadedFile("a.png", b"0" * 5000))
    assert shown.status_code == 422
    assert "Hãy quét mã QR, hoặc chọn ảnh" in errors(shown)


def test_somebody_elses_draft_is_not_there(citizen, draft, stranger):
    other = Client()
    other.force_login(stranger)
    address = reverse("portal:card", args=[draft.pk])
    assert other.get(address).status_code == 404
    assert other.post(address, {"card": CHIP}).status_code == 404
    draft.refresh_from_db()
    assert draft.told == []


def test_a_foreign_page_cannot_send_a_card(thom, draft):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(thom)
    address = reverse("portal:card", args=[draft.pk])
    assert strict.post(address, {"card": CHIP}).status_code == 403
