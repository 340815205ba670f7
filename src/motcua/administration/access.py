"""The door of administration: posts of role administrator, and only what lies in their reach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.people.models import Account


@dataclass(frozen=True)
class Reach:
    """What an administrator keeps: the whole province, or some agencies."""

    everything: bool
    agencies: frozenset[int]

    @property
    def nothing(self) -> bool:
        return not self.everything and not self.agencies

    def within(self, rows: QuerySet[Any], path: str) -> QuerySet[Any]:
        """Those of the rows whose agency, found along `path`, lies in reach."""
        return rows if self.everything else rows.filter(Q(**{f"{path}__in": self.agencies}))

    def holds(self, agency: Model | None) -> bool:
        return self.everything or (agency is not None and agency.pk in self.agencies)


def reach_of(account: Any) -> Reach:
    """By the administrator's posts held today."""
    if not account.is_authenticated or not account.is_administrator:
        return Reach(everything=False, agencies=frozenset())
    if account.administers_province:
        return Reach(everything=True, agencies=frozenset())
    return Reach(
        everything=False, agencies=frozenset(account.administers.values_list("pk", flat=True))
    )


class AdministratorRequest(HttpRequest):
    """A request whose account holds an administrator's post today."""

    user: Account
    reach: Reach


View = Callable[..., HttpResponseBase]


def administrators_only(view: View) -> View:
    """Strangers sign in; everybody but an administrator is told whose page this is."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("office:sign_in"))
        reach = reach_of(request.user)
        if reach.nothing:
            raise PermissionDenied(
                _(
                    "Trang này dành cho người giữ vị trí Quản trị hệ thống. Nếu ông/bà được giao"
                    " việc này, hãy đề nghị quản trị của tỉnh phân công vị trí."
                )
            )
        request.reach = reach  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return guarded


def kept_by_the_province() -> PermissionDenied:
    return PermissionDenied(
        _(
            "Nội dung này áp dụng cho toàn tỉnh nên do quản trị của tỉnh sửa. Ông/bà quản"
            " trị đơn vị, cán bộ, vị trí, ủy quyền và giờ làm việc của cơ quan mình."
        )
    )


def province_only(view: View) -> View:
    """What holds for the whole province is kept by its administrators alone."""

    @administrators_only
    @wraps(view)
    def guarded(request: AdministratorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.reach.everything:
            raise kept_by_the_province()
        return view(request, *args, **kwargs)

    return guarded
