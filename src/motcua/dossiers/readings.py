"""Every time an officer opens the personal data of a dossier is on record, with the purpose.

Law on personal data 91/2025; TT 22/2019: who has read what can be asked, by the citizen too.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from motcua.dossiers import policies
from motcua.dossiers.models import Dossier, Reading, Task
from motcua.people.models import Account

# Opened again within this time it is the same reading: a page shown after each act is not ten.
SAME_READING = timedelta(minutes=30)


def record(dossier: Dossier, account: Account) -> None:
    """Note that the officer has opened the dossier; nothing for whoever filed it as their own."""
    own = dossier.submitter_id == account.pk and dossier.mandate_id is None
    if not account.desks or own:
        return
    now = timezone.now()
    officer, (purpose, task) = account.officer, purpose_of(dossier, account)
    recent = Reading.objects.filter(dossier=dossier, officer=officer, purpose=purpose)
    if recent.filter(at__gt=now - SAME_READING).exists():
        return
    Reading.objects.create(
        dossier=dossier,
        officer=officer,
        post=policies.post_line(account, dossier),
        purpose=purpose,
        task=task,
        at=now,
    )


def purpose_of(dossier: Dossier, account: Account) -> tuple[Reading.Purpose, Task | None]:
    """Why the officer may read it: a task of theirs, which one; reception; else supervision."""
    for task in dossier.tasks.waiting():
        if policies.may_take(account, task):
            return Reading.Purpose.TASK, task
    if policies.is_reception_clerk(account, dossier):
        return Reading.Purpose.RECEPTION, None
    return Reading.Purpose.SUPERVISION, None
