"""Sealing a day while acts of that day are still on their way, in truly concurrent transactions."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from motcua.dossiers import acts, tasks
from motcua.dossiers.models import DayRoot, Dossier
from tests.dossiers import people
from tests.dossiers.days import TODAY, at, event, motcua, seal_today, without_events

pytestmark = pytest.mark.usefixtures("committed")


def test_sealing_waits_for_an_act_that_is_not_committed_yet() -> None:
    dossier = people.filed()
    written, sealed = threading.Event(), []

    def act_slowly() -> None:
        try:
            with transaction.atomic():
                acts.receive(dossier, account=people.officer("mc.hongbang"))
                written.set()
                wait_until(somebody_waits_for_a_day)
        finally:
            connection.close()

    slow = threading.Thread(target=act_slowly)
    slow.start()
    assert written.wait(10)
    sealed.append(seal_today())
    slow.join()
    assert [root.size for root in sealed] == [2]


def test_an_act_that_comes_while_its_day_is_sealed_is_refused_whole() -> None:
    dossier = people.filed()
    refused: list[DatabaseError] = []

    def act_late() -> None:
        try:
            acts.receive(dossier, account=people.officer("mc.hongbang"))
        except DatabaseError as error:
            refused.append(error)
        finally:
            connection.close()

    late = threading.Thread(target=act_late)
    with transaction.atomic():
        seal_today()
        late.start()
        wait_until(somebody_waits_for_a_day)
    late.join()
    assert ["is sealed" in str(error) for error in refused] == [True]
    dossier.refresh_from_db()
    assert (dossier.code, dossier.events.count()) == (None, 1)


def somebody_waits_for_a_day() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"
        )
        return bool(cursor.fetchone()[0])


def wait_until(happened) -> None:
    deadline = timezone.now() + timedelta(seconds=20)
    while not happened():
        assert timezone.now() < deadline


def test_the_worker_and_the_command_seal_what_is_over() -> None:
    # Not yesterday: for some minutes after midnight it is not sealed yet.
    day = TODAY - timedelta(days=2)
    event(without_events(), at(day, 9))
    early = motcua("seal", TODAY.isoformat())
    assert (early.exit_code, DayRoot.objects.count()) == (1, 0)
    tasks.seal_days(timestamp=0)
    root = DayRoot.objects.order_by("day")[0]
    assert (root.day, root.size) == (day, 1)
    assert motcua("seal", day.isoformat()).output == "Không còn ngày nào chờ niêm phong.\n"


def test_the_command_verifies_everything_as_it_was_at_one_moment() -> None:
    dossier = people.received()
    seal_today()
    done = motcua("verify")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "2 sự kiện, 1 gốc ngày: mọi chuỗi, gốc ngày và sổ đều nguyên vẹn.\n"
    Dossier.objects.filter(pk=dossier.pk).update(due_at=None)
    done = motcua("verify")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Hồ sơ {dossier}: hạn giải quyết là None, sự kiện ghi ")
    assert all(line.startswith(f"Hồ sơ {dossier}: ") for line in done.stderr.splitlines())
