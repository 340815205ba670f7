"""Somebody who signs in: at our pages through Django's client, at the provider's over HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.auth import get_user
from django.http import HttpResponse
from django.test import Client

from motcua.people.models import Account
from tests.portal.pages import words
from tests.sandbox.running import SITE, Person


@dataclass
class Visitor:
    client: Client
    person: Person = field(default_factory=Person)

    def begins(self, **values: str) -> str:
        """Press the button of the sign-in page; gives the provider's address."""
        response = self.client.post("/dang-nhap/dinh-danh/", values)
        assert response.status_code == 302, words(response)
        return str(response.headers["Location"])

    def comes_back(self, address: str) -> HttpResponse:
        assert address.startswith(SITE), address
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    def signs_in(self, name: str, fault: str = "", **values: str) -> HttpResponse:
        return self.comes_back(self.person.chooses(self.begins(**values), name, fault))

    @property
    def account(self) -> Account | None:
        """Who this browser is signed in as."""
        request = self.client.request().wsgi_request
        user = get_user(request)
        return user if isinstance(user, Account) else None

    def reads(self, path: str) -> str:
        response = self.client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return words(response)
