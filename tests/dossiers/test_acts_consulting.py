"""Opinions with a deadline and inspections (NĐ 61/2018 Art. 19)."""

from datetime import timedelta

import pytest

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.organization.models import Unit
from tests.dossiers import people
from tests.dossiers.moments import Clock

pytestmark = pytest.mark.django_db
SPECIALIST = "cv.kinhte.hongbang"


def in_process() -> Dossier:
    return people.carry_to(people.at_counter(), "process")


def asked(dossier: Dossier, clock: Clock, unit: str = "H24.31.VHXH", **delta: float) -> Dossier:
    return acts.ask_opinion(
        dossier,
        account=dossier.specialist.account,
        unit=Unit.objects.get(code=unit),
        question="Có ảnh hưởng di tích không?",
        due=clock.now + timedelta(**(delta or {"days": 2})),
    )


def test_it_is_asked_answered_and_a_late_answer_says_so(clock: Clock) -> None:
    dossier = asked(in_process(), clock)
    answering = people.officer("tp.vanhoa.hongbang")
    clock.passes(days=3)
    dossier = acts.report_late_opinion(dossier, account=dossier.specialist.account)
    assert dossier.opinions.get().reported_at == clock.now
    with pytest.raises(acts.Refused):
        acts.report_late_opinion(dossier, account=dossier.specialist.account)
    with pytest.raises(acts.Refused):
        acts.answer_opinion(dossier, account=people.officer("tp.vanhoa.lechan"), answer="Không")
    dossier = acts.answer_opinion(dossier, account=answering, answer="Không")
    assert dossier.events.last().detail == {"answer": "Không", "late": True}


def test_the_answer_is_due_before_the_limit_ends_or_soon_when_it_has_ended(clock: Clock) -> None:
    """Found by play: on an overdue dossier no opinion could be asked at all."""
    dossier = in_process()
    for delta in ({"days": 90}, {"days": -1}):
        with pytest.raises(acts.Refused, match="Thời hạn trả lời"):
            asked(dossier, clock, **delta)
    clock.to(dossier.due_at + timedelta(days=1))
    assert asked(dossier, clock, days=1).opinions.count() == 1


@pytest.mark.parametrize("unit", ["H24.31.MC", "H24.31.VT", "H24.31.LD", "H24.31.KT"])
def test_a_unit_with_nobody_to_answer_or_ones_own_is_not_asked(clock: Clock, unit: str) -> None:
    """Found by reading: the question lay on nobody's desk for ever."""
    dossier = in_process()
    with pytest.raises(acts.Refused, match=r"khác|trưởng đơn vị"):
        asked(dossier, clock, unit)
    assert not dossier.opinions.exists()


def test_an_inspection_says_when_where_who_and_what(clock: Clock) -> None:
    dossier = in_process()
    account = dossier.specialist.account
    told = {"held_at": clock.now, "place": "Thửa 12", "participants": "Chủ đất", "findings": "Đúng"}
    for name in ("place", "participants", "findings"):
        with pytest.raises(acts.Refused):
            acts.record_inspection(dossier, account=account, **{**told, name: " "})
    later = clock.now + timedelta(minutes=1)
    with pytest.raises(acts.Refused, match="sau lúc này"):
        acts.record_inspection(dossier, account=account, **{**told, "held_at": later})
    acts.record_inspection(dossier, account=account, **told)
    assert dossier.inspections.get().recorded_at == clock.now
