"""Shortcuts for what happens from one day to the next: sealing, and events of chosen moments."""

from datetime import date, datetime, time, timedelta

from click.testing import CliRunner, Result
from django.utils import timezone

from motcua.chain import VIETNAM
from motcua.cli import main
from motcua.dossiers import journal, sealing
from motcua.dossiers.models import DayRoot, Dossier, Event
from tests.dossiers import people

TODAY = timezone.now().astimezone(VIETNAM).date()
TOMORROW = TODAY + timedelta(days=1)


def at(day: date, hour: float) -> datetime:
    return datetime.combine(day, time.min, VIETNAM) + timedelta(hours=hour)


def seal_today() -> DayRoot:
    """Seal as the worker does the night after the story just told."""
    return sealing.seal_finished_days(at(TOMORROW, 1))[-1]


def motcua(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def without_events() -> Dossier:
    """A dossier whose first event is still to come, so that it may bear any date."""
    like = people.filed()
    return Dossier.objects.create(
        case=like.case,
        agency=like.agency,
        division=like.division,
        one_stop=like.one_stop,
        applicant=like.applicant,
        state=like.state,
        channel=like.channel,
        submitted_at=like.submitted_at,
    )


def event(dossier: Dossier, moment: datetime) -> Event:
    return journal.append("submit", dossier, None, {}, moment)
