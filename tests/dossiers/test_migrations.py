"""The way back: every migration of dossiers can be undone and done again."""

import pytest
from django.core.management import call_command
from django.db import connection

pytestmark = pytest.mark.django_db

TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass"


def triggers_on(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS, [table])
        return int(cursor.fetchone()[0])


def test_the_seals_are_taken_off_and_put_on_again() -> None:
    before = triggers_on("dossiers_event")
    call_command("migrate", "dossiers", "0003", verbosity=0)
    assert "dossiers_dayroot" not in connection.introspection.table_names()
    assert triggers_on("dossiers_event") == before - 1
    call_command("migrate", "dossiers", verbosity=0)
    assert (triggers_on("dossiers_event"), triggers_on("dossiers_dayroot")) == (before, 2)


def test_the_migrations_give_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
