"""Signing in to a desk: user name and password, with guessing slowed down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from motcua.dossiers import policies
from motcua.organization.models import Agency, Role
from motcua.people.models import PostHolding
from motcua.seeds.load import SHOWN
from motcua.seeds.organization import PASSWORD

_ATTEMPT = "login_failed"


class SignInForm(AuthenticationForm):
    """Officers' accounts only; after five wrong passwords an account rests for five minutes."""

    use_required_attribute = False
    error_messages = {
        "invalid_login": gettext_lazy(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra chữ hoa, chữ thường và bộ gõ."
        ),
        "inactive": gettext_lazy("Tài khoản đã ngừng hoạt động. Hãy liên hệ quản trị hệ thống."),
        "not_officer": gettext_lazy(
            "Tài khoản này không phải của cán bộ, công chức đang giữ vị trí việc làm."
            " Người dân, doanh nghiệp hãy đăng nhập tại trang dịch vụ công."
        ),
        "too_many": gettext_lazy(
            "Đã nhập sai mật khẩu nhiều lần. Hãy chờ 5 phút rồi đăng nhập lại."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["username"].error_messages["required"] = _("Hãy ghi tên đăng nhập.")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].error_messages["required"] = _("Hãy ghi mật khẩu.")

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username", "").lower()
        if not ratelimit.consume(self.request, action=_ATTEMPT, key=name, dry_run=True):
            raise self._refusal("too_many")
        try:
            return super().clean()
        except ValidationError:
            ratelimit.consume(self.request, action=_ATTEMPT, key=name)
            raise

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if not policies.is_officer(user) and not user.is_administrator:
            raise self._refusal("not_officer")

    def _refusal(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if policies.is_officer(request.user) or _only_administers(request.user):
        return redirect(_next(request))
    form = SignInForm(
        request,
        data=request.POST if request.method == "POST" else None,
        initial={"username": request.GET.get("ten", "")},
    )
    if form.is_bound and form.is_valid():
        login(request, form.get_user())
        return redirect(_next(request))
    context = {"form": form, "next": _next(request)}
    if settings.DEMONSTRATION:
        chosen = str(form["username"].value() or "")
        context |= _demonstration(chosen)
    return render(request, "office/sign_in.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("office:sign_in")


def _next(request: HttpRequest) -> str:
    """Where the officer was going; only ever a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if _only_administers(request.user):
        # No dossier lies on their desk: whatever they asked for, unless it is theirs, is not.
        theirs = reverse("administration:home")
        return wanted if safe and wanted.startswith(theirs) else theirs
    return wanted if safe else reverse("office:worklist")


def _only_administers(account: Any) -> bool:
    """Whether the account keeps the rules and has no desk."""
    return account.is_authenticated and account.is_administrator and not account.desks


@dataclass(frozen=True)
class DemonstrationAgency:
    """An agency's accounts, by role in the order of the road: reception first."""

    name: str
    by_role: list[tuple[str, list[PostHolding]]]


def _demonstration(chosen: str) -> dict[str, Any]:
    """Who may be signed in as: some agencies in sight, the others behind one more click."""
    holdings = (
        PostHolding.objects.in_force()
        .select_related("officer__account", "post__unit__agency")
        .order_by("post__unit__agency__code", "pk")
    )
    by_agency: dict[Agency, list[PostHolding]] = {}
    for holding in holdings:
        by_agency.setdefault(holding.post.unit.agency, []).append(holding)
    shown = [agency for agency in by_agency if agency.code in SHOWN]
    others = [agency for agency in by_agency if agency.code not in SHOWN]
    hidden = {h.officer.account.username for agency in others for h in by_agency[agency]}
    return {
        "password": PASSWORD,
        "shown": [_by_role(agency, by_agency[agency]) for agency in reversed(shown)],
        "others": [_by_role(agency, by_agency[agency]) for agency in others],
        "others_title": _("Tài khoản của %(count)s cơ quan khác") % {"count": len(others)},
        "others_open": chosen in hidden,
    }


def _by_role(agency: Agency, holdings: list[PostHolding]) -> DemonstrationAgency:
    grouped = [
        (str(role.label), [holding for holding in holdings if holding.post.role == role])
        for role in Role
    ]
    return DemonstrationAgency(agency.name, [(name, found) for name, found in grouped if found])
