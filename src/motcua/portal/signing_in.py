"""Signing in as a citizen: for now the invented identities of a demonstration."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.portal.forms import IdentityForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    if not settings.DEMONSTRATION:
        return render(request, "portal/sign_in.html")
    form = IdentityForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        login(request, form.cleaned_data["account"].account, backend=_BACKEND)
        return redirect(_next(request) or reverse("portal:my_dossiers"))
    context = {"form": form, "next": _next(request)}
    return render(request, "portal/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Also closes the dossiers opened with a secret in this browser."""
    logout(request)
    return redirect(_next(request) or reverse("portal:home"))


def _next(request: HttpRequest) -> str:
    """Where the person was going; only ever a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""
