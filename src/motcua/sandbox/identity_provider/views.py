"""Its pages and endpoints, at the addresses the discovery document names."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe
from oauthlib.oauth2.rfc6749.errors import FatalClientError, OAuth2Error

from motcua.sandbox.identity_provider.people import Identity, identities
from motcua.sandbox.identity_provider.provider import FAULTS, IdentityProvider

_REMEMBERED = "sandbox_identity"
View = Callable[[HttpRequest], HttpResponse]


def pages(provider: IdentityProvider) -> list[URLPattern]:
    """The addresses of one provider; the configuration is below /.well-known as it must be."""
    return [
        path("", _home(provider), name="home"),
        path("healthz", lambda request: HttpResponse("ok", content_type="text/plain")),
        path(".well-known/openid-configuration", _configuration(provider)),
        path("keys", _keys(provider)),
        path("authorize", _authorize(provider), name="authorize"),
        path("token", _token(provider)),
        path("userinfo", _userinfo(provider)),
        path("logout", _logout(provider)),
    ]


def _home(provider: IdentityProvider) -> View:
    @require_safe
    def home(request: HttpRequest) -> HttpResponse:
        return render(request, "sandbox/home.html", {"issuer": provider.issuer})

    return home


def _configuration(provider: IdentityProvider) -> View:
    address = provider.issuer

    @require_GET
    def configuration(request: HttpRequest) -> HttpResponse:
        return JsonResponse(
            {
                "issuer": address,
                "authorization_endpoint": f"{address}/authorize",
                "token_endpoint": f"{address}/token",
                "userinfo_endpoint": f"{address}/userinfo",
                "jwks_uri": f"{address}/keys",
                "end_session_endpoint": f"{address}/logout",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                "scopes_supported": ["openid"],
                "acr_values_supported": ["LoA1", "LoA2"],
            }
        )

    return configuration


def _keys(provider: IdentityProvider) -> View:
    @require_GET
    def keys(request: HttpRequest) -> HttpResponse:
        return JsonResponse({"keys": [provider.key.published]})

    return keys


def _authorize(provider: IdentityProvider) -> View:
    @never_cache
    def authorize(request: HttpRequest) -> HttpResponse:
        asked = request.build_absolute_uri()
        try:
            provider.server.validate_authorization_request(asked)
        except FatalClientError as error:
            # Nobody is sent to an address that is not registered, nor for a client unknown here.
            said = {"error": error.error, "description": error.description}
            return render(request, "sandbox/refused.html", said, status=400)
        except OAuth2Error as error:
            return HttpResponseRedirect(error.in_uri(error.redirect_uri))
        if request.method != "POST":
            return _choose(request, wrong="")
        if "cancel" in request.POST:
            return _return(request, error="access_denied")
        identity = identities().get(request.POST.get("identity", ""))
        if identity is None:
            return _choose(request, wrong=_("Hãy chọn một người."))
        signed = {"identity": identity, "fault": request.POST.get("fault", "")}
        headers, _body, _status = provider.server.create_authorization_response(
            asked, credentials=signed
        )
        response = HttpResponseRedirect(headers["Location"])
        response.set_signed_cookie(_REMEMBERED, identity.subject, httponly=True, samesite="Lax")
        return response

    return authorize


def _choose(request: HttpRequest, wrong: str) -> HttpResponse:
    context = {
        "identities": identities().values(),
        "remembered": _remembered(request),
        "wrong": wrong,
        "other_language": _in_the_other_language(request),
        "faults": [(name, _FAULT_WORDS[name]()) for name in FAULTS],
    }
    return render(request, "sandbox/authorize.html", context, status=422 if wrong else 200)


def _in_the_other_language(request: HttpRequest) -> str:
    query = request.GET.copy()
    query["ui_locales"] = "vi" if get_language() == "en" else "en"
    return f"?{query.urlencode()}"


def _return(request: HttpRequest, **answer: str) -> HttpResponse:
    """Back to the client, whose address has been checked, with an answer that is no code."""
    answer["state"] = request.GET.get("state", "")
    return HttpResponseRedirect(f"{request.GET['redirect_uri']}?{urlencode(answer)}")


def _remembered(request: HttpRequest) -> Identity | None:
    """Who signed in here last, in this browser."""
    try:
        return identities().get(request.get_signed_cookie(_REMEMBERED, default="") or "")
    except signing.BadSignature:
        return None


def _token(provider: IdentityProvider) -> View:
    @csrf_exempt
    @require_POST
    def token(request: HttpRequest) -> HttpResponse:
        headers, body, status = provider.server.create_token_response(
            request.build_absolute_uri(), "POST", request.POST.urlencode(), dict(request.headers)
        )
        return HttpResponse(body, headers=headers, status=status)

    return token


def _userinfo(provider: IdentityProvider) -> View:
    @csrf_exempt
    def userinfo(request: HttpRequest) -> HttpResponse:
        try:
            headers, body, status = provider.server.create_userinfo_response(
                request.build_absolute_uri(), headers=dict(request.headers)
            )
        except OAuth2Error as error:
            return JsonResponse({"error": error.error}, status=401, headers=error.headers)
        return HttpResponse(body, headers=headers, status=status)

    return userinfo


def _logout(provider: IdentityProvider) -> View:
    @never_cache
    @require_safe
    def logout(request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("post_logout_redirect_uri", "")
        if wanted and provider.may_return_to(wanted):
            response: HttpResponse = HttpResponseRedirect(wanted)
        else:
            response = render(request, "sandbox/signed_out.html")
        response.delete_cookie(_REMEMBERED)
        return response

    return logout


_FAULT_WORDS: dict[str, Callable[[], str]] = {
    "signature": lambda: _("Chữ ký sai"),
    "nonce": lambda: _("Mã chống phát lại sai"),
    "expired": lambda: _("Thẻ đã hết hạn"),
    "audience": lambda: _("Thẻ cấp cho hệ thống khác"),
    "issuer": lambda: _("Thẻ của nơi khác cấp"),
    "subject": lambda: _("Thông tin của người khác"),
}
