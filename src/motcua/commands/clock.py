"""`motcua due` and `motcua calendar`: the law's arithmetic, asked from a terminal."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, TypeVar

import click

from motcua.clock import (
    DEFAULT_WEEK,
    ZONE,
    Block,
    ClockError,
    Day,
    DayKind,
    ExplainedDay,
    Limit,
    Policy,
    WorkingCalendar,
    announced_through,
    explain,
    official_calendar,
    parse_hours,
    received,
    wording,
)
from motcua.clock import due as due_moment
from motcua.commands.installation import require_database, start_django

Command = TypeVar("Command", bound=Callable[..., None])

SATURDAY = 5
# The years a calendar is built for around the one asked about; feasts are known up to 2100.
YEARS_AHEAD, LAST_YEAR = 30, 2100
A_MONDAY = date(2024, 1, 1)
WORKED, RESTED, OFF, MADE_UP = "·", "-", "N", "B"
LEGEND = "· làm việc   - nghỉ hằng tuần   N nghỉ   B làm việc theo quyết định"


class NonsenseError(click.ClickException):
    """A question that has no answer: one sentence on standard error, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


class OneSentenceCommand(click.Command):
    """Says what is wrong with its arguments in one sentence, without the usage around it."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise NonsenseError(f"{error.format_message().rstrip('.')}.") from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ClockError as error:
            raise NonsenseError(str(error)) from error


def calendar_options(command: Command) -> Command:
    """The options that say whose working calendar is meant."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option("--unit", metavar="CODE", help="Use this unit's calendar from the database."),
        click.option("--saturday", metavar="HOURS", help='Saturday service, "07:30-11:30".'),
        click.option("--hours", metavar="HOURS", help='Office hours, "07:30-11:30,13:30-17:30".'),
    ):
        command = option(command)
    return command


@click.command(cls=OneSentenceCommand)
@click.argument("start")
@click.argument("limit")
@click.option("--cutoff", metavar="HH:MM", help="Filed later is received the next working day.")
@click.option("--last-hour", is_flag=True, help="So is what is filed in the last office hour.")
@click.option("--explain", "explained", is_flag=True, help="Say of every day why it counts or not.")
@click.option("--english", is_flag=True, help="Explain in English.")
@calendar_options
def due(
    start: str,
    limit: str,
    cutoff: str | None,
    last_hour: bool,
    explained: bool,
    english: bool,
    hours: str | None,
    saturday: str | None,
    unit: str | None,
    as_json: bool,
) -> None:
    """When is a dossier due that was filed at START with time limit LIMIT?

    START is a moment such as 2026-01-09T09:00, in Viet Nam unless it names its zone. LIMIT is 12wh,
    90wm, 5wd, 0.5wd, 30d, 2w, 2m or inday.
    """
    filed, allowed = _moment(start), Limit.parse(limit)
    policy = Policy(cutoff=_time(cutoff), last_hour=last_hour)
    calendar = _calendar(filed.year, hours, saturday, unit)
    end = due_moment(filed, allowed, calendar, policy)
    language = "en" if english else "vi"
    days = explain(filed, allowed, calendar, policy, language) if explained else []
    if not as_json:
        click.echo(end.isoformat())
        for explained_day in days:
            click.echo(_explained_line(explained_day, language))
        return
    answer = {
        "filed": filed.isoformat(),
        "received": received(filed, allowed, calendar, policy).isoformat(),
        "limit": str(allowed),
        "limit_in_words": allowed.in_words(language),
        "due": end.isoformat(),
        "due_in_words": wording.long_date(end, language),
    }
    _print_json(answer | ({"days": [_explained_json(one) for one in days]} if explained else {}))


@click.command(cls=OneSentenceCommand)
@click.argument("year", type=click.IntRange(1990, LAST_YEAR))
@calendar_options
def calendar(
    year: int, hours: str | None, saturday: str | None, unit: str | None, as_json: bool
) -> None:
    """Print a year: its days off, its swapped days, and who decided each of them."""
    whole = _calendar(year, hours, saturday, unit)
    days = list(whole.days(date(year, 1, 1), date(year, 12, 31)))
    special = [day for day in days if day.kind is not DayKind.WEEKLY]
    if as_json:
        _print_json(
            {
                "year": year,
                "working_days": sum(day.works for day in days),
                "announced": year <= announced_through(),
                "special_days": [_day_json(day) for day in special],
            }
        )
        return
    for line in _year_lines(year, whole, days, special):
        click.echo(line)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NonsenseError(
            f'"{text}" is not a moment; write it as 2026-01-09T09:00 or 2026-01-09T09:00+07:00.'
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def _time(text: str | None) -> time | None:
    try:
        return datetime.strptime(text, "%H:%M").time() if text else None  # noqa: DTZ007
    except ValueError:
        raise NonsenseError(f'"{text}" is not a time of day; write it as 15:00.') from None


def _calendar(
    year: int, hours: str | None, saturday: str | None, unit: str | None
) -> WorkingCalendar:
    if unit:
        if hours or saturday:
            raise NonsenseError("A unit has its own hours: give --unit, or --hours and --saturday.")
        return _calendar_of_unit(unit)
    weekly: dict[int, Sequence[Block]] = dict(DEFAULT_WEEK)
    if hours:
        weekly = dict.fromkeys(DEFAULT_WEEK, parse_hours(hours))
    if saturday:
        weekly[SATURDAY] = parse_hours(saturday)
    last_year = max(year, min(year + YEARS_AHEAD, LAST_YEAR))
    return official_calendar(weekly, first_year=year, last_year=last_year)


def _calendar_of_unit(code: str) -> WorkingCalendar:
    start_django()
    require_database()
    # Models can be imported only once Django has started.
    from motcua.calendars.service import UnknownUnitError, calendar_of_unit

    try:
        return calendar_of_unit(code)
    except UnknownUnitError as error:
        raise NonsenseError(str(error)) from error


def _print_json(answer: object) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _day_json(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "kind": day.kind.value,
        "hours": [str(block) for block in day.blocks],
        "name": day.name,
        "source": day.source,
    }


def _explained_json(one: ExplainedDay) -> dict[str, Any]:
    return _day_json(one.day) | {
        "counted": float(one.counted),
        "so_far": float(one.so_far),
        "why": one.why,
    }


def _explained_line(one: ExplainedDay, language: str) -> str:
    counted = f"+{one.counted:f}" if one.counted else ""
    weekday = wording.weekday_name(one.day.date, language)
    return f"{weekday:<9} {one.day.date:%d/%m/%Y} {counted:>5} {one.so_far:>5f}  {one.why}"


def _year_lines(
    year: int, calendar: WorkingCalendar, days: Sequence[Day], special: Sequence[Day]
) -> Iterator[str]:
    yield f"Năm {year}: {sum(day.works for day in days)} ngày làm việc"
    if year > announced_through():
        yield "Chưa có thông báo chính thức: ngày nghỉ Tết, Quốc khánh và ngày hoán đổi là dự kiến."
    yield from _hours_lines(calendar, days)
    yield ""
    yield f"{'':11}1         11        21        31"
    for month, of_month in groupby(days, key=lambda day: day.date.month):
        yield f"Tháng {month:02}   " + "".join(_mark(day) for day in of_month)
    yield LEGEND
    for heading, works in (("Ngày nghỉ", False), ("Ngày làm việc theo quyết định", True)):
        yield ""
        yield heading
        for day in special:
            if day.works is works:
                yield _special_line(day)


def _hours_lines(calendar: WorkingCalendar, days: Sequence[Day]) -> Iterator[str]:
    """The weekly hours, once for every stretch of the year in which they hold."""
    for (week, season), stretch in groupby(days, key=lambda day: calendar.weekly.on(day.date)):
        dates = [day.date for day in stretch]
        named = f" ({season})" if season else ""
        yield f"Giờ làm việc từ {dates[0]:%d/%m} đến {dates[-1]:%d/%m}{named}:"
        for weekday, blocks in enumerate(week):
            if blocks:
                yield f"  {wording.weekday_name(A_MONDAY + timedelta(weekday)):<9} {_hours(blocks)}"


def _hours(blocks: Sequence[Block]) -> str:
    return ", ".join(map(str, blocks))


def _mark(day: Day) -> str:
    if day.kind is DayKind.WEEKLY:
        return WORKED if day.works else RESTED
    return MADE_UP if day.works else OFF


def _special_line(day: Day) -> str:
    hours = f" [{_hours(day.blocks)}]" if day.works else ""
    source = f" ({day.source})" if day.source else ""
    return f"  {wording.weekday_name(day.date):<9} {day.date:%d/%m/%Y}  {day.name}{hours}{source}"
