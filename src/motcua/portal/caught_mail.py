"""The e-mail a demonstration would have sent: caught on this machine, to be read like a mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from csp.decorators import csp_replace
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

SHOWN = 100
# Of a letter's own HTML: its inline styles, and nothing else. (csp_replace is typed for views
# without arguments; it takes any.)
_LETTERS_OWN = {
    "default-src": ["'none'"],
    "script-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "sandbox": [""],
}


@dataclass(frozen=True)
class Caught:
    """One letter as the mail server kept it; named by the moment it came."""

    path: Path
    letter: EmailMessage

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def came(self) -> datetime:
        return datetime.fromtimestamp(int(self.name) / 1e9, UTC)

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def subject(self) -> str:
        return str(self.letter["Subject"] or "")

    @property
    def recipient(self) -> str:
        return str(self.letter["To"] or "")

    @property
    def number(self) -> str:
        """The Message-ID: the same number twice is the same message twice."""
        return str(self.letter["Message-ID"] or "")

    def _part(self, kind: str) -> str:
        part = self.letter.get_body(preferencelist=(kind,))
        return str(part.get_content()) if part else ""


@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    files = sorted(_directory().glob("*.eml"), key=lambda path: path.name, reverse=True)
    caught = [_read(path) for path in files[:SHOWN]]
    return render(request, "portal/caught_mail.html", {"caught": caught})


@never_cache
def letter(request: HttpRequest, name: int) -> HttpResponse:
    return render(request, "portal/caught_letter.html", {"caught": _read(_path(name))})


@never_cache
@csp_replace(_LETTERS_OWN)  # type: ignore[arg-type]
def html(request: HttpRequest, name: int) -> HttpResponse:
    """The letter as a mail program shows it; what is in it can do nothing here."""
    return HttpResponse(_read(_path(name)).html)


@never_cache
def file(request: HttpRequest, name: int) -> FileResponse:
    return FileResponse(_path(name).open("rb"), content_type="message/rfc822", as_attachment=True)


def _directory() -> Path:
    return Path(settings.HOME) / "mail"


def _path(name: int) -> Path:
    path = _directory() / f"{name}.eml"
    if not path.is_file():
        raise Http404
    return path


def _read(path: Path) -> Caught:
    return Caught(path, message_from_bytes(path.read_bytes(), policy=policy.default))
