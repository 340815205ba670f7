"""One's own account: who one is here, the ways in, and signing out elsewhere."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.acting import person_behind, represented_by
from motcua.accounts.forms import name_of
from motcua.accounts.freshness import CitizenRequest, citizens_only
from motcua.accounts.passkeys import may_have_passkeys, passkeys_of
from motcua.people.models import Citizen, ConfirmedPhone


@citizens_only
@require_safe
def account(request: CitizenRequest) -> HttpResponse:
    citizen = Citizen.objects.filter(account=request.user).first()
    context = {
        "citizen": citizen,
        "identity": settings.IDENTITY_NAME if settings.IDENTITY_ISSUER else "",
        "organisations": represented_by(request.user),
        "person": person_behind(request),
    }
    return render(request, "accounts/account.html", context)


@citizens_only
@require_safe
def security(request: CitizenRequest) -> HttpResponse:
    context = {
        "identities": SocialAccount.objects.filter(user=request.user).order_by("pk"),
        "identity": settings.IDENTITY_NAME,
        "contacts": [
            *EmailAddress.objects.filter(user=request.user, verified=True),
            *ConfirmedPhone.objects.filter(account=request.user),
        ],
        "may_have_passkeys": may_have_passkeys(request.user),
        "passkeys": [{"row": each, "name": name_of(each)} for each in passkeys_of(request.user)],
    }
    return render(request, "accounts/security.html", context)


@citizens_only
@require_POST
def sign_out_elsewhere(request: CitizenRequest) -> HttpResponse:
    """Every other session ends: each carries a digest of the password, which changes.

    Citizens have no password to lose by it.
    """
    request.user.set_unusable_password()
    request.user.save(update_fields=["password"])
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Đã đăng xuất khỏi mọi thiết bị khác."))
    return redirect("accounts:security")


@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/inactive.html", status=403)
