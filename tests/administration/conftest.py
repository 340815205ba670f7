from collections.abc import Iterator

import pytest
import zeal
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_reading_row_by_row() -> Iterator[None]:
    """Every page here fails its test when it reads related rows one at a time."""
    cache.clear()
    with zeal.zeal_context():
        yield
