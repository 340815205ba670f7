"""Codes and numbers: distinct, without holes, per agency and day, across midnight and mergers."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import connection
from django.utils import timezone

from motcua.catalog.models import Competence
from motcua.chain import VIETNAM
from motcua.codes import parse_dossier_code
from motcua.dossiers import acts, verification
from motcua.dossiers.models import Book, Dossier
from motcua.organization.models import Agency
from tests.dossiers import people

MIDNIGHT = datetime(2026, 12, 1, tzinfo=VIETNAM)
NEW_YEAR = datetime(2027, 1, 1, tzinfo=VIETNAM)
JUST_BEFORE = timedelta(microseconds=1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Set Django's clock, which every act asks for its moment."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return at


def filed_with(agency: Agency) -> Dossier:
    draft = people.draft()
    draft.agency = agency
    draft.save()
    return acts.submit(draft, account=draft.account)


def received_by(agency: Agency) -> Dossier:
    dossier = filed_with(agency)
    _, clerk = people.on_desk(dossier)
    return acts.receive(dossier, account=clerk)


def agency_of(username: str) -> Agency:
    return Agency.objects.get(units__posts__holdings__officer__account__username=username)


def codes(dossiers: list[Dossier]) -> list[str]:
    return [str(dossier.code) for dossier in dossiers]


@pytest.mark.django_db
def test_each_day_of_vietnam_begins_with_number_one(at) -> None:
    received = []
    for moment in (MIDNIGHT - timedelta(hours=1), MIDNIGHT - JUST_BEFORE, MIDNIGHT, MIDNIGHT):
        at(moment)
        received.append(people.received())
    agency = people.commune().code
    assert codes(received) == [
        f"{agency}-261130-0001",
        f"{agency}-261130-0002",
        f"{agency}-261201-0001",
        f"{agency}-261201-0002",
    ]
    assert list(verification.everything()) == []


@pytest.mark.usefixtures("committed")
def test_receptions_at_once_across_midnight_leave_no_hole_on_either_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossiers = [people.filed() for _ in range(40)]
    clerk = people.officer("mc.hongbang")
    turns = count()
    # Every second look at the clock falls before midnight, whichever act it is for.
    monkeypatch.setattr(
        timezone, "now", lambda: MIDNIGHT - (JUST_BEFORE if next(turns) % 2 else timedelta(0))
    )

    def receive(dossier: Dossier) -> str:
        try:
            return str(acts.receive(dossier, account=clerk).code)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(receive, dossiers))
    numbers: dict[str, list[int]] = defaultdict(list)
    for code in map(parse_dossier_code, given):
        numbers[f"{code.received_on:%y%m%d}"].append(code.number)
    assert {day: sorted(each) for day, each in numbers.items()} == {
        day: list(range(1, len(each) + 1)) for day, each in numbers.items()
    }
    assert len(set(given)) == 40
    assert list(verification.wrong_books()) == []


@pytest.mark.django_db
def test_papers_and_results_are_numbered_anew_each_year(at) -> None:
    numbers = []
    for moment in (NEW_YEAR - timedelta(hours=2), NEW_YEAR - JUST_BEFORE, NEW_YEAR):
        at(moment)
        numbers.append(people.received().papers.get().number.split("/")[0])
    assert numbers == ["1", "2", "1"]
    assert list(verification.wrong_books()) == []


@pytest.mark.django_db
def test_each_agency_counts_for_itself() -> None:
    one, other = agency_of("mc.hongbang"), agency_of("mc.lechan")
    received = [received_by(agency) for agency in (one, other, one, other)]
    day = f"{timezone.localdate():%y%m%d}"
    assert codes(received) == [
        f"{one.code}-{day}-0001",
        f"{other.code}-{day}-0001",
        f"{one.code}-{day}-0002",
        f"{other.code}-{day}-0002",
    ]


@pytest.mark.django_db
def test_after_a_merger_old_codes_stay_and_the_successor_counts_from_one() -> None:
    old = people.commune()
    before = received_by(old)
    successor = Agency.objects.create(
        code="H24.99", name="Phường hợp nhất", level=old.level, one_stop=old.one_stop
    )
    for competence in old.competences.all():
        Competence.objects.create(
            procedure=competence.procedure, agency=successor, division=competence.division
        )
    old.units.update(agency=successor)
    old.valid_to = timezone.localdate() - timedelta(days=1)
    old.save()
    # What was open goes over to the successor, under the code on the citizen's receipt.
    Dossier.objects.filter(agency=old).update(agency=successor)
    after = [received_by(successor), received_by(successor)]
    day = f"{timezone.localdate():%y%m%d}"
    assert codes(after) == [f"H24.99-{day}-0001", f"H24.99-{day}-0002"]
    while before.tasks.waiting().exists():
        before = people.carry_on(before)
    assert before.code == f"{old.code}-{day}-0001"
    assert before.agency == successor
    assert before.result.number == "1/KQ-H24.99"
    assert list(verification.everything()) == []


@pytest.mark.django_db
def test_a_book_gives_numbers_in_turn_from_one() -> None:
    given = [Book.objects.next_number("dossier H24.31 2026-12-01") for _ in range(3)]
    assert given == [1, 2, 3]
    assert Book.objects.next_number("dossier H24.31 2026-12-02") == 1
