"""Before the first test: a database. `DATABASE_URL` names one; else a throwaway server is started.

With pytest-xdist the controlling process starts it and its workers inherit the address.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import environ
import hypothesis
import pytest
from django.conf import settings
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from motcua.postgres import embedded_server
from tests import seeded

# A machine shared with other work is slow now and then; only wrong answers may fail a test.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")

_session = ExitStack()

if "DATABASE_URL" not in os.environ:
    directory = _session.enter_context(
        tempfile.TemporaryDirectory(prefix="motcua-tests-", ignore_cleanup_errors=True)
    )
    os.environ["DATABASE_URL"] = _session.enter_context(
        embedded_server(Path(directory), durable=False)
    )
    # pytest-django reads the settings before any conftest; nothing has connected yet.
    settings.DATABASES["default"].update(environ.Env.db_url_config(os.environ["DATABASE_URL"]))

if seeded.NAME not in os.environ:
    os.environ[seeded.NAME] = f"seeded_{os.getpid()}"
    _session.callback(seeded.drop)

# Uploads of the tests are thrown away with them.
settings.STORAGES["default"]["OPTIONS"]["location"] = _session.enter_context(
    tempfile.TemporaryDirectory(prefix="motcua-files-", ignore_cleanup_errors=True)
)


def pytest_unconfigure(config: pytest.Config) -> None:
    _session.close()


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Each test begins in the language of the house, whatever the one before it read."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The test database starts with the demonstration: real procedures, invented people.

    Made for every test that asks, marked `django_db` or not: some commit for good.
    """
    with django_db_blocker.unblock():
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = seeded.ready()
        databases = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)
