from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.accounts.coming_in import Visitor
from tests.sandbox.running import CLIENT, sandbox


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sandbox(tmp_path_factory.mktemp("sandbox")) as address:
        yield address


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """Each test counts its own tries."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def connected(provider: str, settings) -> str:
    """The site, pointed at the sandbox by nothing but settings."""
    settings.IDENTITY_ISSUER = provider
    settings.IDENTITY_DISCOVERY = f"{provider}/.well-known/openid-configuration"
    settings.IDENTITY_CLIENT_ID = CLIENT["client_id"]
    settings.IDENTITY_CLIENT_SECRET = CLIENT["client_secret"]
    return provider


@pytest.fixture
def visitor(db: None) -> Visitor:
    return Visitor(Client(headers={"accept-language": "vi"}))
