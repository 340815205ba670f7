"""What is true of every act: who may does it once; whoever may not changes nothing."""

import inspect
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier, State
from motcua.people.models import Account
from tests.dossiers import people, playing
from tests.dossiers.playing import do, somebody_who_may
from tests.dossiers.ready import MOMENTS, ready

EVERY = sorted(acts.RULES)
# Words without which an act is refused.
NEEDED = ("reason", "basis", "question", "answer", "place", "participants", "findings", "decision")
NEEDED += ("recipient",)


def refused(act: str, dossier: Dossier, account: Account, **told: Any) -> acts.Refused:
    """The refusal, after which everything is as it was."""
    before = playing.state_of(dossier)
    with pytest.raises(acts.Refused) as refusal, transaction.atomic():
        do(act, dossier, account, **told)
    assert playing.state_of(dossier) == before
    said = refusal.value
    assert all([said.what.strip(), said.why.strip(), said.todo.strip()])
    return said


@pytest.mark.django_db
@pytest.mark.parametrize("act", EVERY)
def test_it_is_done_once_and_recorded(act: str) -> None:
    dossier, told = ready(act)
    account = somebody_who_may(act, dossier)
    before = dossier.events.count()
    version = Dossier.objects.get(pk=dossier.pk).version
    done = do(act, dossier, account, version=version, key="click", **told)
    again = do(act, dossier, account, version=version, key="click", **told)
    assert done.version == again.version == version + 1
    event = dossier.events.order_by("sequence").last()
    assert (event.act, event.actor, dossier.events.count()) == (act, account, before + 1)
    assert bool(event.actor_post) == bool(account.posts)


@pytest.mark.django_db
@pytest.mark.parametrize("act", EVERY)
def test_it_is_refused_to_others_on_a_stale_page_without_a_reason_and_out_of_its_time(
    act: str,
) -> None:
    dossier, told = ready(act)
    account = somebody_who_may(act, dossier)
    dossier.refresh_from_db()
    assert (
        "tải lại trang" in refused(act, dossier, account, version=dossier.version - 1, **told).todo
    )
    for stranger in ("ld.lechan", "mc.lechan", "cv.vinhbao", "tp.thue"):
        refused(act, dossier, people.officer(stranger), **told)
    refused(act, dossier, people.citizen(3), **told)
    for name in NEEDED:
        given = inspect.signature(inspect.unwrap(getattr(acts, act))).parameters
        if name in told and given[name].default is inspect.Parameter.empty:
            refused(act, dossier, account, **{**told, name: " \n "})
    for state in set(State) - acts.RULES[act].states:
        Dossier.objects.filter(pk=dossier.pk).update(state=state)
        refused(act, dossier, account, **told)


@pytest.mark.parametrize(
    "act",
    [
        *("sign", "number", "release", "return_result", "record_payment", "accept_withdrawal"),
        *("apologise_and_extend", "send_supplement_request", "supplement", "hand_over"),
    ],
)
@pytest.mark.usefixtures("committed")
def test_of_two_at_once_one_does_it(act: str) -> None:
    dossier, told = ready(act)
    account = somebody_who_may(act, dossier)

    def press(_: int) -> bool:
        try:
            do(act, dossier, Account.objects.get(pk=account.pk), **told)
            return True
        except acts.Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(press, range(2)))
    assert sorted(done) == [False, True]
    assert dossier.events.filter(act=act).count() == 1


def test_every_act_has_its_moment() -> None:
    assert set(EVERY) == set(MOMENTS)
