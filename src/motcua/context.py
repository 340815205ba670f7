"""What every page needs to know of the site it is a page of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from motcua.face import notices
from motcua.face.offline import offline_key
from motcua.organization.models import Agency, Role
from motcua.people.models import Officer

_A_WHILE = 300


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor; whatever reads the database is lazy, so a page pays only for its use."""
    return {
        "demonstration": settings.DEMONSTRATION,
        "service_name": settings.SERVICE_NAME,
        "languages": settings.LANGUAGES,
        "province_name": SimpleLazyObject(_province_name),
        "officer": SimpleLazyObject(lambda: _officer(request)),
        "receives": SimpleLazyObject(lambda: _receives(request)),
        "unread_notices": SimpleLazyObject(lambda: _unread(request, for_desk=False)),
        "unread_desk_notices": SimpleLazyObject(lambda: _unread(request, for_desk=True)),
        "has_desk": SimpleLazyObject(lambda: _has_desk(request)),
        "offline_key": SimpleLazyObject(lambda: offline_key(request)),
        "administers": SimpleLazyObject(lambda: _administers(request)),
    }


def _province_name() -> str:
    def read() -> str:
        name = Agency.objects.filter(code=settings.PROVINCE_CODE).values_list("name", flat=True)
        # The site is the province's, not only its People's Committee's.
        place = (name.first() or "").removeprefix("Ủy ban nhân dân ")
        return place[:1].upper() + place[1:]

    return str(cache.get_or_set("province_name", read, _A_WHILE))


def _officer(request: HttpRequest) -> Officer | None:
    if not request.user.is_authenticated:
        return None
    return Officer.objects.filter(account=request.user).first()


def _receives(request: HttpRequest) -> bool:
    """Whether this officer sits at a counter."""
    account = request.user
    return account.is_authenticated and any(p.role == Role.RECEPTION for p in account.desks)


def _has_desk(request: HttpRequest) -> bool:
    """Whether dossiers lie on a desk of theirs."""
    return request.user.is_authenticated and bool(request.user.desks)


def _administers(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.is_administrator


def _unread(request: HttpRequest, *, for_desk: bool) -> str:
    """How many notices wait to be read; empty when none does."""
    account = request.user
    return notices.unread(account, for_desk=for_desk) if account.is_authenticated else ""
