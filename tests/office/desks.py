"""Sitting at a desk in tests: sign in, read a page, press a button as the page offers it."""

import re
from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse

from motcua.dossiers.models import Dossier
from tests.dossiers import people


class _Inputs(HTMLParser):
    """Hidden inputs of the page's act form: version and key."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name in {"version", "key"}:
            self.found[name] = given.get("value") or ""


def desk(username: str) -> Client:
    client = Client()
    client.force_login(people.officer(username), "django.contrib.auth.backends.ModelBackend")
    return client


def url(dossier: Dossier, act: str = "") -> str:
    if act:
        return reverse("office:act", args=[dossier.reference, act])
    return reverse("office:dossier", args=[dossier.reference])


def hidden(page: str) -> dict[str, str]:
    """Version and key of the form on a page."""
    inputs = _Inputs()
    inputs.feed(page)
    return inputs.found


def read(client: Client, path: str) -> str:
    """The page as a person reads it: 200, or the test fails."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def press(client: Client, dossier: Dossier, act: str, **typed: object) -> str:
    """Open the act's page, fill it in, press; gives the page that follows."""
    form = hidden(read(client, url(dossier, act)))
    answer = client.post(url(dossier, act), {**form, **typed}, follow=True)
    dossier.refresh_from_db()
    return answer.content.decode()


def words(page: str) -> str:
    """The text of a page on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
