"""Which dossiers this browser may read in full: one's own, and those opened with their secret."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import DossierSet
from motcua.people.models import Account

OPEN_FOR = 30 * 60  # seconds a dossier opened with its secret stays open in a browser
_OPENED = "opened_dossiers"


def account_of(request: HttpRequest) -> Account:
    """Who is signed in; asked only on pages behind a sign-in."""
    assert isinstance(request.user, Account)  # noqa: S101 login_required came before
    return request.user


def open_with_secret(request: HttpRequest, dossier: Dossier) -> None:
    """Let this browser, and no other, read the dossier for a while without signing in."""
    request.session[_OPENED] = {**_still_open(request), dossier.reference: int(time.time())}


def own_dossiers(request: HttpRequest) -> DossierSet:
    """The account's own (`DossierSet.filed_by`). An officer reads other people's at the desk."""
    if not request.user.is_authenticated:
        return Dossier.objects.none()
    return Dossier.objects.filed_by(request.user)


def find_dossier(request: HttpRequest, reference: str) -> Dossier | None:
    """The dossier of this reference, if this browser may read it in full."""
    readable = own_dossiers(request)
    if reference in _still_open(request):
        readable = Dossier.objects.all()
    return readable.with_names().filter(reference=reference).first()


def on_dossier(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Open the dossier of this reference; whose it is not, for them it does not exist."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, reference: str, **rest: int) -> HttpResponseBase:
        dossier = find_dossier(request, reference)
        if dossier is not None:
            return view(request, dossier, **rest)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404

    return opened


def _still_open(request: HttpRequest) -> dict[str, int]:
    since = time.time() - OPEN_FOR
    opened: dict[str, int] = request.session.get(_OPENED, {})
    return {reference: at for reference, at in opened.items() if at > since}
