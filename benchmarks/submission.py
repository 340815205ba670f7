"""Online submission over HTTP, complete, against a raw transaction writing the same rows.

The POST that files: session, CSRF, validation, process start, event, outbox, job. As many clients
at once on both sides, in two processes each.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode

from django.test import Client
from django.utils.crypto import get_random_string

from benchmarks import table
from benchmarks.load import CLIENTS, Load, Request, send
from benchmarks.stock import drafts
from benchmarks.writes import Known, Transaction, record, write_for
from motcua.dossiers import acts
from motcua.people.models import Account, Citizen
from tests.dossiers import people

ROUNDS, SECONDS = 5, 4
PROCESSES = 2
FIRST_GUESS = 200  # a second
DRAFTS_A_CLIENT = 50  # of the raw writers, used over and over
CSRF_COOKIE_LENGTH = 32


def measure(database: str, site: str, scratch: Path) -> table.Figure:
    sample = people.draft()
    transaction = record(database, lambda: acts.submit(sample, account=sample.account))
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as writers:
        _raw_rate(writers, database, transaction, seconds=1)
        fastest = _filed(site, scratch, seconds=2, rate=FIRST_GUESS).rate
        ours, bare = [], []
        for _ in range(ROUNDS):
            bare.append(_raw_rate(writers, database, transaction, seconds=SECONDS))
            ours.append(_filed(site, scratch, seconds=SECONDS, rate=fastest).rate)
            fastest = max(fastest, ours[-1])
    return table.rates(
        f"submission online, complete, {CLIENTS} clients",
        ours,
        "raw transaction, the same rows",
        bare,
        bar=1 / 4,
    )


def _filed(site: str, scratch: Path, *, seconds: int, rate: float) -> Load:
    """Drafts enough for thrice the rate."""
    requests = list(_posts(int(3 * rate * seconds)))
    return send(site, requests, scratch / "submissions", seconds=seconds, status=302, once=True)


def _posts(count: int) -> Iterator[Request]:
    """Drafts ready to be filed, each by its owner, signed in."""
    accounts = [citizen.account for citizen in Citizen.objects.select_related("account")]
    signed_in = {account.pk: _headers(account) for account in accounts}
    owners = [accounts[number % len(accounts)] for number in range(count)]
    for draft in drafts(owners):
        headers, token = signed_in[draft.account_id]
        body = urlencode({"delivery": "counter", "csrfmiddlewaretoken": token})
        yield Request(f"/nop-ho-so/{draft.pk}/kiem-tra/", headers, body)


def _headers(account: Account) -> tuple[dict[str, str], str]:
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    session, token = client.cookies["sessionid"].value, get_random_string(CSRF_COOKIE_LENGTH)
    return {
        "Cookie": f"sessionid={session}; csrftoken={token}",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": "127.0.0.2",
    }, token


def _raw_rate(
    writers: ProcessPoolExecutor, database: str, transaction: Transaction, *, seconds: int
) -> float:
    [draft] = transaction.changed
    owners = [people.citizen()] * (DRAFTS_A_CLIENT * CLIENTS)
    known: list[Known] = [{draft: copy.pk} for copy in drafts(owners)]
    share = len(known) // PROCESSES
    running = [
        writers.submit(
            write_for,
            database,
            transaction,
            known[number * share : (number + 1) * share],
            clients=CLIENTS // PROCESSES,
            seconds=seconds,
        )
        for number in range(PROCESSES)
    ]
    return sum(each.result() for each in running)
