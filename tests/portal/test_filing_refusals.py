"""Bad input on the pages of filing: a clear sentence, nothing stored, nothing done twice."""

import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Dossier, Draft
from motcua.files.models import StoredFile
from motcua.people.models import Account
from tests.dossiers import people
from tests.portal.pages import APPLICANT, Citizens, errors, owed, slots, words

pytestmark = pytest.mark.django_db

PAGES = ["resume", "agency", "applicant", "request", "papers", "review", "discard"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("virus.pdf", b"MZ\x90\x00 this is a program", "không phải PDF, JPG hay PNG"),
        ("bang.xlsx", b"PK\x03\x04" + b"\0" * 64, "không phải PDF, JPG hay PNG"),
        ("trang.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải PDF, JPG hay PNG"),
        ("trong.pdf", b"", "trống (0 byte)"),
        ("to.pdf", people.PDF + b"0" * settings.UPLOAD_MAX_BYTES, "lớn hơn 10 MB"),
    ],
    ids=["program", "spreadsheet", "svg", "empty", "over size"],
)
def test_a_file_that_cannot_be_taken(citizen: Citizens, name: str, data: bytes, said: str) -> None:
    before = StoredFile.objects.count()
    draft = citizen.begin()
    response = citizen.post("papers", draft.pk, **slots(draft.case, name=name, data=data))
    assert response.status_code == 422
    assert name in errors(response)
    assert said in errors(response)
    assert f"component-{owed(draft.case)[0].pk}" in response.content.decode()
    assert not draft.files.exists()
    assert StoredFile.objects.count() == before


def test_a_good_file_beside_a_bad_one_is_kept(citizen: Citizens) -> None:
    draft = citizen.begin()
    slot = f"component-{owed(draft.case)[0].pk}"
    both = [people.upload("tot.pdf"), people.upload("hong.pdf", b"hong")]
    response = citizen.post("papers", draft.pk, **{slot: both})
    assert response.status_code == 422
    assert "hong.pdf" in errors(response)
    assert [file.name for file in draft.files.all()] == ["tot.pdf"]
    assert "tot.pdf" in words(response)


def test_a_paper_that_is_owed_is_asked_for(citizen: Citizens) -> None:
    draft = citizen.begin()
    response = citizen.post("papers", draft.pk)
    assert response.status_code == 422
    assert "Hãy tải lên giấy tờ bắt buộc này." in errors(response)


def test_an_eleventh_file_for_one_paper(citizen: Citizens) -> None:
    draft = citizen.begin()
    slot = f"component-{owed(draft.case)[0].pk}"
    eleven = [people.upload(f"{n}.pdf") for n in range(11)]
    response = citizen.post("papers", draft.pk, upload="1", **{slot: eleven})
    assert "nhiều nhất 10 tệp" in errors(response)
    assert draft.files.count() == 10


def test_a_slot_of_another_procedure_is_not_looked_at(citizen: Citizens) -> None:
    draft = citizen.begin()
    other = owed(people.case_of(people.BUILDING))[0]
    citizen.post("papers", draft.pk, upload="1", **{f"component-{other.pk}": people.upload()})
    assert not draft.files.exists()


def test_filing_too_early_says_all_that_is_missing(citizen: Citizens) -> None:
    draft = citizen.begin()
    assert "Chưa chọn nơi giải quyết." in words(citizen.get("review", draft.pk))
    response = citizen.post("review", draft.pk, delivery="counter")
    assert response.status_code == 422
    assert "Hãy chọn nơi giải quyết" in errors(response)
    citizen.fill_in(draft)
    response = citizen.post("review", draft.pk, delivery="counter")
    assert "Còn thiếu giấy tờ bắt buộc" in errors(response)
    assert owed(draft.case)[0].name in errors(response)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("way", ["", "pigeon"])
def test_a_way_of_delivery_must_be_chosen(citizen: Citizens, way: str) -> None:
    draft = citizen.begin()
    citizen.fill_in(draft)
    citizen.hand_in(draft)
    response = citizen.post("review", draft.pk, delivery=way)
    assert response.status_code == 422
    assert errors(response)
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("kind", "", "Hãy chọn cá nhân hoặc tổ chức."),
        ("kind", "robot", "Hãy chọn cá nhân hoặc tổ chức."),
        ("full_name", "   ", "Hãy ghi họ và tên"),
        ("full_name", "A" * 201, "Hãy ghi họ và tên"),
        ("identity_number", "12345", "Số định danh cá nhân gồm 12 chữ số"),
        ("phone", "12ab", "Hãy ghi số điện thoại"),
        ("email", "khong-phai-thu", "Địa chỉ thư điện tử chưa đúng"),
        ("address", "", "Hãy ghi địa chỉ"),
        ("birth_date_month", "13", "Ngày này không có trên lịch"),
        ("birth_date_day", "", "Hãy ghi đủ ngày, tháng và năm."),
        ("birth_date_day", "hai", "ghi bằng chữ số"),
    ],
)
def test_each_mistake_is_named_and_what_was_typed_is_kept(
    citizen: Citizens, field: str, typed: str, said: str
) -> None:
    draft = citizen.begin()
    response = citizen.post("applicant", draft.pk, **{**APPLICANT, field: typed})
    assert response.status_code == 422
    assert said in errors(response)
    assert errors(response).count(".") <= 2
    assert APPLICANT["address"] in response.content.decode() or field == "address"
    if typed.strip() and field != "kind":
        assert typed in response.content.decode()


def test_a_mistake_left_behind_is_still_there_on_coming_back(citizen: Citizens) -> None:
    draft = citizen.begin()
    citizen.fill_in(draft)
    citizen.hand_in(draft)
    citizen.post("applicant", draft.pk, **{**APPLICANT, "birth_date_month": "13"})
    assert 'value="13"' in citizen.get("applicant", draft.pk).content.decode()
    response = citizen.post("review", draft.pk, delivery="counter")
    assert "Ngày sinh chưa đúng" in errors(response)
    assert not Dossier.objects.exists()


def test_too_long_a_request(citizen: Citizens) -> None:
    draft = citizen.begin()
    response = citizen.post("request", draft.pk, text="x" * 2001)
    assert "quá 2.000 ký tự" in errors(response)


def test_an_agency_that_is_not_competent(citizen: Citizens) -> None:
    draft = citizen.begin()
    province = people.commune().parent
    response = citizen.post("agency", draft.pk, agency=province.pk)
    assert response.status_code == 422
    assert "Hãy chọn một mục trong danh sách." in errors(response)
    draft.refresh_from_db()
    assert draft.agency is None


def test_pressing_twice_files_once(citizen: Citizens) -> None:
    draft = citizen.begin()
    citizen.fill_in(draft)
    citizen.hand_in(draft)
    first = citizen.post("review", draft.pk, delivery="counter")
    second = citizen.post("review", draft.pk, delivery="counter")
    assert first.headers["Location"] == second.headers["Location"]
    assert Dossier.objects.count() == 1
    assert Dossier.objects.get().events.count() == 1


def test_a_page_left_open_after_filing_changes_nothing(citizen: Citizens) -> None:
    draft = citizen.file()
    before = Dossier.objects.get().applicant.full_name
    response = citizen.post("applicant", draft.pk, **{**APPLICANT, "full_name": "Người khác"})
    assert response.status_code == 422
    assert "Hồ sơ đã nộp" in errors(response)
    for name, values in (
        ("agency", {"agency": people.commune().pk}),
        ("papers", slots(draft.case)),
        ("discard", {}),
    ):
        assert "Hồ sơ đã nộp" in errors(citizen.post(name, draft.pk, **values))
    draft.refresh_from_db()
    assert draft.content["applicant"]["full_name"] == before
    assert draft.files.count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_a_filed_draft_leads_to_its_dossier(citizen: Citizens, name: str) -> None:
    draft = citizen.file()
    assert citizen.get(name, draft.pk).headers["Location"] == (
        reverse("portal:filed", args=[draft.pk])
    )


@pytest.mark.parametrize("name", [*PAGES, "filed"])
def test_somebody_elses_draft_does_not_exist(
    citizen: Citizens, stranger: Account, name: str
) -> None:
    draft = people.draft(account=stranger)
    assert citizen.get(name, draft.pk).status_code == 404
    assert citizen.post(name, draft.pk, delivery="counter").status_code in (404, 405)
    assert citizen.get("draft_file", draft.pk, draft.files.get().pk).status_code == 404
    assert citizen.get(name, uuid.uuid4()).status_code == 404
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_signed_out_in_between_leads_to_signing_in(
    visitor: Client, thom: Account, name: str
) -> None:
    draft = people.draft(account=thom)
    url = reverse(f"portal:{name}", args=[draft.pk])
    assert visitor.get(url).headers["Location"] == f"/dang-nhap/?next={url}"
    assert Draft.objects.filter(pk=draft.pk, dossier=None).exists()


def test_a_form_of_another_site_is_refused(thom: Account) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "vi"})
    client.force_login(thom)
    draft = people.draft(account=thom)
    response = client.post(reverse("portal:review", args=[draft.pk]), {"delivery": "counter"})
    assert response.status_code == 403
    assert "Chưa có gì được lưu" in words(response)
    assert not Dossier.objects.exists()
