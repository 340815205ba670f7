"""Signing in at the national identity provider: there, and back."""

from __future__ import annotations

import requests
import structlog
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.adapters import not_signed_in, too_many
from motcua.accounts.freshness import freshly_signed_in
from motcua.accounts.next_page import next_page
from motcua.accounts.provider import IdentityAdapter, IdentityProvider

log = structlog.get_logger(__name__)


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider, by the press of a button of ours."""
    return _to_provider(request, AuthProcess.LOGIN, next_page(request))


@freshly_signed_in
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """To the provider, to turn a declared identity into a verified one."""
    return _to_provider(request, AuthProcess.CONNECT, "")


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """From the provider: allauth checks state and code, and asks motcua.accounts.adapters."""
    _require_provider()
    adapter = IdentityAdapter(request, settings.IDENTITY_ISSUER)
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    except ImmediateHttpResponse as instead:
        return instead.response
    except (KeyError, ValueError) as error:
        # An answer without what the protocol asks for.
        said = _("Không xác minh được câu trả lời của nền tảng định danh.")
        return not_signed_in(request, said, error)
    return response


def _to_provider(request: HttpRequest, process: str, wanted: str) -> HttpResponse:
    _require_provider()
    if not ratelimit.consume(request, action="login"):
        return too_many(request)
    provider = get_adapter(request).get_provider(request, IdentityProvider.id)
    try:
        response: HttpResponse = provider.redirect(request, process, next_url=wanted or None)
    except (requests.RequestException, KeyError, ValueError) as error:
        log.error("identity_provider_silent", why=type(error).__name__)
        said = _("Nền tảng định danh đang không trả lời. Hãy thử lại sau ít phút.")
        return not_signed_in(request, said)
    return response


def _require_provider() -> None:
    if not settings.IDENTITY_ISSUER:
        raise Http404
