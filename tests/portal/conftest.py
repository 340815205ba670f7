from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from motcua.people.models import Account
from tests.dossiers import people
from tests.portal.pages import Citizens


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, settings) -> Iterator[None]:
    """Each test counts its own look-ups and keeps its own files."""
    cache.clear()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    yield
    cache.clear()


@pytest.fixture
def thom() -> Account:
    return people.citizen(0)


@pytest.fixture
def stranger() -> Account:
    return people.citizen(1)


@pytest.fixture
def visitor() -> Client:
    """Somebody not signed in."""
    return Client(headers={"accept-language": "vi"})


@pytest.fixture
def citizen(visitor: Client, thom: Account) -> Citizens:
    """A citizen signed in, who reads pages and presses buttons."""
    visitor.force_login(thom)
    return Citizens(visitor, thom)
