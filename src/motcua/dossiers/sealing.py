"""Day roots: every finished day is sealed and published; a dossier's proofs lead to them.

`docs/chain.md` says what is proven by it and how anybody can check.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from motcua.chain import VIETNAM, DayProof, MerkleTree, bundle, merkle_root
from motcua.codes import MalformedCode, normalise_reference, parse_dossier_code
from motcua.dossiers.models import DayRoot, Dossier, Event

# After midnight, before the day is sealed. An act that began before midnight and is written even
# later is refused, so this also is how far the clocks of two servers may be apart.
GRACE = timedelta(minutes=10)
DAY = timedelta(days=1)
# Of the advisory locks that acts and sealing share; the trigger on events names the same.
LOCK, FIRST_LOCK = 20261121, date(2000, 1, 1)


class NotFinished(Exception):
    """The day still has time left, or an act of it may still be on its way."""


def day_of(moment: datetime) -> date:
    """The day under whose root an event of this moment stands."""
    return moment.astimezone(VIETNAM).date()


def hashes_of(day: date) -> Iterator[tuple[int, bytes]]:
    """Key and hash of every event of a day, in the order of the leaves: moment, then key."""
    begin = datetime.combine(day, time.min, VIETNAM)
    events = Event.objects.filter(at__gte=begin, at__lt=begin + DAY).order_by("at", "pk")
    for key, hash_ in events.values_list("pk", "hash").iterator(chunk_size=10_000):
        yield key, bytes(hash_)


def present_moment() -> datetime:
    """The earlier of this machine's clock and the database's.

    One clock gone ahead must not seal a day that is not over: acts would be refused till then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        by_database: datetime = cursor.fetchone()[0]
    return min(timezone.now(), by_database)


def seal_finished_days(now: datetime, through: date | None = None) -> list[DayRoot]:
    """Seal the days that are over, in turn, without leaving one out; give those newly sealed.

    Begins after the last sealed day, or with the day of the first event. `through` ends before
    the last finished day; raises NotFinished when it is not over yet.
    """
    finished = day_of(now - GRACE) - DAY
    if through is not None and through > finished:
        raise NotFinished(f"Ngày {through:%d/%m/%Y} chưa kết thúc nên chưa niêm phong được.")
    sealed = []
    day = _first_open_day()
    while day and day <= (through or finished):
        if (root := _seal(day)) is not None:
            sealed.append(root)
        day += DAY
    return sealed


def published_roots() -> dict[str, dict[str, str | int]]:
    """Every day root as it is published: what `verifier.py` takes as `roots.json`."""
    return {
        root.day.isoformat(): {"root": bytes(root.root).hex(), "size": root.size}
        for root in DayRoot.objects.order_by("day")
    }


def proof_file(dossier: Dossier) -> dict[str, Any]:
    """All events of a dossier, each proven whose day is sealed. Events alone leave the system.

    Costs one reading of each day on which something happened to the dossier.
    """
    events = list(dossier.events.select_related("dossier").order_by("sequence"))
    places: dict[date, dict[int, int]] = {}
    for position, event in enumerate(events, start=1):
        places.setdefault(day_of(event.at), {})[event.pk] = position
    roots = DayRoot.objects.in_bulk(list(places), field_name="day")
    proofs = [proof for day, root in roots.items() for proof in _proofs(root, places[day])]
    return bundle(
        dossier.reference,
        [(event.record(), bytes(event.hash)) for event in events],
        sorted(proofs, key=lambda proof: proof.event),
    )


def dossier_named(text: str) -> Dossier:
    """The dossier of this code or reference, however typed.

    Raises MalformedCode for what can be neither, Dossier.DoesNotExist for what none bears.
    """
    try:
        return Dossier.objects.get(reference=normalise_reference(text))
    except MalformedCode:
        code = parse_dossier_code(text)
        return Dossier.objects.get(code__in={str(code), code.canonical})


def _first_open_day() -> date | None:
    last = DayRoot.objects.order_by("-day").first()
    if last is not None:
        return last.day + DAY
    first: datetime | None = Event.objects.aggregate(first=Min("at"))["first"]
    return day_of(first) if first else None


def _seal(day: date) -> DayRoot | None:
    """Seal one day; None when another process has done so in the meantime.

    No act of the day can commit afterwards. Each holds the day's lock, shared, from the
    moment it writes its event until it commits: the lock is had alone once they are all
    done. An act that writes its event later waits for this transaction, finds the root,
    and is refused by the trigger on events.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, (day - FIRST_LOCK).days])
        if DayRoot.objects.filter(day=day).exists():
            return None
        leaves = [hash_ for _, hash_ in hashes_of(day)]
        return DayRoot.objects.create(day=day, size=len(leaves), root=merkle_root(leaves))


def _proofs(root: DayRoot, places: dict[int, int]) -> Iterator[DayProof]:
    keys, leaves = [], []
    for key, leaf in hashes_of(root.day):
        keys.append(key)
        leaves.append(leaf)
    tree = MerkleTree(leaves)
    for index, key in enumerate(keys):
        if key in places:
            yield DayProof(
                event=places[key],
                day=root.day,
                index=index,
                size=root.size,
                path=tuple(tree.inclusion_proof(index)),
                root=bytes(root.root),
            )
