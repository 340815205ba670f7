"""Where allauth asks us: which provider there is, who somebody is, what happens on signing in."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.accounts import citizens, claims
from motcua.accounts.provider import IdentityProvider, remember_session
from motcua.people.models import Account

log = structlog.get_logger(__name__)


class Accounts(DefaultAccountAdapter):
    def get_login_stages(self) -> list[str]:
        """One way in is enough: a passkey is a way of its own, not a second step."""
        return []

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened themselves."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("accounts:inactive")

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        sociallogin = (kwargs["signal_kwargs"] or {}).get("sociallogin")
        if sociallogin is not None:
            remember_session(request, sociallogin.session)
            if not user.citizen.is_verified:
                return redirect("accounts:account")
        return response


class Identities(DefaultSocialAccountAdapter):
    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """The one provider the environment names; never one from the database."""
        if not settings.IDENTITY_ISSUER:
            raise SocialApp.DoesNotExist
        return SocialApp(
            provider=IdentityProvider.id,
            # Subjects are unique within an issuer: another one is another provider.
            provider_id=settings.IDENTITY_ISSUER,
            name=settings.IDENTITY_NAME,
            client_id=settings.IDENTITY_CLIENT_ID,
            secret=settings.IDENTITY_CLIENT_SECRET,
            settings={"server_url": settings.IDENTITY_DISCOVERY, "oauth_pkce_enabled": True},
        )

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Whose account this is, before allauth signs in to it."""
        expected, told = sociallogin.state.get("nonce", ""), sociallogin.claims["nonce"]
        if not secrets.compare_digest(str(expected), str(told)):
            raise OAuth2Error("The identity token answers another request.")
        known = sociallogin.user if sociallogin.is_existing else None
        try:
            identity = claims.read(sociallogin.claims)
            if sociallogin.state.get("process") == AuthProcess.CONNECT:
                self._verify(request, sociallogin, identity, known)
            account = citizens.account_of(identity, known)
        except claims.NoIdentity:
            said = _("Nền tảng định danh không cho biết số định danh hoặc họ tên của bạn.")
            raise ImmediateHttpResponse(not_signed_in(request, said)) from None
        except citizens.NotThisAccount as refusal:
            raise ImmediateHttpResponse(not_signed_in(request, str(refusal))) from None
        if known is None:
            sociallogin.connect(request, account)
        else:
            # Read before the facts were written anew.
            sociallogin.user = sociallogin.account.user = account

    def _verify(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        identity: claims.Identity,
        known: Account | None,
    ) -> None:
        """Somebody signed in to a declared account shows who they are."""
        if not request.user.is_authenticated or known is not None:
            raise citizens.NotThisAccount(
                _("Số định danh này đã có tài khoản khác. Hãy đăng nhập vào tài khoản đó.")
            )
        sociallogin.connect(request, citizens.verify(request.user, identity))
        messages.success(request, _("Tài khoản đã được xác thực."))
        raise ImmediateHttpResponse(redirect("accounts:account"))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Nobody is told what exactly was wrong with a token; the log is (see `not_signed_in`)."""
        if error == AuthError.CANCELLED:
            messages.info(request, _("Bạn đã dừng đăng nhập bằng tài khoản định danh điện tử."))
            raise ImmediateHttpResponse(redirect(settings.LOGIN_URL))
        said = _("Lần đăng nhập này đã quá lâu, đã dùng rồi, hoặc không bắt đầu từ trang này.")
        if exception is not None:
            said = _("Không xác minh được câu trả lời của nền tảng định danh.")
        raise ImmediateHttpResponse(not_signed_in(request, said, exception))


def not_signed_in(
    request: HttpRequest, said: str, exception: Exception | None = None
) -> HttpResponse:
    """The page of a sign-in that failed; the reason of the machine goes to the log alone."""
    if exception is not None:
        log.warning("identity_refused", why=str(exception)[:200])
    return render(request, "accounts/not_signed_in.html", {"said": said}, status=403)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of somebody who tries too often."""
    return render(request, "accounts/too_many.html", status=429)
