"""Sitting at a desk in tests: sign in, read a page, press a button as the page offers it."""

import re

from django.test import Client
from django.urls import reverse
from lxml import html

from motcua.dossiers.models import Dossier
from tests.dossiers import people


def desk(username: str) -> Client:
    client = Client()
    client.force_login(people.officer(username), "django.contrib.auth.backends.ModelBackend")
    return client


def url(dossier: Dossier, act: str = "") -> str:
    if act:
        return reverse("office:act", args=[dossier.reference, act])
    return reverse("office:dossier", args=[dossier.reference])


def filled(page: str, key: str = "key") -> dict[str, list[str]]:
    """What the page's form sends when it is pressed as it stands."""
    forms = [form for form in html.fromstring(page).forms if key in form.fields]
    sent: dict[str, list[str]] = {}
    for name, value in forms[0].form_values() if forms else ():
        sent.setdefault(name, []).append(value)
    return sent


def hidden(page: str) -> dict[str, str]:
    """Version and key of the form on a page."""
    return {name: sent[0] for name, sent in filled(page).items() if name in {"version", "key"}}


def read(client: Client, path: str) -> str:
    """The page as a person reads it: 200, or the test fails."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def press(client: Client, dossier: Dossier, act: str, **typed: object) -> str:
    """Open the act's page, fill it in, press; gives the page that follows."""
    form = filled(read(client, url(dossier, act)))
    answer = client.post(url(dossier, act), {**form, **typed}, follow=True)
    dossier.refresh_from_db()
    return answer.content.decode()


def words(page: str) -> str:
    """The text of a page on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
