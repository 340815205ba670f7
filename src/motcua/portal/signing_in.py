"""Signing in as a citizen: the ways this installation offers, and out again."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from motcua.accounts.next_page import next_page
from motcua.accounts.provider import end_of_session
from motcua.messages import direct
from motcua.portal.forms import IdentityForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The ways in; a demonstration has besides the quick list of its invented people."""
    form = None
    if settings.DEMONSTRATION:
        form = IdentityForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            login(request, form.cleaned_data["account"].account, backend=_BACKEND)
            return redirect(next_page(request) or reverse("portal:my_dossiers"))
    context = {
        "form": form,
        "next": next_page(request),
        "identity": settings.IDENTITY_NAME if settings.IDENTITY_ISSUER else "",
        "codes": bool(direct.ways()),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "portal/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Also at the identity provider, and of the dossiers opened with a secret in this browser."""
    home = next_page(request) or reverse("portal:home")
    at_provider = end_of_session(request, home)
    logout(request)
    return redirect(at_provider or home)
