"""What a browser may keep for when the line is down, and for whom."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from motcua.people.models import Account
from tests.portal.pages import Citizens

pytestmark = pytest.mark.django_db

KEY = re.compile(r'data-offline="([0-9a-f]{24})"')


def test_the_worker_is_served_for_the_whole_site_and_knows_its_build(visitor: Client) -> None:
    answer = visitor.get("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    told = re.match(r"self\.MOTCUA = (\{.*\});\n", answer.content.decode())
    assert told
    assert json.loads(told[1])["build"]
    assert all(address.startswith("/static/dist/") for address in json.loads(told[1])["shell"])


def test_the_site_can_be_installed(visitor: Client) -> None:
    assert 'rel="manifest"' in visitor.get(reverse("portal:home")).content.decode()
    answer = visitor.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in answer.json()["icons"]}


def page_of_a_draft(citizen: Citizens) -> str:
    draft = citizen.begin()
    return citizen.client.get(reverse("portal:applicant", args=[draft.pk])).content.decode()


def test_pages_of_ones_draft_may_be_kept_under_a_key_that_does_not_tell_who(
    citizen: Citizens,
) -> None:
    page = page_of_a_draft(citizen)
    key = KEY.search(page)
    assert key
    assert KEY.findall(page_of_a_draft(citizen)) == [key[1]]


def test_on_a_shared_machine_nothing_may_be_kept(citizen: Citizens) -> None:
    citizen.client.post(reverse("portal:this_machine"), {"shared": "1"})
    page = page_of_a_draft(citizen)
    assert not KEY.search(page)
    assert "offline.js" not in page
    citizen.client.post(reverse("portal:this_machine"))
    assert KEY.search(page_of_a_draft(citizen))


def test_strangers_get_no_script_and_the_page_in_between_names_nobody(
    visitor: Client, citizen: Citizens, thom: Account
) -> None:
    assert "offline.js" not in Client().get(reverse("portal:home")).content.decode()
    kept = Client().get(reverse("portal:offline")).content.decode()
    assert thom.get_full_name() not in kept
    assert 'data-account=""' in kept


def test_the_pages_of_a_draft_in_order_to_its_owner_alone(
    citizen: Citizens, stranger: Account
) -> None:
    draft = citizen.begin()
    address = reverse("portal:draft_pages", args=[draft.pk])
    told = citizen.client.get(address)
    assert "no-store" in told["Cache-Control"]
    pages = told.json()["pages"]
    assert pages[-1] == reverse("portal:review", args=[draft.pk])
    assert reverse("portal:applicant", args=[draft.pk]) in pages
    other = Client()
    other.force_login(stranger)
    assert other.get(address).status_code == 404
