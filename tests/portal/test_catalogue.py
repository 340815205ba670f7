"""Finding a procedure and reading what it asks for."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.catalog.models import Component, Domain, Fee, Procedure, ProcedureCase
from tests.dossiers import people
from tests.portal.pages import words

pytestmark = pytest.mark.django_db

NO_LIMIT = "1.004859"


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(f"portal:{name}", args=args), query)
    assert response.status_code == 200
    return words(response)


def test_home_asks_one_question_and_says_it_is_a_demonstration(visitor: Client) -> None:
    said = page(visitor, "home")
    assert "Bạn cần làm thủ tục gì?" in said
    assert "Bản trình diễn: dữ liệu giả định" in said
    assert "Tra cứu hồ sơ" in said
    assert "Hồ sơ của tôi" in said


def test_home_offers_what_was_filed_most_lately(visitor: Client) -> None:
    people.filed(people.BUILDING)
    response = visitor.get(reverse("portal:home"))
    code, _name = response.context["most_used"][0]
    assert code == people.BUILDING


@pytest.mark.parametrize("typed", ["trích lục hộ tịch", "trich luc ho tich", "tric luc ho tich"])
def test_search_takes_missing_diacritics_and_a_typo(visitor: Client, typed: str) -> None:
    assert "2.000635" in page(visitor, "procedures", q=typed)


def test_nothing_found_says_what_to_try(visitor: Client) -> None:
    said = page(visitor, "procedures", q="zzzzqqqq")
    assert "Không tìm thấy thủ tục nào" in said
    assert "Xem tất cả thủ tục" in said


def test_what_was_searched_is_shown_and_never_run(visitor: Client) -> None:
    response = visitor.get(reverse("portal:procedures"), {"q": '"><script>alert(1)</script>'})
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("odd", ["\0", "%", "' OR 1=1", "a" * 5000, "٣", "1" * 40])
def test_odd_searches_filters_and_pages_are_pages(visitor: Client, odd: str) -> None:
    page(visitor, "procedures", q=odd)
    page(visitor, "procedures", **{"linh-vuc": odd, "page": odd})


def test_a_domain_narrows_the_list(visitor: Client) -> None:
    domain = Domain.objects.get(name="Hộ tịch")
    response = visitor.get(reverse("portal:procedures"), {"linh-vuc": domain.pk})
    shown = list(response.context["page"])
    assert shown
    assert {procedure.domain_id for procedure in shown} == {domain.pk}


def test_the_list_comes_in_pages(visitor: Client) -> None:
    first, second = (
        visitor.get(reverse("portal:procedures"), {"page": n}).context["page"] for n in (1, 2)
    )
    assert len(first) == 20
    assert not {p.pk for p in first} & {p.pk for p in second}


def test_a_procedure_tells_time_money_papers_and_who_decides(visitor: Client) -> None:
    said = page(visitor, "procedure", people.EXTRACT)
    assert "Trong ngày làm việc" in said
    assert "8.000 đồng" in said
    assert "Bắt buộc" in said
    assert said.index("Bắt buộc") < said.index("Tùy trường hợp")
    assert "1 bản chính" in said
    assert "Ủy ban nhân dân phường Hồng Bàng" in said
    assert "Nộp hồ sơ trực tuyến" in said


def test_a_fee_left_to_the_council_says_so(visitor: Client) -> None:
    version = Procedure.objects.get(code=people.EXTRACT).current()
    Fee.objects.create(version=version, name="Lệ phí", amount=None)
    assert "do HĐND tỉnh quy định" in page(visitor, "procedure", people.EXTRACT)


def test_an_exemption_names_its_circular_as_it_is_written(visitor: Client) -> None:
    page = visitor.get(reverse("portal:procedure", args=["1.001193"]))
    assert "Miễn: Người có công" in words(page)
    assert "(TT 85/2019/TT-BTC)" in words(page)


def test_without_a_limit_there_is_no_button_but_a_reason(visitor: Client) -> None:
    said = page(visitor, "procedure", NO_LIMIT)
    assert "Nộp hồ sơ trực tuyến" not in said
    assert "chưa công bố thời hạn" in said


def test_without_a_competent_agency_there_is_no_button_but_a_reason(visitor: Client) -> None:
    Procedure.objects.get(code=people.EXTRACT).competences.all().delete()
    said = page(visitor, "procedure", people.EXTRACT)
    assert "Nộp hồ sơ trực tuyến" not in said
    assert "Chưa có cơ quan nào được phân công" in said


def test_a_procedure_that_is_not_there_is_not_found(visitor: Client) -> None:
    assert visitor.get(reverse("portal:procedure", args=["9.999999"])).status_code == 404


def test_several_cases_each_with_their_papers(visitor: Client) -> None:
    version = Procedure.objects.get(code=people.EXTRACT).current()
    version.cases.update(name="Cấp lần đầu")
    case = ProcedureCase.objects.create(version=version, name="Cấp lại", limit="3wd")
    Component.objects.create(case=case, order=1, name="Đơn trình báo mất", mandatory=True)
    said = page(visitor, "procedure", people.EXTRACT)
    assert "Giấy tờ cần có: Cấp lại" in said
    assert "Đơn trình báo mất" in said
    assert "3 ngày làm việc" in said
