"""`motcua verify`."""

import sys
import time
from itertools import chain

import click

from motcua.commands.installation import require_database, start_django

PATIENCE = 2.0  # seconds before anybody wonders how far it has come


@click.command()
def verify() -> None:
    """Check every event chain, day root and book; clocks, states, papers, messages.

    Due moments are counted anew from reception, pauses and extension. Names the first wrong row
    of each, and exits with 1 if there is one.
    """
    start_django()
    require_database()
    from django.db.models import Sum

    from motcua.correspondence.verification import wrong_messages
    from motcua.dossiers import verification
    from motcua.dossiers.models import DayRoot, Event

    with verification.one_moment():
        events, days = Event.objects.count(), DayRoot.objects.count()
        sealed = DayRoot.objects.aggregate(events=Sum("size", default=0))["events"]
        intact = True
        walked = Percentage(events + sealed)
        for row in chain(verification.everything(walked), wrong_messages()):
            intact = False
            click.echo(f"\r{row}" if sys.stderr.isatty() else str(row), err=True)
    if not intact:
        sys.exit(1)
    click.echo(f"{events} sự kiện, {days} gốc ngày: mọi chuỗi, gốc ngày và sổ đều nguyên vẹn.")


class Percentage:
    """Tells a person at a terminal how far a long walk has come; nobody else."""

    def __init__(self, total: int) -> None:
        self._total, self._done, self._shown = total, 0, 0
        self._from = time.monotonic() + PATIENCE
        self._watched = sys.stderr.isatty()

    def __call__(self, events: int) -> None:
        self._done += events
        percent = 100 * self._done // max(1, self._total)
        if self._watched and percent > self._shown and time.monotonic() > self._from:
            self._shown = percent
            click.echo(f"\r{percent} % ", nl=percent == 100, err=True)
