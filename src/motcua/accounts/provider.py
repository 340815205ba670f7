"""The national identity provider as allauth knows it: OpenID Connect, with everything checked.

allauth carries the code, the state and PKCE. Here are added what it leaves to the provider's good
behaviour: the signature of the identity token, its nonce, and whose the user information is.
"""

from __future__ import annotations

import secrets
from functools import cache
from typing import Any
from urllib.parse import urlencode

import jwt
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"]
CLOCKS_DIFFER = 60  # seconds
PATIENCE = 10  # seconds the provider may take to answer
_NECESSARY = ["iss", "aud", "exp", "iat", "sub", "nonce"]
SESSION = "identity_session"  # the key in the session


class IdentityAdapter(OpenIDConnectOAuth2Adapter):
    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        id_token = kwargs["response"].get("id_token", "")
        told = self._checked(id_token)
        info = self._fetch_user_info(token.token)
        if info.get("sub") != told["sub"]:
            raise OAuth2Error("The user information is of somebody else.")
        login = self.get_provider().sociallogin_from_response(request, {**told, **info})
        login.claims = {**info, **told}
        login.session = {
            "id_token": id_token,
            "end": self.openid_config.get("end_session_endpoint", ""),
        }
        return login

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return str(build_absolute_uri(request, reverse("accounts:identity_back")))

    def _checked(self, id_token: str) -> dict[str, Any]:
        """The claims of a token this provider signed, for us, not long ago."""
        try:
            key = _keys(self.openid_config["jwks_uri"]).get_signing_key_from_jwt(id_token)
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key,
                algorithms=ALGORITHMS,
                audience=settings.IDENTITY_CLIENT_ID,
                issuer=settings.IDENTITY_ISSUER,
                leeway=CLOCKS_DIFFER,
                options={"require": _NECESSARY},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error(f"The identity token is not good: {error}") from error
        if claims.get("azp", settings.IDENTITY_CLIENT_ID) != settings.IDENTITY_CLIENT_ID:
            raise OAuth2Error("The identity token is another system's.")
        return claims


@cache
def _keys(address: str) -> jwt.PyJWKClient:
    """The provider's published keys, kept five minutes; an unknown one is looked up at once."""
    return jwt.PyJWKClient(address, timeout=PATIENCE)


class IdentityProvider(OpenIDConnectProvider):
    id = "national_identity"
    name = "National identity"
    oauth2_adapter_class = IdentityAdapter

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """To the provider. Nothing of what is asked of it comes from the request."""
        nonce = secrets.token_urlsafe(24)
        asked = {"nonce": nonce, "ui_locales": get_language() or ""}
        if settings.IDENTITY_ACR_VALUES:
            asked["acr_values"] = settings.IDENTITY_ACR_VALUES
        return super().redirect(
            request,
            process,
            next_url,
            data,
            scope=settings.IDENTITY_SCOPE.split(),
            auth_params=asked,
            nonce=nonce,
        )

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What is needed of the claims is in Citizen; the rest is not kept."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None: an address in the claims proves nothing to us and opens no account."""
        return []


def remember_session(request: HttpRequest, session: dict[str, str]) -> None:
    """Keep what signing out at the provider takes."""
    request.session[SESSION] = session


def end_of_session(request: HttpRequest, back: str) -> str:
    """Where signing out at the provider happens, which leads back to a page of this site.

    Empty when the person signed in otherwise, or the provider knows no signing out.
    """
    session = request.session.get(SESSION, {})
    if not session.get("end"):
        return ""
    asked = {
        "id_token_hint": session["id_token"],
        "client_id": settings.IDENTITY_CLIENT_ID,
        "post_logout_redirect_uri": request.build_absolute_uri(back),
    }
    return f"{session['end']}?{urlencode(asked)}"


provider_classes = [IdentityProvider]
