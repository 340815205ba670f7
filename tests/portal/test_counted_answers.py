"""What an e-form counts is there when its page opens, though it comes from another page."""

import json
import re
from html import unescape

import pytest

from tests.portal.pages import Citizens

pytestmark = pytest.mark.django_db

COMPANY = "2.002043"


def test_capital_is_counted_from_the_page_of_shares(citizen: Citizens) -> None:
    draft = citizen.begin(COMPANY)
    citizen.post(
        "answers", draft.pk, "co-phan", par_value="10.000", ordinary="300", has_preferred="false"
    )
    page = citizen.get("answers", draft.pk, "von-dieu-le").content.decode()
    capital = re.search(r'<input[^>]*name="capital"[^>]*>', page)
    assert capital
    assert 'value="3.000.000"' in capital[0]
    known = re.search(r'data-answers="([^"]*)"', page)
    assert known
    typed = json.loads(unescape(known[1]))
    assert (typed["par_value"], typed["ordinary"]) == ("10.000", "300")
