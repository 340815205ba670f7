"""The door of the desks: officers only, and only the dossiers they may read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.dossiers import policies
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import DossierSet
from motcua.people.models import Account


class OfficerRequest(HttpRequest):
    """A request whose account holds a post today."""

    user: Account


View = Callable[..., HttpResponseBase]


def officers_only(view: View) -> View:
    """Send strangers to the sign-in page, tell citizens whose page this is; keep no copy."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("office:sign_in"))
        if not policies.is_officer(request.user):
            raise PermissionDenied(
                _("Trang này dành cho cán bộ, công chức đang giữ vị trí việc làm.")
            )
        return view(request, *args, **kwargs)

    return guarded


def readable(request: OfficerRequest) -> DossierSet:
    return policies.visible_to(request.user)


def find_dossier(request: OfficerRequest, reference: str) -> Dossier:
    """The dossier with all its page shows; one the officer may not read does not exist."""
    shown = readable(request).with_names().select_related("submitter", "road__process")
    return get_object_or_404(shown.defer("road__process__bpmn"), reference=reference)
