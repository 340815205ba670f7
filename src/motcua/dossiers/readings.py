"""Every time an officer opens the personal data of a dossier is on record, with the purpose.

Law on personal data 91/2025; TT 22/2019: who has read what can be asked, by the citizen too.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from motcua.dossiers import policies
from motcua.dossiers.models import Dossier, Reading
from motcua.people.models import Account

# Opened again within this time it is the same reading: a page shown after each act is not ten.
SAME_READING = timedelta(minutes=30)


def record(dossier: Dossier, account: Account) -> None:
    """Note that the officer has opened the dossier; nothing for whoever filed it."""
    if not account.desks or dossier.submitter_id == account.pk:
        return
    now = timezone.now()
    officer, purpose = account.officer, purpose_of(dossier, account)
    recent = Reading.objects.filter(dossier=dossier, officer=officer, purpose=purpose)
    if recent.filter(at__gt=now - SAME_READING).exists():
        return
    Reading.objects.create(
        dossier=dossier,
        officer=officer,
        post=policies.post_line(account, dossier),
        purpose=purpose,
        at=now,
    )


def purpose_of(dossier: Dossier, account: Account) -> Reading.Purpose:
    """Why the officer may read it: a task of theirs, reception, else supervision."""
    if any(policies.may_take(account, task) for task in dossier.tasks.waiting()):
        return Reading.Purpose.TASK
    if policies.is_reception_clerk(account, dossier):
        return Reading.Purpose.RECEPTION
    return Reading.Purpose.SUPERVISION
