"""Work the worker does after an act has committed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from motcua.dossiers import notices, sealing
from motcua.dossiers.models import Outbox
from motcua.messages.models import Notice


@app.task(queue="messages", retry=RetryStrategy(max_attempts=8, exponential_wait=2))
def deliver(outbox_id: int) -> None:
    """Turn one outbox row into a notice, exactly once however often the job runs."""
    with transaction.atomic():
        row = (
            Outbox.objects.select_for_update(of=("self",))
            .select_related("dossier__submitter", "event")
            .get(pk=outbox_id)
        )
        if row.sent_at or row.dossier.submitter is None:
            return
        subject, body = notices.words(row.event)
        Notice.objects.get_or_create(
            outbox_id=row.pk,
            account=row.dossier.submitter,
            defaults={
                "reference": row.dossier.reference,
                "subject": subject,
                "body": body,
            },
        )
        row.sent_at = timezone.now()
        row.save(update_fields=["sent_at"])


@app.periodic(cron="* * * * *")
@app.task(queue="messages", queueing_lock="take_up_interrupted", pass_context=True)
async def take_up_interrupted(context: JobContext, timestamp: int) -> None:
    """Queue again every job whose worker was killed; doing one twice changes nothing."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


# Asked every hour, done once a day: a worker that was down at midnight catches up by itself.
@app.periodic(cron="12 * * * *")
@app.task(queue="nightly", queueing_lock="seal_days")
def seal_days(timestamp: int) -> None:
    """Seal every day that is over (docs/chain.md)."""
    sealing.seal_finished_days(sealing.present_moment())
