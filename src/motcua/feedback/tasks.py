"""Work the worker does about ratings."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.feedback import ratings


@app.periodic(cron="23 8 * * *")
@app.task(queue="nightly", queueing_lock="invite_ratings")
def invite_ratings(timestamp: int) -> None:
    """Ask once to rate what was returned a few days ago."""
    ratings.invite_ratings()
