"""Work the worker does after an act has committed."""

from __future__ import annotations

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from motcua.dossiers import acts, keeping, outbox, prefill_links, sealing


# Waits of 4, 16, 64 … seconds; `outbox` says how many tries there are.
@app.task(queue="messages", retry=RetryStrategy(exponential_wait=4))
def deliver(outbox_id: int) -> None:
    """Send one outbox row; whatever goes wrong, the row says so."""
    try:
        outbox.deliver(outbox_id)
    except Exception as error:
        if outbox.note_failure(outbox_id, error):
            raise


@app.periodic(cron="* * * * *")
@app.task(queue="messages", queueing_lock="take_up_interrupted", pass_context=True)
async def take_up_interrupted(context: JobContext, timestamp: int) -> None:
    """Queue again every job whose worker was killed; doing one twice changes nothing."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="timers", queueing_lock="watch_limits")
def watch_limits(timestamp: int) -> None:
    """Do what the passing of time alone brings about, minutes after its time."""
    acts.watch_limits()


@app.periodic(cron="37 * * * *")
@app.task(queue="nightly", queueing_lock="watch_drafts")
def watch_drafts(timestamp: int) -> None:
    """Warn of drafts near the end of their days; throw away those past it, and expired links."""
    keeping.watch_drafts()
    prefill_links.forget_expired()


# Asked every hour, done once a day: a worker that was down at midnight catches up by itself.
@app.periodic(cron="12 * * * *")
@app.task(queue="nightly", queueing_lock="seal_days")
def seal_days(timestamp: int) -> None:
    """Seal every day that is over (docs/chain.md)."""
    sealing.seal_finished_days(sealing.present_moment())
