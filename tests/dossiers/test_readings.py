"""Reading personal data is on record: who, in which post, for which work; and it stays there."""

import pytest
from django.db import ProgrammingError, connection

from motcua.dossiers import readings
from motcua.dossiers.models import Reading
from tests.dossiers import people

pytestmark = pytest.mark.django_db


def test_the_work_it_was_read_for_is_kept() -> None:
    dossier = people.carry_to(people.received(), "process")
    readings.record(dossier, people.officer("cv.hongbang"))
    readings.record(dossier, people.officer("mc.hongbang"))
    readings.record(dossier, people.officer("ld.hongbang"))
    found = {each.officer.account.username: each for each in Reading.objects.all()}
    task = dossier.tasks.waiting().get()
    assert (found["cv.hongbang"].purpose, found["cv.hongbang"].task) == ("task", task)
    assert (found["mc.hongbang"].purpose, found["mc.hongbang"].task) == ("reception", None)
    assert found["ld.hongbang"].purpose == "supervision"
    assert "Hồng Bàng" in found["mc.hongbang"].post


def test_opened_again_soon_it_is_one_reading_and_ones_own_is_none() -> None:
    dossier = people.received()
    for _ in range(3):
        readings.record(dossier, people.officer("mc.hongbang"))
        readings.record(dossier, dossier.submitter)
    assert Reading.objects.count() == 1


def test_a_reading_is_neither_changed_nor_removed() -> None:
    dossier = people.received()
    readings.record(dossier, people.officer("mc.hongbang"))
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="Cannot update"):
        cursor.execute("DELETE FROM dossiers_reading WHERE dossier_id = %s", [dossier.pk])
