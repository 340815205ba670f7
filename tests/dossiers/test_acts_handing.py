"""Papers from the one-stop to the division: the same day, after 15:00 next morning (Art. 18)."""

import pytest

from motcua.dossiers import acts, clocks
from motcua.dossiers.acts.handing import hand_over_by
from tests.dossiers import people
from tests.dossiers.moments import Clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("received", "by"),
    [
        ((2026, 12, 7, 9, 0), "17:30 07/12/2026"),
        ((2026, 12, 7, 15, 0), "17:30 07/12/2026"),
        ((2026, 12, 7, 15, 1), "07:31 08/12/2026"),
        # Friday afternoon: Monday morning.
        ((2026, 12, 11, 16, 0), "07:31 14/12/2026"),
        # The last afternoon before Tết 2026 (14-22/2).
        ((2026, 2, 13, 15, 30), "07:31 23/02/2026"),
        # A Saturday.
        ((2026, 12, 12, 9, 0), "07:31 14/12/2026"),
    ],
)
def test_until_when_the_papers_must_be_over(clock: Clock, received: tuple, by: str) -> None:
    dossier = people.at_counter()
    clock.set(*received)
    due = hand_over_by(clock.now, clocks.calendar(dossier))
    assert f"{due.astimezone(clock.now.tzinfo):%H:%M %d/%m/%Y}" == by


def test_both_sides_sign_and_a_slip_goes_with_the_papers(clock: Clock) -> None:
    dossier = people.at_counter(people.BUILDING)
    clerk, receiver = people.officer("mc.hongbang"), people.officer("cv.kinhte.hongbang")
    with pytest.raises(acts.Refused):
        acts.acknowledge_hand_over(dossier, account=receiver)
    dossier = acts.hand_over(dossier, account=clerk)
    assert dossier.papers.filter(kind="hand_over").count() == 1
    with pytest.raises(acts.Refused):
        acts.hand_over(dossier, account=clerk)
    with pytest.raises(acts.Refused):
        acts.acknowledge_hand_over(dossier, account=people.officer("cv.kinhte.lechan"))
    clock.passes(hours=1)
    acts.acknowledge_hand_over(dossier, account=receiver, note="Thiếu 1 bản vẽ")
    row = dossier.hand_overs.get()
    assert (row.given_by, row.taken_by) == (clerk.officer, receiver.officer)
    assert (row.taken_at, row.note) == (clock.now, "Thiếu 1 bản vẽ")


def test_electronic_dossiers_need_none() -> None:
    assert not people.received().hand_overs.exists()
