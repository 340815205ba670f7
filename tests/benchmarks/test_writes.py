"""The raw yardstick writes what the act wrote, no less."""

from collections import Counter

import psycopg
import pytest
from django.db import connection

from benchmarks.writes import record, stored_models
from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from tests.dossiers import people
from tests.dossiers.conftest import committed

__all__ = ["committed"]


def rows() -> Counter[str]:
    return Counter({m._meta.db_table: m._default_manager.count() for m in stored_models()})


@pytest.mark.usefixtures("committed")
def test_the_yardstick_of_a_submission_writes_as_many_rows_of_the_same_content() -> None:
    place = connection.settings_dict
    address = (
        f"postgresql://{place['USER']}:{place['PASSWORD']}"
        f"@{place['HOST']}:{place['PORT']}/{place['NAME']}"
    )
    draft, other = people.draft(), people.draft()
    before = rows()
    transaction = record(address, lambda: acts.submit(draft, account=draft.account))
    between = rows()
    with psycopg.connect(address) as raw:
        transaction.write(raw, {transaction.changed[0]: other.pk})
    assert rows() - between == between - before
    mine, theirs = (Draft.objects.get(pk=each.pk).dossier for each in (draft, other))
    assert mine.pk != theirs.pk
    assert mine.reference != theirs.reference
    assert mine.road.position == theirs.road.position
    assert mine.tasks.get().step == theirs.tasks.get().step
    assert mine.events.get().hash == theirs.events.get().hash
    papers = [
        [(part.component_id, part.files.count()) for part in dossier.components.all()]
        for dossier in (mine, theirs)
    ]
    assert papers[0] == papers[1]
