import pytest

from motcua.people.models import Account
from tests.mandates import stories


@pytest.fixture(autouse=True)
def _reachable(settings) -> None:
    """E-mail is set up; letters are kept by the test's own mailbox."""
    settings.MESSAGE_CHANNELS = ["notice", "email"]


@pytest.fixture
def helper() -> Account:
    return stories.helper_account()
