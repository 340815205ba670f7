"""Days are sealed once they are over, kept for ever, and prove a dossier's history to anybody."""

import json
import shutil
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from motcua.chain import merkle_root, verifier
from motcua.dossiers import sealing
from motcua.dossiers.models import Event
from tests.dossiers import people
from tests.dossiers.days import TODAY, TOMORROW, at, event, motcua, seal_today, without_events

pytestmark = pytest.mark.django_db


def test_a_day_is_sealed_over_every_event_of_every_dossier() -> None:
    people.received()
    people.at_counter()
    root = seal_today()
    hashes = [bytes(event.hash) for event in Event.objects.order_by("at", "pk")]
    assert (root.day, root.size, bytes(root.root)) == (TODAY, len(hashes), merkle_root(hashes))
    assert sealing.seal_finished_days(at(TOMORROW, 1)) == []


def test_a_day_is_sealed_only_when_it_is_over() -> None:
    people.filed()
    assert sealing.seal_finished_days(at(TODAY, 23.99)) == []
    assert sealing.seal_finished_days(at(TOMORROW, 0.1)) == []
    assert [root.day for root in sealing.seal_finished_days(at(TOMORROW, 0.2))] == [TODAY]
    with pytest.raises(sealing.NotFinished):
        sealing.seal_finished_days(at(TOMORROW, 23), TOMORROW)


def test_days_without_events_are_sealed_too_so_that_none_can_be_added_later() -> None:
    event(without_events(), at(TODAY - timedelta(days=3), 9))
    sealed = sealing.seal_finished_days(at(TODAY, 8))
    assert [(root.day, root.size) for root in sealed] == [
        (TODAY - timedelta(days=3), 1),
        (TODAY - timedelta(days=2), 0),
        (TODAY - timedelta(days=1), 0),
    ]


def test_midnight_is_that_of_vietnam() -> None:
    dossier = people.filed()
    event(dossier, at(TOMORROW, 0) - timedelta(microseconds=1))
    event(dossier, at(TOMORROW, 0))
    sizes = [root.size for root in sealing.seal_finished_days(at(TOMORROW, 25))]
    assert sizes == [2, 1]


@pytest.mark.parametrize(
    "moment",
    [at(TODAY, 12), at(TODAY - timedelta(days=30), 12), at(TOMORROW, 0) - timedelta(seconds=1)],
)
def test_no_event_enters_a_sealed_day_nor_one_before_it(moment: datetime) -> None:
    dossier = without_events()
    seal_today()
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        event(dossier, moment)
    assert event(dossier, at(TOMORROW, 0)).sequence == 1


def test_an_event_is_never_dated_before_the_one_it_follows() -> None:
    dossier = without_events()
    first = event(dossier, at(TODAY, 12))
    assert event(dossier, at(TODAY, 11)).at == first.at


@pytest.mark.parametrize(
    ("table", "change"), [("dossiers_event", "act = 'x'"), ("dossiers_dayroot", "size = 0")]
)
@pytest.mark.parametrize("sql", ["UPDATE {0} SET {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
@pytest.mark.parametrize("role", ["of the connection", "with every right but ownership"])
def test_the_database_refuses_to_change_events_and_roots(
    table: str, change: str, sql: str, role: str
) -> None:
    people.filed()
    seal_today()
    with connection.cursor() as cursor:
        # Checks put off to the end of the transaction would keep TRUNCATE from being tried.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if role == "with every right but ownership":
            cursor.execute("CREATE ROLE clerk")
            cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk")
            cursor.execute("SET LOCAL ROLE clerk")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(sql.format(table, change))
        cursor.execute("RESET ROLE")


def test_the_roots_are_public(client: Client) -> None:
    people.filed()
    root = seal_today()
    written = {"root": bytes(root.root).hex(), "size": 1}
    assert client.get("/api/v1/roots").json() == {TODAY.isoformat(): written}
    one = client.get(f"/api/v1/roots/{TODAY}").json()
    assert one["day"] == TODAY.isoformat()
    assert written.items() <= one.items()
    assert json.loads(motcua("roots").output) == {TODAY.isoformat(): written}


@pytest.mark.parametrize(("day", "status"), [("2026-01-01", 404), ("hom-qua", 422), ("0", 422)])
def test_a_day_without_root_is_a_problem_detail(client: Client, day: str, status: int) -> None:
    answer = client.get(f"/api/v1/roots/{day}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


@pytest.fixture
def check(tmp_path):
    """What `motcua prove` and `motcua roots` write, checked by the file on its own."""
    alone = shutil.copy(verifier.__file__, tmp_path / "verifier.py")

    def check(code: str) -> tuple[int, str]:
        for command in (["prove", code, "--out"], ["roots", "--out"]):
            assert motcua(*command, str(tmp_path / f"{command[0]}.json")).exit_code == 0
        files = [str(tmp_path / name) for name in ("prove.json", "roots.json")]
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(alone), *files],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        return done.returncode, done.stdout + done.stderr

    return check


def test_the_proof_file_of_a_whole_road_is_found_intact(check) -> None:
    dossier = people.received()
    people.at_counter()
    while dossier.tasks.waiting().exists():
        dossier = people.carry_on(dossier)
    seal_today()
    status, report = check(f" {dossier.code.lower()} ")
    assert status == 0, report
    assert "VERDICT: INTACT." in report
    assert report.count(f"[gốc ngày / day root {TODAY}]") == dossier.events.count()


def test_a_proof_file_grows_from_day_to_day(check) -> None:
    dossier = people.filed()
    status, report = check(dossier.reference)
    assert (status, "VERDICT: NOT PROVEN YET." in report) == (1, True)
    seal_today()
    assert check(dossier.reference)[0] == 0
    event(dossier, at(TOMORROW, 9))
    assert "NOT PROVEN YET" in check(dossier.reference)[1]
    sealing.seal_finished_days(at(TOMORROW, 25))
    status, report = check(dossier.reference)
    assert (status, f"day root {TODAY}" in report, f"day root {TOMORROW}" in report) == (
        0,
        True,
        True,
    )


def test_an_event_changed_underneath_is_found_by_whoever_holds_the_root(check) -> None:
    dossier = people.received()
    seal_today()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE dossiers_event SET act = 'refuse' WHERE act = 'receive'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    status, report = check(dossier.code)
    assert (status, "VERDICT: ALTERED." in report) == (1, True)


def test_a_proof_file_names_nobody_who_filed() -> None:
    dossier = people.received()
    for _ in range(3):
        dossier = people.carry_on(dossier)
    text = motcua("prove", dossier.code).output
    applicant = dossier.applicant
    personal = [applicant.full_name, applicant.identity_number, applicant.phone, applicant.address]
    personal += [dossier.secret, dossier.submitter.username, str(dossier.submitter)]
    assert [each for each in personal if each in text] == []


@pytest.mark.parametrize("code", ["H24.31-200101-9999", "7KX4-MQ2D-90TB", "khong-phai-ma"])
def test_no_proof_file_of_a_dossier_that_is_not_there(code: str) -> None:
    asked = motcua("prove", code)
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert code in asked.stderr
