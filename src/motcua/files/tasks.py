"""Letting go of files nothing holds any more, and of those that never came whole."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from motcua.files import parts
from motcua.files.models import StoredFile

# A file just handed in may not be held by anything yet.
NEW_FOR = timedelta(hours=1)


def forget_later(digests: list[str]) -> None:
    """Ask the worker to let go of files tomorrow; the job belongs to the caller's transaction."""
    if digests:
        named: JSONDict = {"digests": [*sorted(set(digests))]}
        forget.configure(schedule_in={"days": 1}).defer(**named)


@app.task(queue="nightly")
def forget(digests: list[str]) -> None:
    """Delete those of the files that nothing holds: the row, then the bytes."""
    for digest in digests:
        with transaction.atomic():
            old = StoredFile.objects.filter(pk=digest, stored_at__lt=timezone.now() - NEW_FOR)
            stored = old.select_for_update().first()
            if stored is None:
                continue
            path = stored.path
            if _is_let_go(stored):
                # Under the row's lock: the same bytes handed in meanwhile wait, and are kept anew.
                default_storage.delete(path)


def _is_let_go(stored: StoredFile) -> bool:
    """Delete the row; what a dossier or a message holds stays."""
    try:
        with transaction.atomic():
            stored.delete()
    except ProtectedError:
        return False
    return True


@app.periodic(cron="27 * * * *")
@app.task(queue="nightly", queueing_lock="sweep_parts")
def sweep_parts(timestamp: int) -> None:
    """Let go of files that have been on their way too long."""
    parts.sweep()
