from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from motcua.catalog.models import ProcedureCase
from tests.dossiers.moments import clock

__all__ = ["clock", "committed"]


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A test whose transactions truly commit; every dossier is gone afterwards.

    Events refuse to go, so the cleaning connection stands in for a replica, where
    triggers do not fire. Django's own flush would also empty the seeded catalogue.
    """
    with django_db_blocker.unblock():
        rules = list(ProcedureCase.objects.all())
        yield
        # Other tests count by the limits of the seeds.
        ProcedureCase.objects.bulk_update(rules, ["limit", "policy"])
        models = [*apps.get_app_config("dossiers").get_models()]
        tables = ", ".join([*(model._meta.db_table for model in models), "procrastinate_jobs"])
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"TRUNCATE {tables}, outgoing_messages_notice CASCADE")
            cursor.execute("SET session_replication_role = origin")
        connection.close()
