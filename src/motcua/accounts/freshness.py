"""What touches the ways in is asked of somebody who has just signed in, not of an open screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.people.models import Account, Officer

FRESH_FOR = 15 * 60  # seconds after signing in
SIGNED_IN_AT = "signed_in_at"  # the key in the session

View = Callable[..., HttpResponseBase]


class CitizenRequest(HttpRequest):
    """A request of somebody signed in who is no officer."""

    user: Account


def note(sender: object, request: HttpRequest, user: object, **rest: Any) -> None:
    """Signing in happened now, in this session."""
    request.session[SIGNED_IN_AT] = int(time.time())


def citizens_only(view: View) -> View:
    """Send strangers to the sign-in page. An officer's ways in are the administrator's affair."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if Officer.objects.filter(account=request.user).exists():
            raise PermissionDenied(
                _("Tài khoản cán bộ, công chức đăng nhập bằng mật khẩu tại trang của cán bộ.")
            )
        return view(request, *args, **kwargs)

    return guarded


def freshly_signed_in(view: View) -> View:
    """Besides: who signed in a while ago does so again, and comes back to this page."""

    @citizens_only
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if time.time() - request.session.get(SIGNED_IN_AT, 0) > FRESH_FOR:
            messages.info(request, _("Để bảo vệ tài khoản, hãy đăng nhập lại rồi làm tiếp."))
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded
