"""How long what was begun and not filed is kept: warned of twice, then thrown away with its files.

Law 91/2025/QH15 on personal data: what is not needed is not kept. The owner extends it by opening
and saving; nothing goes of which a last warning was not given its days.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from motcua.dossiers.models import Draft
from motcua.files.tasks import forget_later

log = structlog.get_logger(__name__)

# Days before the end on which the owner is warned.
FIRST_WARNING, LAST_WARNING = 14, 3
DraftSet = QuerySet[Draft]


def kept_until(draft: Draft) -> datetime:
    """When it is thrown away unless it is saved again."""
    by_age = draft.saved_at + timedelta(days=settings.DRAFT_KEPT_DAYS)
    if draft.last_warned_at and draft.last_warned_at >= draft.saved_at:
        return max(by_age, draft.last_warned_at + timedelta(days=LAST_WARNING))
    return by_age


def throw_away(draft: Draft) -> None:
    """Delete a draft; its files too, where nothing else holds them."""
    with transaction.atomic():
        forget_later(list(draft.files.values_list("stored_id", flat=True)))
        draft.delete()


def watch_drafts(now: datetime | None = None) -> None:
    """Warn of drafts near their end and throw away those past it; doing so twice changes nothing.

    Each draft is a transaction of its own: one that fails keeps nobody else's from its turn.
    """
    now = now or timezone.now()
    _each(_past(now), now, _expire)
    _each(_near(now, LAST_WARNING, "last_warned_at"), now, _warn_last)
    _each(_near(now, FIRST_WARNING, "first_warned_at"), now, _warn_first)


def _unfiled() -> DraftSet:
    return Draft.objects.filter(dossier=None)


def _past(now: datetime) -> DraftSet:
    """Past their days, and the last warning of it given long enough ago."""
    return _unfiled().filter(
        saved_at__lte=now - timedelta(days=settings.DRAFT_KEPT_DAYS),
        last_warned_at__gte=F("saved_at"),
        last_warned_at__lte=now - timedelta(days=LAST_WARNING),
    )


def _near(now: datetime, days: int, warned: str) -> DraftSet:
    """Within so many days of their end, and not warned of it since they were saved."""
    saved_before = now - timedelta(days=settings.DRAFT_KEPT_DAYS - days)
    unwarned = Q(**{warned: None}) | Q(**{f"{warned}__lt": F("saved_at")})
    return _unfiled().filter(unwarned, saved_at__lte=saved_before)


def _each(drafts: DraftSet, now: datetime, do: Callable[[Draft, datetime], None]) -> None:
    for pk in drafts.order_by("saved_at").values_list("pk", flat=True).iterator(chunk_size=2000):
        with transaction.atomic():
            # Asked again under the lock: its owner may have saved it, another worker done it.
            locked = drafts.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            if locked is not None:
                do(locked, now)


def _warn_first(draft: Draft, now: datetime) -> None:
    _warn(draft, "draft_ends_first", first_warned_at=now)


def _warn_last(draft: Draft, now: datetime) -> None:
    """Whoever is told of the last days is not told of the two weeks afterwards."""
    _warn(draft, "draft_ends_last", first_warned_at=now, last_warned_at=now)


def _warn(draft: Draft, letter: str, **warned: datetime) -> None:
    from motcua.dossiers import outbox

    # An update of its own, so that a warning is not taken for a saving.
    Draft.objects.filter(pk=draft.pk).update(**warned)
    outbox.put_about_draft(draft, letter)


def _expire(draft: Draft, now: datetime) -> None:
    throw_away(draft)
    log.info("draft thrown away", draft=str(draft.pk))
