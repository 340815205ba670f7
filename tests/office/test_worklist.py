"""The worklist: what lies on a desk, in the order of the clock."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from motcua.dossiers.models import Dossier
from tests.dossiers import people
from tests.office.desks import desk, read, url, words

pytestmark = pytest.mark.django_db


def due(dossier: Dossier, **ago: float) -> Dossier:
    """The same dossier, due so long ago."""
    Dossier.objects.filter(pk=dossier.pk).update(due_at=timezone.now() - timedelta(**ago))
    dossier.refresh_from_db()
    return dossier


def test_what_is_overdue_comes_first_and_says_so() -> None:
    later = people.received(people.BUILDING)
    late = due(people.received(people.BUILDING), days=7)
    page = words(read(desk("tp.kinhte.hongbang"), "/can-bo/"))
    assert page.index(late.code) < page.index(later.code)
    assert "quá hạn" in page.split(late.code)[1].split(later.code)[0]
    assert "còn" in page.split(later.code)[1]


def test_groups_count_and_filter() -> None:
    later = people.received(people.BUILDING)
    late = due(people.received(people.BUILDING), days=7)
    head = desk("tp.kinhte.hongbang")
    page = words(read(head, "/can-bo/?nhom=qua-han"))
    assert "Tất cả 2 Quá hạn 1 Đến hạn hôm nay 0 Còn hạn 1" in page
    assert late.code in page
    assert later.code not in page
    assert late.code not in read(head, "/can-bo/?nhom=con-han")
    assert "Không có hồ sơ nào trong nhóm này" in read(head, "/can-bo/?nhom=hom-nay")


def test_a_clerk_sees_what_came_in_and_what_lies_ready() -> None:
    waiting = people.filed()
    ready = people.carry_to(people.received(), "return")
    clerk = desk("mc.hongbang")
    page = read(clerk, "/can-bo/?nhom=cho-tiep-nhan")
    assert waiting.reference in page
    assert ready.code not in page
    assert ready.code in read(clerk, "/can-bo/?nhom=cho-tra")


def test_an_empty_desk_says_so() -> None:
    assert "Không còn việc nào trên bàn" in read(desk("vt.vinhbao"), "/can-bo/")


def test_reading_costs_the_same_however_many_rows() -> None:
    head = desk("tp.kinhte.hongbang")
    people.received(people.BUILDING)
    read(head, "/can-bo/")
    few = queries(head, "/can-bo/")
    for _ in range(4):
        people.received(people.BUILDING)
    assert queries(head, "/can-bo/") == few


def queries(client, path: str) -> int:
    """How many the page asks, but for calendars, which are read once a minute."""
    with CaptureQueriesContext(connection) as captured:
        read(client, path)
    return sum("calendars_" not in query["sql"] for query in captured.captured_queries)


def test_the_dossiers_page_costs_the_same_however_long_its_story() -> None:
    clerk = desk("mc.hongbang")
    young = people.filed(people.BUILDING)
    old = people.carry_to(people.received(people.BUILDING), "return")
    read(clerk, url(old))
    assert queries(clerk, url(old)) <= queries(clerk, url(young)) + 5


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}"])
def test_a_code_leads_to_its_dossier(typed: str) -> None:
    dossier = people.received()
    wanted = typed.format(dossier.code, dossier.reference.replace("-", "").lower())
    answer = desk("mc.hongbang").get("/can-bo/tim-kiem/", {"q": wanted})
    assert answer["Location"] == url(dossier)


def test_the_bar_finds_by_code_too() -> None:
    dossier = people.received()
    answer = desk("mc.hongbang").get("/can-bo/tim-kiem/", {"code": dossier.code})
    assert answer["Location"] == url(dossier)


def test_an_applicant_is_found_by_name() -> None:
    dossier = people.received()
    page = read(desk("mc.hongbang"), "/can-bo/tim-kiem/?q=nguyễn thị mẫu")
    assert dossier.code in page
    nobody = read(desk("mc.hongbang"), "/can-bo/tim-kiem/?q=không có ai")
    assert "Không tìm thấy hồ sơ nào" in nobody
