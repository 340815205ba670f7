"""Passkeys: a device of one's own instead of a code. allauth and python-fido2 check the answers."""

from __future__ import annotations

from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.accounts.adapters import not_signed_in, too_many
from motcua.accounts.forms import NewPasskeyForm, PasskeyNameForm, name_of
from motcua.accounts.freshness import CitizenRequest, freshly_signed_in
from motcua.accounts.next_page import next_page
from motcua.people.models import Account, Citizen, Officer

AT_MOST = 10


def passkeys_of(account: Account) -> QuerySet[Authenticator]:
    found = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return found.order_by("created_at")


def may_have_passkeys(account: Account) -> bool:
    """A passkey is a person's and outlives their office: an organisation's account has none."""
    organisations = Citizen.objects.filter(kind=Citizen.Kind.ORGANISATION)
    return not organisations.filter(account=account).exists()


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """GET: what the browser asks the device, as JSON. POST: the device's answer."""
    if not ratelimit.consume(request, action="login"):
        return too_many(request)
    if request.method == "GET":
        return JsonResponse(auth.begin_authentication(user=None))
    form = LoginWebAuthnForm(request.POST)
    if not form.is_valid():
        return not_signed_in(request, _("Khóa truy cập này không mở được tài khoản nào ở đây."))
    passkey = form.cleaned_data["credential"]
    if Officer.objects.filter(account=passkey.user).exists():
        return not_signed_in(request, _("Cán bộ, công chức đăng nhập tại trang của cán bộ."))
    login = Login(user=passkey.user, redirect_url=next_page(request) or None)
    response: HttpResponse = flows.perform_passwordless_login(request, passkey, login)
    return response


@freshly_signed_in
def add(request: CitizenRequest) -> HttpResponse:
    """The page; what its script asks the device, when asked for JSON; the device's answer."""
    if not may_have_passkeys(request.user):
        raise PermissionDenied(
            _("Tài khoản tổ chức không dùng khóa truy cập: người giữ khóa có thể đã thôi đại diện.")
        )
    if passkeys_of(request.user).count() >= AT_MOST:
        messages.error(request, _("Bạn đã có nhiều khóa. Hãy xóa khóa không dùng trước."))
        return redirect("accounts:security")
    form = NewPasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _added(request, form):
        messages.success(request, _("Đã thêm khóa truy cập."))
        return redirect("accounts:security")
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(auth.begin_registration(request.user, passwordless=True))
    context = {"form": form}
    return render(request, "accounts/passkey_add.html", context, status=422 if form.errors else 200)


def _added(request: CitizenRequest, form: NewPasskeyForm) -> bool:
    credential = form.cleaned_data["credential"]
    try:
        auth.parse_registration_response(credential)
        answer = auth.complete_registration(credential)
    except (ValidationError, ValueError, KeyError, TypeError):
        form.add_error("credential", _("Thiết bị trả lời không đúng. Hãy thử lại."))
        return False
    if not answer.is_user_verified():
        form.add_error("credential", _("Thiết bị cần mã khóa, vân tay hoặc khuôn mặt của bạn."))
        return False
    flows.add_authenticator(request, name=form.cleaned_data["name"], credential=credential)
    return True


@freshly_signed_in
def rename(request: CitizenRequest, pk: int) -> HttpResponse:
    passkey = get_object_or_404(passkeys_of(request.user), pk=pk)
    form = PasskeyNameForm(
        request.POST if request.method == "POST" else None, initial={"name": name_of(passkey)}
    )
    if form.is_bound and form.is_valid():
        flows.rename_authenticator(request, passkey, form.cleaned_data["name"])
        messages.success(request, _("Đã đổi tên khóa truy cập."))
        return redirect("accounts:security")
    context = {"form": form, "passkey": passkey}
    return render(
        request, "accounts/passkey_rename.html", context, status=422 if form.errors else 200
    )


@freshly_signed_in
def remove(request: CitizenRequest, pk: int) -> HttpResponse:
    """GET asks, POST removes."""
    passkey = get_object_or_404(passkeys_of(request.user), pk=pk)
    if request.method == "POST":
        flows.remove_authenticator(request, passkey)
        messages.success(request, _("Đã xóa khóa truy cập."))
        return redirect("accounts:security")
    return render(request, "accounts/passkey_remove.html", {"passkey": passkey})
