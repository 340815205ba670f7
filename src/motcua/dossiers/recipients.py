"""Who the audiences of an act are at the moment of the act, and by which channels they are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.dossiers import policies
from motcua.dossiers.models import Dossier, Event, HandOver, Opinion
from motcua.dossiers.models.road import TaskSet
from motcua.dossiers.notices import TOLD, Audience
from motcua.messages import channels
from motcua.organization.models import Role
from motcua.people.models import Account, Delegation, Officer, PostHolding

# A desk that more people share has its worklist to tell it: a notice to each of forty clerks for
# every dossier is noise to them and work for nobody.
SHARED_BY = 10

Desk = tuple[int, str]  # unit, role


@dataclass(frozen=True)
class Occasion:
    """One act just done, and what only the act itself knows of it."""

    event: Event
    # The moment of the act; its event may be dated a little later.
    at: datetime
    # By it the agency takes the work up.
    takes_up: bool = False
    # Whose work it was until now, where no task says so.
    relieved: Officer | None = None

    @property
    def dossier(self) -> Dossier:
        return self.event.dossier


@dataclass(frozen=True)
class Addressed:
    """One row the outbox will have; without an account it goes to the applicant's address."""

    account: int | None
    letter: str
    channel: str


def addressed(occasion: Occasion) -> list[Addressed]:
    """Everybody to be told of the act, each once by each of their channels."""
    told = TOLD.get(occasion.event.act)
    if told is None:
        return []
    letter = told.applicant or (told.takes_up if occasion.takes_up else "")
    officials = _officials(occasion)
    filers = _filers(occasion.dossier) if letter else []
    for filer in filers:
        officials.pop(filer, None)
    accounts = _with_channels([*officials, *filers])
    found = [row for filer in filers for row in _rows(filer, letter, by_email=accounts[filer].own)]
    if letter and _is_written_to(occasion.dossier, filers):
        found.append(Addressed(None, letter, channels.EMAIL))
    for account, desk_letter in officials.items():
        by_email = accounts[account].desk if account in accounts else False
        found += _rows(account, desk_letter, by_email=by_email)
    return found


def channels_of(account: int) -> list[str]:
    """The channels by which an account is told of what is its own."""
    return [
        row.channel for row in _rows(account, "", by_email=_with_channels([account])[account].own)
    ]


def _filers(dossier: Dossier) -> list[int]:
    """Accounts told what the applicant is told: who filed, or who has it filed for them.

    Who filed by mandate is told as long as they may open the dossier.
    """
    if dossier.mandate is None:
        return [dossier.submitter_id] if dossier.submitter_id else []
    person = Account.objects.filter(
        citizen__identity_number=dossier.mandate.identity_number,
        citizen__verified_at__isnull=False,
    )
    filer = dossier.submitter
    may_open = filer is not None and policies.is_submitter(filer, dossier)
    told = [dossier.submitter_id] if may_open and dossier.submitter_id else []
    return told + [pk for pk in person.values_list("pk", flat=True) if pk not in told]


def _is_written_to(dossier: Dossier, filers: list[int]) -> bool:
    """Whether a letter goes to the address in the dossier: its applicant has no account here."""
    with_account = bool(set(filers) - {dossier.submitter_id}) if dossier.mandate else bool(filers)
    reachable = bool(dossier.applicant.email) and channels.EMAIL in channels.offered()
    return reachable and not with_account


def _rows(account: int, letter: str, *, by_email: bool) -> list[Addressed]:
    in_app = [Addressed(account, letter, channels.IN_APP)]
    return in_app + ([Addressed(account, letter, channels.EMAIL)] if by_email else [])


@dataclass(frozen=True)
class _Channels:
    """Whether an account is told by e-mail: of its own dossiers, of work on its desk."""

    own: bool
    desk: bool


def _with_channels(accounts: list[int]) -> dict[int, _Channels]:
    if channels.EMAIL not in channels.offered():
        return {account: _Channels(own=False, desk=False) for account in accounts}
    rows = Account.objects.filter(pk__in=accounts).values_list(
        "pk", "email", "message_choice__by_email", "message_choice__desk_by_email"
    )
    return {
        pk: _Channels(own=bool(email) and own is not False, desk=bool(email) and bool(desk))
        for pk, email, own, desk in rows
    }


def _officials(occasion: Occasion) -> dict[int, str]:
    """Accounts and their letters, the one who acted left out."""
    found: dict[int, str] = {}
    for audience, letter in TOLD[occasion.event.act].officials.items():
        for account in _FINDERS[audience](occasion):
            found.setdefault(account, letter)
    found.pop(occasion.event.actor_id or 0, None)
    return found


def _next_desks(occasion: Occasion) -> Iterable[int]:
    return _at_desks(occasion.dossier.tasks.filter(opened_at=occasion.at, closed_at=None))


def _at_desks(tasks: TaskSet) -> list[int]:
    """Whose work the tasks are: the officer they are assigned to, else whoever holds the post."""
    everybodys: set[Desk] = set()
    named: set[int] = set()
    for unit, role, assignee in tasks.order_by().values_list("unit_id", "role", "assignee_id"):
        if assignee:
            named.add(assignee)
        else:
            everybodys.add((unit, role))
    return [*_holders(everybodys), *_accounts_of(named)]


def _holders(desks: Iterable[Desk]) -> list[int]:
    """The accounts that hold these posts today, or stand in for who does; few to a desk."""
    there = Q()
    for unit, role in desks:
        there |= Q(post__unit=unit, post__role=role)
    if not there:
        return []
    held = PostHolding.objects.in_force().filter(there).order_by()
    stood_in = Delegation.objects.effective().filter(there).order_by()
    desk_of = ("post__unit_id", "post__role")
    people = held.values_list(*desk_of, "officer__account_id").union(
        stood_in.values_list(*desk_of, "to_officer__account_id")
    )
    at_desk: dict[Desk, list[int]] = defaultdict(list)
    for unit, role, account in people:
        at_desk[unit, role].append(account)
    return [
        each for accounts in at_desk.values() if len(accounts) <= SHARED_BY for each in accounts
    ]


def _accounts_of(officers: Iterable[int | None]) -> list[int]:
    known = [each for each in officers if each]
    if not known:
        return []
    return list(Officer.objects.filter(pk__in=known).values_list("account_id", flat=True))


def _specialist(occasion: Occasion) -> Iterable[int]:
    return _accounts_of([occasion.dossier.specialist_id])


def _relieved(occasion: Occasion) -> Iterable[int]:
    gone = _at_desks(occasion.dossier.tasks.filter(closed_at=occasion.at))
    return [*gone, occasion.relieved.account_id] if occasion.relieved else gone


def _receiving(occasion: Occasion) -> Iterable[int]:
    return [] if occasion.dossier.received_at else _clerks(occasion)


def _clerks(occasion: Occasion) -> Iterable[int]:
    return _holders([(occasion.dossier.one_stop_id, Role.RECEPTION)])


def _asked_opinion(occasion: Occasion) -> Iterable[int]:
    answered = Opinion.objects.filter(dossier=occasion.dossier, answered_at=occasion.at)
    return answered.values_list("asked_by__account_id", flat=True)


def _one_stop_head(occasion: Occasion) -> Iterable[int]:
    one_stop = occasion.dossier.one_stop_id
    heads = _holders([(one_stop, Role.LEADER), (one_stop, Role.DIVISION_HEAD)])
    return heads or _clerks(occasion)


def _papers_to(occasion: Occasion) -> Iterable[int]:
    given = HandOver.objects.filter(dossier=occasion.dossier, given_at=occasion.at)
    units = list(given.values_list("to_unit_id", flat=True))
    roles = (Role.DIVISION_HEAD, Role.SPECIALIST)
    return _holders([(unit, role) for unit in units for role in roles])


def _papers_from(occasion: Occasion) -> Iterable[int]:
    taken = HandOver.objects.filter(dossier=occasion.dossier, taken_at=occasion.at)
    return _accounts_of(taken.values_list("given_by_id", flat=True))


_FINDERS: dict[Audience, Callable[[Occasion], Iterable[int]]] = {
    Audience.NEXT_DESKS: _next_desks,
    Audience.SPECIALIST: _specialist,
    Audience.RELIEVED: _relieved,
    Audience.RECEIVING: _receiving,
    Audience.CLERKS: _clerks,
    Audience.ASKED_OPINION: _asked_opinion,
    Audience.ONE_STOP_HEAD: _one_stop_head,
    Audience.PAPERS_TO: _papers_to,
    Audience.PAPERS_FROM: _papers_from,
}
