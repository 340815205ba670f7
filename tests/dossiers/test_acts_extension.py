"""Apology and extension: once, in writing, at least a day before the limit ends (Art. 19.9)."""

import functools
from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.dossiers import acts, clocks, verification
from motcua.dossiers.models import Dossier
from tests.dossiers import people, playing
from tests.dossiers.moments import Clock

pytestmark = pytest.mark.django_db
HEAD, CLERK = "tp.kinhte.hongbang", "mc.hongbang"


def in_process(key: str = "k") -> Dossier:
    return people.carry_to(people.at_counter(key=key), "process")


def proposed(dossier: Dossier, more: int = 3) -> Dossier:
    until = playing.working_day_after(dossier, dossier.due_at + timedelta(days=more))
    return acts.propose_extension(
        dossier, account=people.officer(HEAD), reason="Đo lại", until=timezone.localdate(until)
    )


def extended(dossier: Dossier) -> Dossier:
    return acts.apologise_and_extend(proposed(dossier), account=people.officer(CLERK))


def test_the_new_date_stands_on_form_04_and_binds(clock: Clock) -> None:
    dossier = in_process()
    before = dossier.due_at
    dossier = extended(dossier)
    paper = dossier.papers.get(kind="extension")
    assert dossier.due_at == dossier.appointment_at == dossier.extensions.get().until > before
    assert timezone.datetime.fromisoformat(paper.content["return_at"]) == before
    assert timezone.datetime.fromisoformat(paper.content["new_return_at"]) == dossier.due_at
    assert paper.content["reason"] == "Đo lại"
    assert list(verification.of_dossier(dossier)) == []


def test_never_a_second_time(clock: Clock) -> None:
    dossier = extended(in_process())
    assert "propose_extension" not in {
        each.name for each in acts.offered(people.officer(HEAD), dossier)
    }
    with pytest.raises(acts.Refused):
        proposed(dossier)


@pytest.mark.parametrize("late", ["proposing", "sending"])
def test_on_the_last_day_it_is_too_late(clock: Clock, late: str) -> None:
    """Found by reading: the one-stop could still send it on the last day, or after."""
    dossier = in_process()
    if late == "sending":
        proposed(dossier)
    clock.to(dossier.due_at - timedelta(hours=9))
    due, clerk = dossier.due_at, people.officer(CLERK)
    sending = functools.partial(acts.apologise_and_extend, account=clerk)
    with pytest.raises(acts.Refused, match="chậm nhất một ngày"):
        (sending if late == "sending" else proposed)(dossier)
    assert Dossier.objects.get(pk=dossier.pk).due_at == due


def test_a_date_passed_by_a_supplement_is_not_given_and_may_be_proposed_anew(clock: Clock) -> None:
    """Found by reading: sending it late would have brought the date forward."""
    dossier = proposed(in_process(), more=1)
    _, specialist = people.on_desk(dossier)
    clerk = people.officer(CLERK)
    clock.passes(days=7)
    acts.propose_supplement(dossier, account=specialist, items="Bản vẽ", reason="Thiếu")
    acts.send_supplement_request(dossier, account=clerk)
    dossier = acts.supplement(dossier, account=clerk, components={}, note="Đã nộp")
    due = dossier.due_at
    with pytest.raises(acts.Refused, match="Ngày hẹn mới"):
        acts.apologise_and_extend(dossier, account=clerk)
    dossier = acts.apologise_and_extend(proposed(dossier), account=clerk)
    assert dossier.due_at > due
    assert dossier.extensions.count() == 1


def test_a_day_off_or_one_not_later_is_refused(clock: Clock) -> None:
    dossier = in_process()
    day = timezone.localdate(dossier.due_at)
    sunday = day + timedelta(days=6 - day.weekday() + 7)
    for until in (day, day - timedelta(days=1), sunday):
        with pytest.raises(acts.Refused, match="Ngày hẹn mới"):
            acts.propose_extension(
                dossier, account=people.officer(HEAD), reason="Đo lại", until=until
            )


def test_a_procedure_that_allows_none_offers_none(clock: Clock) -> None:
    dossier = in_process()
    policy = clocks.policy(dossier).to_dict() | {"extensions_max": 0}
    type(dossier.case).objects.filter(pk=dossier.case_id).update(policy=policy)
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert "propose_extension" not in {
        each.name for each in acts.offered(people.officer(HEAD), dossier)
    }
