"""`motcua calendar-change`: what late decisions about days do to the dossiers still open."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from motcua.commands.imports import read_json
from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

if TYPE_CHECKING:
    from motcua.calendars.models import DayDecision
    from motcua.clock import Move
    from motcua.dossiers.models import Dossier
    from motcua.people.models import Account

Content = TypeVar("Content", bound=BaseModel)

DAY = click.DateTime(["%Y-%m-%d"])


class DecidedDay(BaseModel):
    """One day as a decision has it; a file holds a list of these under "decisions"."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    day: date
    kind: Literal["off", "worked"]
    decision: str = Field(min_length=1, max_length=60)
    decided_on: date
    reason: str = Field(min_length=1, max_length=200)


class DecisionFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    decisions: list[DecidedDay]


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--off", type=DAY, multiple=True, help="A day decided to be off.")
@click.option("--worked", type=DAY, multiple=True, help="A day decided to be worked.")
@click.option("--decision", default="", metavar="NUMBER", help="Number of the decision.")
@click.option("--decided-on", type=DAY, help="Date of the decision.")
@click.option("--reason", default="hoán đổi ngày làm việc", show_default=True)
@click.option("--preview/--apply", default=True, help="Only look (the default), or do it.")
@click.option("--by", metavar="ACCOUNT", help="The administrator who applies it.")
def calendar_change(
    file: Path | None,
    off: Sequence[datetime],
    worked: Sequence[datetime],
    decision: str,
    decided_on: datetime | None,
    reason: str,
    preview: bool,
    by: str | None,
) -> None:
    """Show which open dossiers get another due moment; with --apply, save and recalculate.

    \b
    motcua calendar-change --off 2026-01-02 --worked 2026-01-10 \\
        --decision 12729/VPCP-KGVX --decided-on 2025-12-25
    motcua calendar-change decisions.json --apply --by admin

    FILE is {"decisions": [{"day", "kind": "off" or "worked", "decision", "decided_on", "reason"}]}.
    Without any day, the dossiers are shown whose due moment the calendar as it stands no longer
    gives; applying that needs --decision alone. Applying twice is harmless.
    """
    named = {"decision": decision, "decided_on": decided_on, "reason": reason}
    days = _from_options(off, worked, named)
    if file is not None:
        days += _read(DecisionFile, read_json(file)).decisions
    start_django()
    require_database()
    from motcua.dossiers import clocks

    decisions = [_decision(each) for each in days]
    if preview:
        _tell(clocks.moved_by(decisions))
        click.echo("Xem trước: chưa lưu gì. Thêm --apply --by TÀI_KHOẢN để thực hiện.")
        return
    numbers = "; ".join(dict.fromkeys(each.decision for each in days)) or decision.strip()
    if not numbers:
        raise Trouble(
            "Hãy ghi số quyết định: --decision.", "Name the decision's number: --decision."
        )
    _apply(decisions, _administrator(by), numbers)


def _from_options(
    off: Iterable[datetime], worked: Iterable[datetime], named: dict[str, Any]
) -> list[DecidedDay]:
    if isinstance(named["decided_on"], datetime):
        named = named | {"decided_on": named["decided_on"].date()}
    days = [("off", day) for day in off] + [("worked", day) for day in worked]
    return [
        _read(DecidedDay, {"day": day.date(), "kind": kind, **named})
        for kind, day in sorted(days, key=lambda one: one[1])
    ]


def _read(kind: type[Content], content: Any) -> Content:
    try:
        return kind.model_validate(content)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"])) or "?"
        raise Trouble(
            f"Quyết định ghi chưa đúng ở “{place}”.",
            f"The decision is not written as it must be, at “{place}”: {first['msg']}.",
        ) from problem


def _decision(decided: DecidedDay) -> "DayDecision":
    from motcua.calendars.models import DayDecision

    return DayDecision(
        day=decided.day,
        kind=decided.kind,
        reason=decided.reason,
        decision_number=decided.decision,
        decided_on=decided.decided_on,
    )


def _administrator(username: str | None) -> "Account":
    from motcua.dossiers import policies
    from motcua.people.models import Account

    account = Account.objects.filter(username=username).first() if username else None
    if account is None or not policies.is_administrator(account):
        raise Trouble(
            "Hãy ghi tài khoản của quản trị viên hệ thống: --by.",
            "Name the account of an administrator: --by.",
        )
    return account


def _apply(decisions: Sequence["DayDecision"], account: "Account", numbers: str) -> None:
    """Save the decisions, then one act per dossier; what is interrupted is gone on with later."""
    from motcua.calendars import service
    from motcua.dossiers import acts, clocks

    service.decide(decisions, account)
    moved = clocks.moved_by()
    done = []
    for move in moved:
        try:
            acts.recalculate_due(move.key, account=account, decision=numbers)
            done.append(move)
        except acts.Refused as refused:
            # Somebody acted on it in between: it is due by the new calendar, or no longer owed.
            click.echo(f"{move.key}: {refused.why}", err=True)
    _tell(done)
    click.echo(f"Đã lưu {len(decisions)} ngày và tính lại hạn của {len(done)} hồ sơ.")


def _tell(moved: Sequence["Move[Dossier]"]) -> None:
    from motcua.clock import local

    for move in moved:
        before, after = local(move.before), local(move.after)
        click.echo(f"{move.key}  {before:%H:%M %d/%m/%Y} → {after:%H:%M %d/%m/%Y}")
    sooner = sum(move.after < move.before for move in moved)
    click.echo(
        f"{len(moved)} hồ sơ đổi hạn: {sooner} sớm hơn, {len(moved) - sooner} muộn hơn. "
        "Ngày hẹn đã in trên giấy tiếp nhận giữ nguyên."
    )
