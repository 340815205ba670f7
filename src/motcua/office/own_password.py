"""An official changes their own password."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from motcua.people.models import Officer


class OwnPasswordForm(PasswordChangeForm):
    """The old one, and the new one twice; how good it must be is in AUTH_PASSWORD_VALIDATORS."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Mật khẩu đang dùng")
        self.fields["new_password1"].label = _("Mật khẩu mới")
        self.fields["new_password1"].help_text = _(
            "Ít nhất 10 ký tự, không toàn chữ số, không giống tên của bạn."
        )
        self.fields["new_password2"].label = _("Mật khẩu mới, lần nữa")
        self.fields["new_password2"].help_text = ""
        for field in self.fields.values():
            field.error_messages["required"] = _("Hãy ghi mật khẩu.")


@never_cache
@sensitive_post_parameters()
def own_password(request: HttpRequest) -> HttpResponse:
    """Sessions elsewhere end with the old password; this one goes on."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("office:sign_in"))
    is_officer = Officer.objects.filter(account=request.user).exists()
    if not is_officer and not request.user.is_administrator:
        raise PermissionDenied(_("Trang này dành cho cán bộ, công chức."))
    form = OwnPasswordForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and not ratelimit.consume(request, action="change_password"):
        raise PermissionDenied(_("Đã thử đổi mật khẩu nhiều lần. Hãy chờ một phút rồi thử lại."))
    if form.is_bound and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."))
        return redirect("office:own_password")
    status = 422 if form.errors else 200
    return render(request, "office/own_password.html", {"form": form}, status=status)
