"""Whoever changes a row underneath is found, and the first wrong row is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from motcua.dossiers import sealing, verification
from motcua.dossiers.models import Book, Dossier
from tests.dossiers import people
from tests.dossiers.days import TODAY, TOMORROW, at, event, seal_today, without_events

pytestmark = pytest.mark.django_db


@contextmanager
def behind_the_triggers() -> Iterator:
    """What somebody with every right over the server can do."""
    with connection.cursor() as cursor:
        # Messages about events would keep a test from taking the events away.
        cursor.execute("DELETE FROM dossiers_outbox")
        cursor.execute("SET session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("SET session_replication_role = origin")


def wrong() -> list[str]:
    """All but messages, which those who stand behind the triggers had to take away."""
    messages = set(verification.wrong_messages())
    return [str(row) for row in verification.everything() if row not in messages]


def story() -> Dossier:
    """A dossier of four events, among others, on a day that has been sealed."""
    people.filed()
    dossier = people.received()
    for _ in range(2):
        dossier = people.carry_on(dossier)
    seal_today()
    return dossier


def test_everything_done_by_acts_agrees() -> None:
    dossier = people.at_counter()
    while dossier.tasks.waiting().exists():
        dossier = people.carry_on(dossier)
    story()
    assert wrong() == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE dossiers_event SET act = 'refuse' WHERE {0}", "đã bị sửa sau khi ghi"),
        ("UPDATE dossiers_event SET actor_post = '' WHERE {0}", "đã bị sửa sau khi ghi"),
        ("UPDATE dossiers_event SET at = at + interval '1 us' WHERE {0}", "đã bị sửa sau khi ghi"),
        ("UPDATE dossiers_event SET at = at - interval '1 h' WHERE {0}", "ghi thời điểm trước"),
        ("UPDATE dossiers_event SET detail = '{{\"a\": 1.5}}' WHERE {0}", "không băm được"),
        ("UPDATE dossiers_event SET detail = '7' WHERE {0}", "đã bị sửa sau khi ghi"),
        ("UPDATE dossiers_event SET previous_hash = hash WHERE {0}", "không nối với sự kiện"),
        ("UPDATE dossiers_event SET sequence = 9 WHERE {0}", "thiếu sự kiện số 2"),
        ("UPDATE dossiers_event SET sequence = 0 WHERE {0}", "sự kiện thừa"),
        ("DELETE FROM dossiers_event WHERE {0}", "thiếu sự kiện số 2"),
    ],
)
def test_the_first_wrong_event_is_named(change: str, why: str) -> None:
    dossier = story()
    second = f"sequence = 2 AND dossier_id = {dossier.pk}"
    with behind_the_triggers() as cursor:
        cursor.execute(change.format(second))
    found = [row for row in wrong() if "sự kiện số" in row]
    assert len(found) == 1
    assert str(dossier) in found[0]
    assert why in found[0]


def test_each_dossier_has_its_own_first_wrong_row() -> None:
    one = story()
    with behind_the_triggers() as cursor:
        cursor.execute("UPDATE dossiers_event SET actor_post = 'x'")
    named = [row.split(":")[0] for row in wrong() if "sự kiện số" in row]
    assert f"Hồ sơ {one}, sự kiện số 1" in named
    assert len(named) == Dossier.objects.count() == 2


def test_a_history_cut_short_or_rewritten_is_found_by_the_day_root() -> None:
    dossier = story()
    last = dossier.events.order_by("sequence").last()
    with behind_the_triggers() as cursor:
        cursor.execute("DELETE FROM dossiers_event WHERE id = %s", [last.pk])
    assert wrong() == [f"Ngày {TODAY}: đã niêm phong 5 sự kiện, nay có 4"]
    with behind_the_triggers() as cursor:
        cursor.execute("DELETE FROM dossiers_dayroot")
        event(dossier, at(TODAY, 23.9))
        seal_today()
        cursor.execute("DELETE FROM dossiers_event WHERE act = 'submit' AND sequence > 1")
        event(dossier, at(TODAY, 23.8))
    assert wrong() == [f"Ngày {TODAY}: các sự kiện không khớp gốc ngày đã niêm phong"]


def test_a_history_removed_whole_is_found() -> None:
    dossier = people.filed()
    with behind_the_triggers() as cursor:
        cursor.execute("DELETE FROM dossiers_event WHERE dossier_id = %s", [dossier.pk])
    assert wrong() == [f"Hồ sơ {dossier}: không có sự kiện nào"]


def test_days_left_out_and_events_older_than_the_first_root_are_found() -> None:
    one, other = without_events(), without_events()
    event(one, at(TODAY, 9))
    sealing.seal_finished_days(at(TOMORROW + timedelta(days=2), 1))
    with behind_the_triggers() as cursor:
        cursor.execute("DELETE FROM dossiers_dayroot WHERE day = %s", [TOMORROW])
        event(other, at(TODAY - timedelta(days=9), 9))
    found = [row for row in wrong() if row.startswith("Ngày")]
    assert found == [
        f"Ngày {TODAY - timedelta(days=9)}: có sự kiện nhưng không có gốc ngày",
        f"Ngày {TOMORROW}: không có gốc ngày",
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"code": "H24.31-200101-0001"}, "mang mã H24.31-200101-0001"),
        ({"appointment_at": at(TOMORROW, 8)}, "ngày hẹn trả"),
        ({"appointment_at": None}, "ngày hẹn trả là None"),
        ({"due_at": at(TOMORROW, 8)}, "hạn giải quyết"),
    ],
)
def test_a_dossier_that_contradicts_its_events_is_found(change: dict, why: str) -> None:
    dossier = people.received()
    Dossier.objects.filter(pk=dossier.pk).update(**change)
    assert wrong()[0].startswith(f"Hồ sơ {change.get('code', dossier.code)}: ")
    assert why in wrong()[0]


@pytest.mark.parametrize("kind", ["dossier", "receipt", "result"])
def test_a_book_that_is_ahead_or_behind_is_found(kind: str) -> None:
    dossier = people.received()
    while dossier.tasks.waiting().exists():
        dossier = people.carry_on(dossier)
    book = Book.objects.get(name__startswith=f"{kind} ")
    Book.objects.filter(pk=book.pk).update(last=7)
    assert wrong() == [f"Sổ “{book.name}”: sổ ghi đến số 7, số lớn nhất đã cấp là 1, có 1 số"]


def test_a_book_that_is_gone_is_found() -> None:
    people.received()
    Book.objects.all().delete()
    assert len(wrong()) == 2


def test_the_walk_tells_how_far_it_has_come() -> None:
    story()
    steps: list[int] = []
    assert list(verification.everything(steps.append)) == []
    assert sum(steps) == 2 * 5
