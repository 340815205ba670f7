"""What no act lets anybody do."""

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.dossiers import acts, policies, verification
from motcua.dossiers.models import Dossier, Event, State
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def test_a_stale_page_is_refused() -> None:
    dossier = people.filed()
    with pytest.raises(acts.Refused, match="tải lại trang"):
        acts.receive(dossier, account=people.officer("mc.hongbang"), version=dossier.version - 1)
    dossier.refresh_from_db()
    assert dossier.state == State.REGISTERED


def test_a_repeated_request_gets_the_first_outcome() -> None:
    dossier = people.filed()
    clerk = people.officer("mc.hongbang")
    first = acts.receive(dossier, account=clerk, version=1, key="click")
    again = acts.receive(dossier, account=clerk, version=1, key="click")
    assert (first.code, first.version) == (again.code, again.version)
    assert dossier.events.filter(act="receive").count() == 1


@pytest.mark.parametrize("username", ["tp.hongbang", "cv.hongbang", "mc.lechan", "vt.hongbang"])
def test_only_the_desk_that_has_the_task_may_do_it(username: str) -> None:
    dossier = people.filed()
    with pytest.raises(acts.Refused):
        acts.receive(dossier, account=people.officer(username))
    assert Dossier.objects.get(pk=dossier.pk).code is None


def test_a_citizen_cannot_do_an_officers_act() -> None:
    dossier = people.filed()
    with pytest.raises(acts.Refused, match="không có quyền"):
        acts.receive(dossier, account=people.citizen())


def test_an_act_out_of_its_time_is_refused_with_the_state() -> None:
    dossier = people.received()
    with pytest.raises(acts.Refused, match="Được tiếp nhận"):
        acts.receive(dossier, account=people.officer("mc.hongbang"))


def test_a_dossier_is_seen_by_its_people_and_nobody_else() -> None:
    dossier = people.received()
    assert policies.visible_to(dossier.submitter).filter(pk=dossier.pk).exists()
    assert policies.visible_to(people.officer("ld.hongbang")).filter(pk=dossier.pk).exists()
    assert not policies.visible_to(people.citizen(1)).filter(pk=dossier.pk).exists()
    assert not policies.visible_to(people.officer("ld.lechan")).filter(pk=dossier.pk).exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_event SET act = 'x' WHERE id = %s",
        "DELETE FROM dossiers_event WHERE id = %s",
        "TRUNCATE dossiers_event CASCADE -- %s",
    ],
)
def test_the_database_itself_refuses_to_change_an_event(sql: str) -> None:
    event = people.filed().events.get()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [event.pk])
    assert Event.objects.get(pk=event.pk).act == "submit"


def test_an_event_changed_underneath_is_named_by_verify() -> None:
    event = people.received().events.last()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE dossiers_event SET act = 'refuse' WHERE id = %s", [event.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    wrong = list(verification.broken_histories())
    assert [row.row for row in wrong] == [f"Hồ sơ {event.dossier}, sự kiện số {event.sequence}"]
