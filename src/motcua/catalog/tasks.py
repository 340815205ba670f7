"""What changes with the date alone."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.catalog.models import Procedure


# Every hour: a worker that was down at midnight catches up by itself.
@app.periodic(cron="7 * * * *")
@app.task(queue="nightly", queueing_lock="settle_names")
def settle_names(timestamp: int) -> None:
    """Lists and searches show each procedure under the name its text of today gives it."""
    for procedure in Procedure.objects.select_related("domain"):
        procedure.settle_name()
