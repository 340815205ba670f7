"""A working day decided late: seen before it is done, done once, and the printed date kept."""

import json
from datetime import date

import pytest
from django.utils import timezone

from motcua.calendars import service
from motcua.calendars.models import DayDecision
from motcua.clock import due
from motcua.dossiers import acts, clocks, letters, verification
from motcua.dossiers.models import Dossier, Outbox, State
from motcua.people.models import Account
from tests.dossiers import people
from tests.dossiers.days import motcua

pytestmark = pytest.mark.django_db

NUMBER = "12729/VPCP-KGVX"


@pytest.fixture
def administrator() -> Account:
    return people.officer("qt")


def last_day(dossier: Dossier) -> date:
    assert dossier.due_at is not None
    return timezone.localdate(dossier.due_at)


def off(day: date) -> DayDecision:
    return DayDecision(
        day=day,
        kind=DayDecision.Kind.OFF,
        reason="hoán đổi ngày làm việc",
        decision_number=NUMBER,
        decided_on=date(2025, 12, 25),
    )


def expected(dossier: Dossier, decision: DayDecision):
    assert dossier.received_at is not None
    calendar = service.calendar_of(dossier.one_stop, [decision])
    return due(dossier.received_at, clocks.limit(dossier), calendar)


def test_a_preview_names_the_dossiers_that_move_and_saves_nothing() -> None:
    dossier = people.at_counter()
    people.filed()
    decision = off(last_day(dossier))
    (move,) = clocks.moved_by([decision])
    assert (move.key, move.before, move.after) == (
        dossier,
        dossier.due_at,
        expected(dossier, decision),
    )
    assert move.after > move.before
    assert not DayDecision.objects.exists()
    assert Dossier.objects.get(pk=dossier.pk).due_at == dossier.due_at


def test_what_moves_is_what_the_decision_concerns() -> None:
    dossier = people.at_counter()
    returned = people.received()
    while returned.tasks.waiting().exists():
        returned = people.carry_on(returned)
    decisions = [off(last_day(dossier)), off(last_day(returned))]
    assert [move.key for move in clocks.moved_by(decisions)] == [dossier]
    assert clocks.moved_by([off(date(2020, 1, 2))]) == []
    assert clocks.moved_by() == []


def test_the_new_due_stands_beside_the_printed_appointment(administrator: Account) -> None:
    dossier = people.received()
    printed, decision = dossier.appointment_at, off(last_day(dossier))
    service.decide([decision], administrator)
    moved = acts.recalculate_due(dossier, account=administrator, decision=NUMBER)
    moved.refresh_from_db()
    assert (moved.due_at, moved.appointment_at) == (expected(dossier, decision), printed)
    event = moved.events.order_by("sequence").last()
    assert (event.act, event.actor) == ("recalculate_due", administrator)
    assert event.detail == {
        "decision": NUMBER,
        "due_before": timezone.localtime(printed).isoformat(),
        "due": timezone.localtime(moved.due_at).isoformat(),
    }
    assert list(verification.everything()) == []


def test_the_person_who_filed_is_told(administrator: Account) -> None:
    dossier = people.received()
    service.decide([off(last_day(dossier))], administrator)
    acts.recalculate_due(dossier, account=administrator, decision=NUMBER)
    row = Outbox.objects.filter(account=dossier.submitter).order_by("pk").last()
    assert row.kind == "recalculate_due"
    subject, paragraphs = letters.words(row.kind, row.event)
    said = "\n".join(paragraphs)
    assert subject.startswith("Hạn giải quyết hồ sơ")
    assert NUMBER in said
    assert "Giấy tiếp nhận đã cấp vẫn có giá trị" in said


def test_open_steps_are_rescheduled_too(administrator: Account) -> None:
    dossier = people.carry_to(people.at_counter(), "process")
    task = dossier.tasks.waiting().filter(due_at__isnull=False)[0]
    service.decide([off(timezone.localdate(task.due_at)), off(last_day(dossier))], administrator)
    acts.recalculate_due(dossier, account=administrator, decision=NUMBER)
    assert dossier.tasks.get(pk=task.pk).due_at > task.due_at


def test_only_an_administrator_may(administrator: Account) -> None:
    dossier = people.received()
    service.decide([off(last_day(dossier))], administrator)
    for account in (people.officer("ld.hongbang"), people.officer("mc.hongbang"), people.citizen()):
        with pytest.raises(acts.Refused, match="không có quyền"):
            acts.recalculate_due(dossier, account=account, decision=NUMBER)
    administrator.is_active = False
    with pytest.raises(acts.Refused, match="không có quyền"):
        acts.recalculate_due(dossier, account=administrator, decision=NUMBER)


def test_nothing_is_recalculated_twice_nor_without_a_decision(administrator: Account) -> None:
    dossier = people.received()
    with pytest.raises(acts.Refused, match="đã đúng theo lịch"):
        acts.recalculate_due(dossier, account=administrator, decision=NUMBER)
    service.decide([off(last_day(dossier))], administrator)
    with pytest.raises(acts.Refused, match="số quyết định"):
        acts.recalculate_due(dossier, account=administrator, decision=" ")
    acts.recalculate_due(dossier, account=administrator, decision=NUMBER)
    with pytest.raises(acts.Refused, match="đã đúng theo lịch"):
        acts.recalculate_due(dossier, account=administrator, decision=NUMBER)
    assert dossier.events.filter(act="recalculate_due").count() == 1


def test_a_dossier_that_waits_for_its_applicant_moves_and_restarts_by_the_new_calendar(
    administrator: Account,
) -> None:
    dossier = people.carry_to(people.at_counter(), "process")
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, items="Bản vẽ", reason="Còn thiếu")
    clerk = people.officer("mc.hongbang")
    dossier = acts.send_supplement_request(dossier, account=clerk)
    decision = off(last_day(dossier))
    service.decide([decision], administrator)
    dossier = acts.recalculate_due(dossier, account=administrator, decision=NUMBER)
    assert dossier.state == State.SUPPLEMENT
    dossier = acts.supplement(dossier, account=clerk, components={}, note="Đã bổ sung")
    answered = dossier.supplements.get().answered_at
    assert dossier.due_at == due(answered, clocks.limit(dossier), clocks.calendar(dossier))
    assert dossier.appointment_at == dossier.due_at
    assert list(verification.everything()) == []


def test_a_later_decision_about_the_same_day_takes_its_place(administrator: Account) -> None:
    dossier = people.received()
    day = last_day(dossier)
    service.decide([off(day)], administrator)
    assert len(clocks.moved_by()) == 1
    back = off(day)
    back.kind = DayDecision.Kind.WORKED
    assert clocks.moved_by([back]) == []
    service.decide([back], administrator)
    assert DayDecision.objects.get().kind == DayDecision.Kind.WORKED


def test_the_command_shows_then_does_and_a_second_time_does_nothing(
    administrator: Account,
) -> None:
    dossier = people.received()
    day = last_day(dossier)
    said = ["calendar-change", "--off", day.isoformat(), "--decision", NUMBER]
    said += ["--decided-on", "2025-12-25"]
    seen = motcua(*said, "--preview")
    assert seen.exit_code == 0, seen.output
    assert seen.stdout.startswith(f"{dossier.code}  17:30 {day:%d/%m/%Y} → 17:30 ")
    assert "1 hồ sơ đổi hạn: 0 sớm hơn, 1 muộn hơn." in seen.stdout
    assert not DayDecision.objects.exists()
    done = motcua(*said, "--apply", "--by", administrator.username)
    assert "Đã lưu 1 ngày và tính lại hạn của 1 hồ sơ." in done.stdout
    assert DayDecision.objects.get().author == administrator
    again = motcua(*said, "--apply", "--by", administrator.username)
    assert "tính lại hạn của 0 hồ sơ." in again.stdout
    assert dossier.events.filter(act="recalculate_due").count() == 1


def test_the_command_goes_on_where_it_was_interrupted(administrator: Account) -> None:
    dossier = people.received()
    service.decide([off(last_day(dossier))], administrator)
    assert f"{dossier.code}  " in motcua("calendar-change").stdout
    said = ["calendar-change", "--apply", "--by", administrator.username]
    assert motcua(*said).exit_code == 1
    assert "của 1 hồ sơ." in motcua(*said, "--decision", NUMBER).stdout


def test_the_command_reads_a_swap_from_a_file(administrator: Account, tmp_path) -> None:
    written = [
        {"day": day, "kind": kind, "decision": NUMBER, "decided_on": "2025-12-25", "reason": "x"}
        for day, kind in (("2026-01-02", "off"), ("2026-01-10", "worked"))
    ]
    file = tmp_path / "swap.json"
    file.write_text(json.dumps({"decisions": written}))
    done = motcua("calendar-change", str(file), "--apply", "--by", administrator.username)
    assert done.exit_code == 0, done.output
    kept = DayDecision.objects.values_list("day", "kind", "decision_number")
    assert list(kept) == [
        (date(2026, 1, 2), "off", NUMBER),
        (date(2026, 1, 10), "worked", NUMBER),
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        "--off 2026-01-02",
        "--off 2026-01-02 --decision X",
        "--apply --by nobody --decision X",
        "--apply --by mc.hongbang --decision X",
        "--apply --decision X",
        "/nowhere.json",
    ],
)
def test_nonsense_is_named_and_changes_nothing(arguments: str) -> None:
    asked = motcua("calendar-change", *arguments.split())
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert asked.stderr
    assert not DayDecision.objects.exists()
