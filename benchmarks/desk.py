"""Acts of a desk through their functions, against raw transactions writing the same rows.

One client on both sides. Two stocks of dossiers of one case travel the same road: one by acts, the
other by raw transactions that write what an act wrote. The account is fetched anew for each act, as
a request does, so that the reading of its posts is part of the act.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

import psycopg

from benchmarks import table
from benchmarks.stock import drafts
from benchmarks.writes import Known, Row, record, stored_models
from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.people.models import Account
from tests.dossiers import people

# Its process has every kind of step at the agency: assign, process, review, sign.
REGISTRATION = "1.001612"
STOCK, IN_A_ROW = 80, 10
BAR = 1 / 3


@dataclass(frozen=True)
class Step:
    """One act of the road and what is said with it."""

    name: str
    words: str
    details: Callable[[Dossier], dict[str, Any]] = lambda dossier: {}


ROAD = [
    Step("receive", "receive: code, appointment, receipt"),
    Step("assign", "assign", lambda dossier: {"specialist": acts.specialists(dossier)[0]}),
    Step("propose", "propose", lambda dossier: {"title": "Giấy phép xây dựng", "body": "Đồng ý."}),
    Step("approve", "approve"),
    Step("sign", "sign"),
]


def measure(database: str) -> Iterator[table.Figure]:
    people.received(REGISTRATION)  # opens the day's books
    owners = [people.citizen()] * (2 * STOCK + 1)
    filed = [acts.submit(d, account=d.account) for d in drafts(owners, REGISTRATION)]
    bare, ours = filed[:STOCK], filed[STOCK:]
    with psycopg.connect(database) as connection:
        for step in ROAD:
            first, *others = ours
            transaction = record(database, _ready(step, first))
            known = [_successors(transaction.changed, first, dossier) for dossier in bare]
            yield _figure(
                step,
                [_ready(step, dossier) for dossier in others],
                [partial(transaction.write, connection, rows) for rows in known],
            )


def _ready(step: Step, dossier: Dossier) -> Callable[[], object]:
    """The act, with all a page would have at hand."""
    officer = people.on_desk(dossier)[1]
    account = Account.objects.get(pk=officer.pk)
    act, details = getattr(acts, step.name), step.details(dossier)
    return lambda: act(Dossier(pk=dossier.pk), account=account, **details)


def _successors(changed: list[Row], recorded: Dossier, other: Dossier) -> Known:
    """Which rows of another dossier stand for those the recorded act changed."""
    models = {model._meta.db_table: model for model in stored_models()}
    known: Known = {}
    for row in changed:
        model = models[row[0]]
        if model is Dossier:
            known[row] = other.pk
        elif any(field.name == "dossier" for field in model._meta.fields):
            mine, theirs = (
                list(model._default_manager.filter(dossier=each).order_by("pk").values_list("pk"))
                for each in (recorded, other)
            )
            [known[row]] = theirs[mine.index((row[1],))]
    return known


def _figure(
    step: Step, ours: list[Callable[[], object]], bare: list[Callable[[], object]]
) -> table.Figure:
    """Ten of ours, ten raw, and so on."""
    taken: list[tuple[float, float]] = []
    for start in range(0, STOCK, IN_A_ROW):
        chunk = slice(start, start + IN_A_ROW)
        mine, theirs = ([_seconds(each) for each in way[chunk]] for way in (ours, bare))
        taken.append((median(mine), median(theirs)))
    # The first round fills caches and prepares statements, on both sides.
    return table.rates(
        f"act: {step.words}, 1 client",
        [1 / mine for mine, _ in taken[1:]],
        "raw transaction, the same rows",
        [1 / theirs for _, theirs in taken[1:]],
        BAR,
    )


def _seconds(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin
