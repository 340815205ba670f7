"""Acts at the same moment, in truly concurrent transactions."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.codes import parse_dossier_code
from motcua.dossiers import acts, verification
from motcua.dossiers.models import Dossier, State
from tests.dossiers import people

THREADS = 8


def in_own_connection(work, item):
    try:
        return work(item)
    finally:
        connection.close()


def at_once(work, items) -> list:
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(lambda item: in_own_connection(work, item), items))


@pytest.mark.usefixtures("committed")
def test_a_hundred_simultaneous_receptions_get_a_hundred_consecutive_codes() -> None:
    dossiers = [people.filed() for _ in range(100)]
    clerk = people.officer("mc.hongbang")
    received = at_once(lambda dossier: acts.receive(dossier, account=clerk), dossiers)
    numbers = sorted(parse_dossier_code(dossier.code).number for dossier in received)
    assert numbers == list(range(1, 101))
    assert {p.number for d in received for p in d.papers.all()} == {
        f"{n}/TTPVHCC" for n in range(1, 101)
    }
    assert list(verification.broken_histories()) == []


@pytest.mark.usefixtures("committed")
def test_one_dossier_received_by_many_clicks_is_received_once() -> None:
    dossier = people.filed()
    clerk = people.officer("mc.hongbang")

    def click(_: int) -> str:
        try:
            return str(acts.receive(dossier, account=clerk, version=1, key="click").code)
        except acts.Refused as refusal:
            return refusal.why

    assert len(set(at_once(click, range(20)))) == 1
    assert dossier.events.filter(act="receive").count() == 1


@pytest.mark.usefixtures("committed")
def test_a_number_given_back_by_a_failed_act_is_used_again() -> None:
    clerk = people.officer("mc.hongbang")
    failing, good = people.filed(), people.filed()
    type(failing.case).objects.filter(pk=failing.case.pk).update(limit="")
    with pytest.raises(acts.Refused, match="chưa công bố thời hạn"):
        acts.receive(failing, account=clerk)
    type(failing.case).objects.filter(pk=failing.case.pk).update(limit=good.case.limit)
    assert acts.receive(good, account=clerk).code.endswith("-0001")
    assert Dossier.objects.get(pk=failing.pk).state == State.REGISTERED


@pytest.mark.usefixtures("committed")
def test_a_draft_submitted_by_many_clicks_is_one_dossier() -> None:
    draft = people.draft()
    filed = at_once(lambda _: acts.submit(draft, account=draft.account).pk, range(12))
    assert len(set(filed)) == 1
    assert Dossier.objects.count() == 1
