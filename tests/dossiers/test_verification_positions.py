"""Rows that contradict each other, forced underneath: each kind is found and named."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from motcua.calendars import service as calendars
from motcua.calendars.models import DayDecision
from motcua.dossiers import acts, clocks, verification
from motcua.dossiers.models import ClockPause, Dossier, Outbox, Part, Result, Task
from motcua.organization.models import Role
from motcua.processes.models import StepKind
from tests.dossiers import people, ready

pytestmark = pytest.mark.django_db


def wrong(dossier: Dossier) -> str:
    return "\n".join(str(row) for row in verification.of_dossier(dossier))


def in_process() -> Dossier:
    return people.carry_to(people.at_counter(), "process")


def returned() -> Dossier:
    dossier = people.received()
    while dossier.tasks.waiting().exists():
        dossier = people.carry_on(dossier)
    return dossier


def paid_for() -> Dossier:
    return acts.require_payment(
        in_process(),
        account=people.officer("mc.hongbang"),
        charges=[acts.Owed("Lệ phí", 8000)],
        waits=True,
    )


def asked() -> Dossier:
    dossier = in_process()
    _, specialist = people.on_desk(dossier)
    acts.propose_supplement(dossier, account=specialist, items="Bản vẽ", reason="Thiếu")
    return acts.send_supplement_request(dossier, account=people.officer("mc.hongbang"))


def withdrawing() -> Dossier:
    return acts.ask_withdrawal(
        people.received(), account=people.citizen(), reason="Không còn nhu cầu"
    )


def desk(dossier: Dossier, kind: str = Task.Kind.STEP) -> None:
    """A task nobody put there."""
    Task.objects.create(
        dossier=dossier,
        kind=kind,
        unit_id=dossier.one_stop_id,
        role=Role.RECEPTION,
        opened_at=timezone.now(),
    )


def paused(dossier: Dossier, **moments: object) -> None:
    ClockPause.objects.create(dossier=dossier, reason="payment", **moments)


def update(**values: object) -> Callable[[Dossier], object]:
    return lambda dossier: Dossier.objects.filter(pk=dossier.pk).update(**values)


def result(**values: object) -> Callable[[Dossier], object]:
    return lambda dossier: Result.objects.filter(dossier=dossier).update(**values)


def sql(statement: str) -> Callable[[Dossier], None]:
    def run(dossier: Dossier) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(statement, {"dossier": dossier.pk})
            cursor.execute("SET LOCAL session_replication_role = origin")

    return run


HOUR = timedelta(hours=1)
DAMAGES: dict[str, tuple[Callable[[], Dossier], Callable[[Dossier], object], str]] = {
    "a desk in a closed dossier": (returned, desk, "đã kết thúc nhưng còn việc"),
    "a step without its task": (
        in_process,
        lambda dossier: dossier.tasks.filter(step__kind=StepKind.PROCESS).delete(),
        "không khớp với bước",
    ),
    "a task closed underneath": (
        in_process,
        lambda dossier: dossier.tasks.filter(closed_at=None).update(closed_at=timezone.now()),
        "không khớp với bước",
    ),
    "another position": (
        in_process,
        sql(
            "UPDATE dossiers_road SET position = jsonb_set(position, '{ready}', '[]')"
            " WHERE dossier_id = %(dossier)s"
        ),
        "không khớp với bước",
    ),
    "no road": (in_process, sql("DELETE FROM dossiers_road WHERE dossier_id = %(dossier)s"), "qu"),
    "another state": (in_process, update(state=9), "sự kiện dẫn đến “Đang xử lý”"),
    "finished too early": (in_process, update(finished_at=timezone.now()), "xử lý xong không khớp"),
    "never returned": (returned, update(returned_at=None), "trả kết quả không khớp"),
    "no reception": (in_process, update(received_at=None), "đã tiếp nhận mà không có mã"),
    "a quiet pause": (
        in_process,
        lambda dossier: paused(dossier, started_at=timezone.now()),
        "tạm dừng không khớp",
    ),
    "a pause taken away": (asked, lambda dossier: dossier.pauses.all().delete(), "tạm dừng không"),
    "a pause that was": (
        in_process,
        lambda dossier: paused(
            dossier, started_at=dossier.received_at, ended_at=dossier.received_at + 99 * HOUR
        ),
        "hạn giải quyết là",
    ),
    "a reception put back": (
        in_process,
        lambda dossier: update(received_at=dossier.received_at - 240 * HOUR)(dossier),
        "hạn giải quyết là",
    ),
    "an answer that never came": (
        asked,
        lambda dossier: dossier.supplements.update(answered_at=timezone.now()),
        "yêu cầu bổ sung không khớp",
    ),
    "a withdrawal forgotten": (
        withdrawing,
        lambda dossier: dossier.withdrawals.update(answered_at=timezone.now()),
        "rút hồ sơ không khớp",
    ),
    "nobody to answer a withdrawal": (
        withdrawing,
        lambda dossier: dossier.tasks.filter(kind=Task.Kind.WITHDRAWAL).delete(),
        "trả lời yêu cầu rút",
    ),
    "a fee gone": (
        paid_for,
        lambda dossier: dossier.charges.update(status="paid"),
        "không còn khoản phải nộp",
    ),
    "a notice nobody proposed": (
        in_process,
        lambda dossier: desk(dossier, Task.Kind.SUPPLEMENT_NOTICE),
        "việc gửi yêu cầu bổ sung",
    ),
    "an apology nobody proposed": (
        in_process,
        lambda dossier: desk(dossier, Task.Kind.EXTENSION_NOTICE),
        "việc gửi xin lỗi",
    ),
    "an opinion nobody asked": (
        in_process,
        lambda dossier: desk(dossier, Task.Kind.OPINION),
        "trả lời ý kiến",
    ),
    "a result without a signature": (returned, result(signed_at=None), "kết quả đã phát hành"),
    "another number": (returned, result(number="99/KQ-H24.31"), "kết quả mang số “99/KQ-H24.31”"),
    "another document": (returned, result(file=None), "kết quả"),
    "a paper taken away": (
        in_process,
        sql("DELETE FROM dossiers_issuedpaper WHERE dossier_id = %(dossier)s"),
        "0 bản đã lưu, 1 sự kiện",
    ),
    "a paper nobody issued": (
        in_process,
        sql(
            "INSERT INTO dossiers_issuedpaper"
            " (dossier_id, kind, number, content, issued_at, issued_by_id)"
            " SELECT dossier_id, 'stop', '5/TBD-TTPVHCC', content, issued_at, issued_by_id"
            " FROM dossiers_issuedpaper WHERE dossier_id = %(dossier)s"
        ),
        "Thông báo dừng giải quyết hồ sơ số 5/TBD-TTPVHCC: 1 bản đã lưu, 0 sự kiện",
    ),
    "another number on a paper": (
        in_process,
        sql("UPDATE dossiers_issuedpaper SET number = '9' WHERE dossier_id = %(dossier)s"),
        "số 9: 1 bản đã lưu, 0 sự kiện",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_kind_of_damage_is_named(damage: str) -> None:
    story, force, why = DAMAGES[damage]
    dossier = story()
    assert wrong(dossier) == ""
    force(dossier)
    assert why in wrong(dossier)
    assert f"Hồ sơ {dossier}" in wrong(dossier)


def test_parts_of_other_agencies_agree_with_their_steps() -> None:
    dossier = ready.with_step(StepKind.OPINION)
    if not dossier.parts.exists():
        Part.objects.create(
            dossier=dossier,
            key="x",
            name="Sở khác",
            agency=dossier.agency,
            unit=dossier.division,
            opened_at=timezone.now(),
        )
    else:
        dossier.parts.filter(lead=False).update(closed_at=timezone.now())
    assert "phần việc" in wrong(dossier)


def test_a_message_of_another_dossier_is_named() -> None:
    dossier, other = people.received(), people.received()
    Outbox.objects.filter(dossier=dossier).update(dossier=other)
    assert "thuộc hồ sơ khác" in "\n".join(map(str, verification.wrong_messages()))


def test_a_day_decided_late_is_no_damage_and_the_preview_tells_of_it() -> None:
    dossier = in_process()
    day: date = timezone.localdate(dossier.due_at)
    decided = DayDecision(
        day=day,
        kind=DayDecision.Kind.OFF,
        reason="hoán đổi",
        decision_number="12729/VPCP-KGVX",
        decided_on=timezone.localdate(),
    )
    calendars.decide([decided], people.officer("qt"))
    assert [move.key for move in clocks.moved_by()] == [dossier]
    assert wrong(dossier) == ""
    acts.recalculate_due(dossier, account=people.officer("qt"), decision="12729/VPCP-KGVX")
    assert wrong(dossier) == ""
    assert clocks.moved_by() == []
