"""The number of queries of a page does not grow with what it lists."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from zeal import zeal_context

from motcua.catalog.models import Component
from motcua.dossiers import acts
from tests.dossiers import people
from tests.portal.pages import Citizens

pytestmark = pytest.mark.django_db


def cost(read: Callable[[], object]) -> int:
    """Queries of a page read anew."""
    cache.clear()
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        zeal_context(),
    ):
        read()
    return len(queries)


def test_the_list_of_ones_dossiers(citizen: Citizens) -> None:
    def read() -> None:
        assert citizen.get("my_dossiers").status_code == 200

    people.received()
    citizen.begin()
    few = cost(read)
    for _ in range(4):
        people.received()
        citizen.begin()
    assert cost(read) == few


def test_the_page_of_a_dossier_with_many_papers_files_and_events(citizen: Citizens) -> None:
    case = people.case_of(people.EXTRACT)
    short = people.received()
    for number in range(6):
        Component.objects.create(
            case=case, order=50 + number, name=f"Giấy {number}", mandatory=True
        )
    long = people.carry_to(people.received(), "return")
    few = cost(lambda: citizen.get("dossier", short.reference))
    assert cost(lambda: citizen.get("dossier", long.reference)) <= few + 1


def test_the_pages_of_filing(citizen: Citizens) -> None:
    draft = citizen.begin()
    citizen.fill_in(draft)
    citizen.hand_in(draft)
    names = ["agency", "applicant", "request", "papers", "review"]
    few = [cost(lambda name=name: citizen.get(name, draft.pk)) for name in names]
    for number in range(6):
        added = Component.objects.create(
            case=draft.case, order=50 + number, name=f"Giấy {number}", mandatory=True
        )
        acts.attach(draft, added, people.upload(f"{number}.pdf"), account=citizen.account)
    assert [cost(lambda name=name: citizen.get(name, draft.pk)) for name in names] == few


def test_catalogue(citizen: Citizens) -> None:
    assert cost(lambda: citizen.get("procedures")) <= 10
    assert cost(lambda: citizen.get("procedure", people.EXTRACT)) <= 13
    assert cost(lambda: citizen.get("home")) <= 6


def test_a_look_up_by_code(citizen: Citizens) -> None:
    dossier = people.received()
    citizen.client.logout()
    cost(lambda: citizen.client.get("/tra-cuu/", {"ma": dossier.code}))
    looked_up = CaptureQueriesContext(connection)
    with looked_up:
        citizen.client.get("/tra-cuu/", {"ma": dossier.code})
    # The steps of its process are known to this server already.
    assert len(looked_up) == 1
