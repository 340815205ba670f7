"""The road from a procedure to a filed dossier, page by page."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalog.models import ProcedureCase
from motcua.dossiers.models import Dossier, Draft, State
from tests.dossiers import people
from tests.portal.pages import APPLICANT, Citizens, errors, owed, words

pytestmark = pytest.mark.django_db


def test_the_whole_road(citizen: Citizens) -> None:
    draft = citizen.begin()
    assert citizen.post("agency", draft.pk, agency=people.commune().pk).headers["Location"] == (
        reverse("portal:applicant", args=[draft.pk])
    )
    assert citizen.post("applicant", draft.pk, **APPLICANT).headers["Location"] == (
        reverse("portal:request", args=[draft.pk])
    )
    assert citizen.post("request", draft.pk, text="Xin hưởng trợ cấp").headers["Location"] == (
        reverse("portal:papers", args=[draft.pk])
    )
    assert citizen.hand_in(draft).headers["Location"] == (reverse("portal:review", args=[draft.pk]))
    done = citizen.post("review", draft.pk, delivery="electronic")
    assert done.headers["Location"] == reverse("portal:filed", args=[draft.pk])
    dossier = Dossier.objects.get(submitter=citizen.account)
    assert dossier.state == State.REGISTERED
    assert dossier.delivery == "electronic"
    assert dossier.agency == people.commune()
    assert dossier.applicant.identity_number == "031099000999"
    assert dossier.applicant.phone == "0900000999"
    assert dossier.content["request"]["text"] == "Xin hưởng trợ cấp"
    said = words(citizen.get("filed", draft.pk))
    assert dossier.reference in said
    assert "Tiếp theo" in said


def test_only_who_is_signed_in_may_begin(visitor: Client) -> None:
    url = reverse("portal:begin", args=[people.PENSION])
    assert visitor.get(url).headers["Location"] == f"/dang-nhap/?next={url}"


def test_looking_at_the_first_page_begins_nothing(citizen: Citizens) -> None:
    assert "Bắt đầu" in words(citizen.get("begin", people.PENSION))
    assert not Draft.objects.exists()


def test_what_was_begun_is_offered_again(citizen: Citizens) -> None:
    draft = citizen.begin()
    page = citizen.get("begin", people.PENSION)
    assert reverse("portal:resume", args=[draft.pk]) in page.content.decode()
    assert "Bạn đang làm dở thủ tục này" in words(page)


def test_a_procedure_that_cannot_be_filed_leads_back_to_its_page(citizen: Citizens) -> None:
    response = citizen.get("begin", "1.004859")
    assert response.headers["Location"] == reverse("portal:procedure", args=["1.004859"])


def test_of_several_cases_one_is_chosen(citizen: Citizens) -> None:
    version = people.case_of(people.PENSION).version
    version.cases.update(name="Cấp lần đầu")
    again = ProcedureCase.objects.create(version=version, name="Cấp lại", limit="3wd")
    assert "Cấp lại" in words(citizen.get("begin", people.PENSION))
    assert citizen.post("begin", people.PENSION).status_code == 422
    citizen.post("begin", people.PENSION, case=again.pk)
    assert Draft.objects.get().case == again


def test_a_single_competent_agency_is_not_asked_for(citizen: Citizens) -> None:
    procedure = people.case_of(people.PENSION).version.procedure
    procedure.competences.exclude(agency=people.commune()).delete()
    draft = citizen.begin()
    assert draft.agency == people.commune()
    page = citizen.get("applicant", draft.pk)
    assert "Bước 1/4" in words(page)
    assert "Bước 4/4" in words(citizen.get("review", draft.pk))


def test_pages_say_how_far_one_is_and_lead_back(citizen: Citizens) -> None:
    draft = citizen.begin()
    page = citizen.get("applicant", draft.pk)
    assert "Bước 2/5" in words(page)
    assert reverse("portal:agency", args=[draft.pk]) in page.content.decode()


def test_the_applicant_block_comes_filled_in(citizen: Citizens) -> None:
    draft = citizen.begin()
    page = citizen.get("applicant", draft.pk).content.decode()
    known = citizen.account.citizen
    assert str(citizen.account) in page
    assert known.identity_number in page
    assert f'value="{known.birth_date.year}"' in page


def test_one_may_stop_anywhere_and_go_on_where_something_is_missing(citizen: Citizens) -> None:
    draft = citizen.begin()
    resume = reverse("portal:resume", args=[draft.pk])
    assert citizen.get("resume", draft.pk).headers["Location"].endswith("/noi-giai-quyet/")
    citizen.fill_in(draft)
    assert citizen.get("resume", draft.pk).headers["Location"].endswith("/giay-to/")
    citizen.hand_in(draft)
    assert citizen.get("resume", draft.pk).headers["Location"].endswith("/kiem-tra/")
    assert resume in citizen.get("my_dossiers").content.decode()


def test_the_review_shows_everything_and_leads_to_each_page(citizen: Citizens) -> None:
    draft = citizen.begin()
    citizen.fill_in(draft)
    citizen.hand_in(draft)
    page = citizen.get("review", draft.pk)
    said = words(page)
    for shown in ("Nguyễn Thị Mẫu", "27/03/1990", "0900000999", "Xin hưởng trợ cấp", "giay-to.pdf"):
        assert shown in said
    for name in ("agency", "applicant", "request", "papers"):
        assert f"{reverse(f'portal:{name}', args=[draft.pk])}?sua=1" in page.content.decode()


def test_a_change_leads_back_to_the_review(citizen: Citizens) -> None:
    draft = citizen.begin()
    citizen.fill_in(draft)
    url = reverse("portal:request", args=[draft.pk])
    response = citizen.client.post(f"{url}?sua=1", {"text": "Xin hưởng từ tháng sau"})
    assert response.headers["Location"] == reverse("portal:review", args=[draft.pk])
    assert "Xin hưởng từ tháng sau" in words(citizen.get("review", draft.pk))


def test_several_files_for_a_paper_and_one_taken_away(citizen: Citizens) -> None:
    draft = citizen.begin()
    slot = f"component-{owed(draft.case)[0].pk}"
    two = [people.upload("trang-1.pdf"), people.upload("trang-2.pdf")]
    response = citizen.post("papers", draft.pk, upload="1", **{slot: two})
    assert response.headers["Location"] == reverse("portal:papers", args=[draft.pk])
    said = words(citizen.get("papers", draft.pk))
    assert "trang-1.pdf" in said
    assert "trang-2.pdf" in said
    first = draft.files.first()
    citizen.post("papers", draft.pk, remove=first.pk)
    citizen.post("papers", draft.pk, remove=first.pk)
    assert [file.name for file in draft.files.all()] == ["trang-2.pdf"]


def test_a_file_of_the_draft_can_be_looked_at(citizen: Citizens) -> None:
    draft = citizen.begin()
    citizen.hand_in(draft)
    response = citizen.get("draft_file", draft.pk, draft.files.get().pk)
    assert b"".join(response.streaming_content) == people.PDF
    assert response.headers["Content-Type"] == "application/pdf"


def test_a_draft_may_be_thrown_away_after_a_question(citizen: Citizens) -> None:
    draft = citizen.begin()
    assert "không lấy lại được" in words(citizen.get("discard", draft.pk))
    assert Draft.objects.exists()
    citizen.post("discard", draft.pk)
    assert not Draft.objects.exists()
    assert "Đã xóa hồ sơ đang làm dở." in words(citizen.get("my_dossiers"))


def test_a_procedure_without_papers_has_no_page_for_them(citizen: Citizens) -> None:
    draft = citizen.begin()
    draft.case.components.all().delete()
    citizen.fill_in(draft)
    assert citizen.get("resume", draft.pk).headers["Location"].endswith("/kiem-tra/")
    page = citizen.get("papers", draft.pk)
    assert page.headers["Location"] == reverse("portal:resume", args=[draft.pk])


def test_a_dossier_for_an_organisation(citizen: Citizens) -> None:
    draft = citizen.begin()
    company = {
        **APPLICANT,
        "kind": "organisation",
        "full_name": "Công ty TNHH Mẫu",
        "identity_number": "0200000123-001",
        "birth_date_day": "",
        "birth_date_month": "",
        "birth_date_year": "",
    }
    assert errors(citizen.post("applicant", draft.pk, **company)) == ""
