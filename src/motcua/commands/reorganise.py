"""`motcua reorganise`: merge, split, move, rename and dissolve agencies by a plan file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motcua.commands.imports import read_json
from motcua.commands.installation import require_database, start_django
from motcua.trouble import Trouble

if TYPE_CHECKING:
    from motcua.people.models import Account
    from motcua.reorganisation.plan import Plan
    from motcua.reorganisation.reports import Tree


@click.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--preview", "what", flag_value="preview", default=True, help="Only look (default).")
@click.option("--apply", "what", flag_value="apply", help="Do it, in one transaction.")
@click.option("--undo", "what", flag_value="undo", help="Make everything what it was before.")
@click.option("--by", metavar="ACCOUNT", help="The province's administrator who does it.")
def reorganise(plan: Path, what: str, by: str | None) -> None:
    """Show what the plan file PLAN does to agencies, officers and open dossiers; do it; undo it.

    \b
    motcua reorganise plan.json
    motcua reorganise plan.json --apply --by qt
    motcua reorganise plan.json --undo --by qt

    The file is described in docs/organisation.md. The exit code is 1 while conflicts remain.
    """
    data = read_json(plan)
    start_django()
    require_database()
    read = _read(data)
    if what == "preview":
        _preview(read)
    elif what == "apply":
        _apply(read, _account(by))
    else:
        _undo(read, _account(by))


def _read(data: object) -> "Plan":
    from motcua.reorganisation.plan import BadPlan, read_plan

    try:
        return read_plan(data)
    except BadPlan as bad:
        listed = "\n".join(f"  {problem}" for problem in bad.problems)
        raise Trouble(
            f"Kế hoạch có {len(bad.problems)} chỗ chưa đúng:\n{listed}",
            f"The plan has {len(bad.problems)} mistakes; nothing was changed.",
        ) from bad


def _account(username: str | None) -> "Account":
    from motcua.people.models import Account

    account = Account.objects.filter(username=username).first() if username else None
    if account is None or not account.administers_province:
        raise Trouble(
            "Hãy ghi tài khoản quản trị hệ thống của tỉnh: --by.",
            "Name the account of an administrator of the province: --by.",
        )
    return account


def _preview(plan: "Plan") -> None:
    from motcua.reorganisation import service

    report = service.preview(plan)
    click.echo("\n".join(report.lines()))
    click.echo("Xem trước: chưa thay đổi gì. Thêm --apply --by TÀI_KHOẢN để thực hiện.")
    if not report.is_clear:
        raise SystemExit(1)


def _apply(plan: "Plan", account: "Account") -> None:
    from motcua.reorganisation import service

    try:
        done = service.apply(plan, account)
    except service.NotDone as refused:
        raise _trouble("Chưa thực hiện được kế hoạch", refused.reasons) from refused
    click.echo(
        f"Đã thực hiện: {done}. {done.moves.count()} hồ sơ đã chuyển."
        " Hoàn tác được bằng --undo cho tới khi có người xử lý tiếp một hồ sơ đã chuyển."
    )


def _undo(plan: "Plan", account: "Account") -> None:
    from motcua.reorganisation import service

    done = service.applied(plan)
    if done is None:
        raise Trouble(
            "Kế hoạch này chưa được thực hiện, hoặc đã hoàn tác rồi.",
            "This plan was not applied, or has been undone already.",
        )
    try:
        service.undo(done, account)
    except service.NotDone as refused:
        raise _trouble("Chưa hoàn tác được kế hoạch", refused.reasons) from refused
    click.echo(f"Đã hoàn tác: {done}.")


def _trouble(what: str, reasons: list[str]) -> Trouble:
    listed = "\n".join(f"  {reason}" for reason in reasons)
    return Trouble(f"{what}:\n{listed}", "Nothing was changed.")


@click.command()
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if left out.")
@click.option(
    "--tree",
    type=click.Choice(["then", "now"]),
    default="then",
    help="Agencies as they were on that day (default), or as they are now.",
)
def count(day: datetime | None, tree: "Tree") -> None:
    """Count the dossiers each agency had received by a day, and those still open.

    \b
    motcua count --on 2026-12-31
    motcua count --on 2026-12-31 --tree now

    Both trees add up to the same: agencies merge and split, dossiers do not.
    """
    start_django()
    require_database()
    from django.utils import timezone

    from motcua.reorganisation.reports import dossiers_by_agency

    found = dossiers_by_agency(day.date() if day else timezone.localdate(), tree)
    for each in found:
        numbers = f"{each.received:>10}{each.open:>10}"
        click.echo(f"{each.agency.code:<14}{numbers}  {each.agency.name}")
    received, still_open = sum(each.received for each in found), sum(each.open for each in found)
    click.echo(f"{'Tổng số':<14}{received:>10}{still_open:>10}  đã tiếp nhận, chưa xong")
