"""What administrators keep row by row: agencies, units, posts, officers, who holds what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration import past
from motcua.administration import register_forms as forms
from motcua.administration.access import Reach, kept_by_the_province
from motcua.administration.competences import COMPETENCES, RECEIVERS
from motcua.administration.register import Cell, Register, Related, period
from motcua.administration.support import HELPERS, SUPPORT_POINTS
from motcua.organization.models import Agency, Post, Unit
from motcua.people.models import Delegation, Officer, PostHolding


class Agencies(Register):
    key, area, model = "co-quan", "co-quan", Agency
    name = gettext_lazy("Cơ quan")
    new = gettext_lazy("Thêm cơ quan")
    hint = gettext_lazy(
        "Sáp nhập, chia tách, đổi tên, giải thể: dùng “Sắp xếp tổ chức” để hồ sơ, vị trí, quầy"
        " và lịch đi theo. Ở đây chỉ sửa địa chỉ, điện thoại và sai sót khi nhập."
    )
    searched = ("code", "name", "short_name")
    columns = (
        gettext_lazy("Mã"),
        gettext_lazy("Tên"),
        gettext_lazy("Cấp"),
        gettext_lazy("Thời gian"),
    )
    facts = (
        "code", "name", "short_name", "level", "parent", "commune_code",
        "address", "phone", "one_stop", "valid_from", "valid_to",
    )  # fmt: skip
    form = forms.AgencyForm
    agency_path = "pk"
    province_adds = True

    def rows(self, reach: Reach) -> QuerySet[Any]:
        return super().rows(reach).select_related("parent", "one_stop").order_by("code")

    def cells(self, row: Agency) -> list[Cell]:
        return [
            Cell(row.code, self.url(row)),
            Cell(row.name),
            Cell(row.get_level_display()),
            Cell(period(row), soft=True),
        ]

    def related(self, reach: Reach, row: Any) -> Iterable[Related]:
        units = UNITS.rows(reach).filter(agency=row)[:100]
        yield Related(UNITS, list(units), f"?agency={row.pk}")


class Units(Register):
    key, area, model = "don-vi", "don-vi", Unit
    name = gettext_lazy("Đơn vị")
    new = gettext_lazy("Thêm đơn vị")
    searched = ("code", "name", "agency__name")
    columns = (
        gettext_lazy("Mã"),
        gettext_lazy("Tên"),
        gettext_lazy("Loại"),
        gettext_lazy("Cơ quan"),
        gettext_lazy("Thời gian"),
    )
    facts = (
        "code", "name", "kind", "agency", "parent", "address", "phone", "valid_from", "valid_to",
    )  # fmt: skip
    form = forms.UnitForm
    agency_path = "agency"

    def rows(self, reach: Reach) -> QuerySet[Any]:
        return super().rows(reach).select_related("agency", "parent").order_by("code")

    def cells(self, row: Unit) -> list[Cell]:
        return [
            Cell(row.code, self.url(row)),
            Cell(row.name),
            Cell(row.get_kind_display()),
            Cell(row.agency.name),
            Cell(period(row), soft=True),
        ]

    def related(self, reach: Reach, row: Any) -> Iterable[Related]:
        posts = POSTS.rows(reach).filter(unit=row)[:100]
        yield Related(POSTS, list(posts), f"?unit={row.pk}")


class Posts(Register):
    key, area, model = "vi-tri", "vi-tri", Post
    name = gettext_lazy("Vị trí việc làm")
    new = gettext_lazy("Thêm vị trí")
    hint = gettext_lazy(
        "Quyền trong hệ thống đi theo vị trí, không theo người: ai giữ vị trí nào thì làm được"
        " việc của vai trò ấy, trong thời gian giữ."
    )
    searched = ("code", "name", "unit__name", "unit__agency__name")
    columns = (
        gettext_lazy("Mã"),
        gettext_lazy("Tên"),
        gettext_lazy("Vai trò"),
        gettext_lazy("Đơn vị"),
        gettext_lazy("Thời gian"),
    )
    facts = ("code", "name", "role", "unit", "valid_from", "valid_to")
    form = forms.PostForm
    agency_path = "unit__agency"

    def rows(self, reach: Reach) -> QuerySet[Any]:
        return super().rows(reach).select_related("unit__agency").order_by("code")

    def cells(self, row: Post) -> list[Cell]:
        return [
            Cell(row.code, self.url(row)),
            Cell(row.name),
            Cell(row.get_role_display()),
            Cell(f"{row.unit.name}, {row.unit.agency.short_name or row.unit.agency.name}"),
            Cell(period(row), soft=True),
        ]

    def related(self, reach: Reach, row: Any) -> Iterable[Related]:
        held = HOLDINGS.rows(reach).filter(post=row)[:100]
        yield Related(HOLDINGS, list(held), f"?post={row.pk}")


class Officers(Register):
    key, area, model = "can-bo", "can-bo", Officer
    name = gettext_lazy("Cán bộ")
    new = gettext_lazy("Thêm cán bộ")
    searched = ("staff_code", "account__full_name", "account__username")
    columns = (
        gettext_lazy("Mã cán bộ"),
        gettext_lazy("Họ và tên"),
        gettext_lazy("Tên đăng nhập"),
        gettext_lazy("Vị trí hiện nay"),
    )
    facts = ("staff_code",)
    form = forms.OfficerForm
    agency_path = "holdings__post__unit__agency"

    def rows(self, reach: Reach) -> QuerySet[Any]:
        """Who holds or held a post in reach; and those appointed to none yet."""
        officers = Officer.objects.all()
        if not reach.everything:
            held = PostHolding.objects.filter(post__unit__agency__in=reach.agencies)
            placed = PostHolding.objects.values("officer")
            officers = officers.filter(pk__in=held.values("officer")) | officers.exclude(
                pk__in=placed
            )
        return (
            officers.select_related("account")
            .prefetch_related("holdings__post__unit__agency")
            .order_by("staff_code")
        )

    def cells(self, row: Officer) -> list[Cell]:
        return [
            Cell(row.staff_code, self.url(row)),
            Cell(str(row)),
            Cell(row.account.username),
            Cell(self._posts(row)),
        ]

    def _posts(self, row: Officer) -> str:
        today = timezone.localdate()
        held = [
            str(each.post)
            for each in row.holdings.all()
            if each.valid_from <= today and (each.valid_to is None or each.valid_to >= today)
        ]
        return "; ".join(held) or _("chưa giữ vị trí nào")

    def more_facts(self, row: Any) -> list[tuple[str, str]]:
        account = row.account
        return [
            (_("Tên đăng nhập"), account.username),
            (_("Được đăng nhập"), _("có") if account.is_active else _("không")),
        ]

    def kept(self, row: Any) -> list[QuerySet[Any]]:
        holdings = past.events_where(PostHolding, officer_id=row.pk)
        return [*past.events_of(row, row.account), holdings]

    def may_change(self, reach: Reach, row: Officer) -> bool:
        """Whoever also holds a post elsewhere is kept by the province: rights would leak."""
        if reach.everything:
            return True
        today = timezone.localdate()
        live: list[Any] = [
            h for h in row.holdings.all() if h.valid_to is None or h.valid_to >= today
        ]
        taken = row.delegations_taken.filter(valid_to__gte=today)
        live += list(taken.select_related("post__unit__agency"))
        return not row.account.is_staff and all(reach.holds(h.post.unit.agency) for h in live)

    def acts(self, row: Officer) -> list[tuple[str, str]]:
        return [(_("Cấp mật khẩu mới"), reverse("administration:new_password", args=[row.pk]))]

    def why_not(self, row: Any) -> str:
        return _("Cán bộ này còn giữ vị trí ở cơ quan khác nên do quản trị của tỉnh sửa.")

    def related(self, reach: Reach, row: Any) -> Iterable[Related]:
        held = HOLDINGS.rows(reach).filter(officer=row)[:100]
        yield Related(HOLDINGS, list(held), f"?officer={row.pk}")


class Holdings(Register):
    key, area, model = "giu-vi-tri", "can-bo", PostHolding
    name = gettext_lazy("Phân công giữ vị trí")
    new = gettext_lazy("Phân công giữ vị trí")
    searched = (
        "officer__staff_code", "officer__account__full_name", "post__name", "post__unit__name",
    )  # fmt: skip
    columns = (
        gettext_lazy("Cán bộ"),
        gettext_lazy("Vị trí"),
        gettext_lazy("Cơ quan"),
        gettext_lazy("Thời gian"),
    )
    facts = ("officer", "post", "valid_from", "valid_to")
    form = forms.HoldingForm
    agency_path = "post__unit__agency"

    def rows(self, reach: Reach) -> QuerySet[Any]:
        rows = super().rows(reach).select_related("officer__account", "post__unit__agency")
        return rows.order_by("-valid_from", "pk")

    def cells(self, row: PostHolding) -> list[Cell]:
        return [
            Cell(str(row.officer), self.url(row)),
            Cell(str(row.post)),
            Cell(row.post.unit.agency.name),
            Cell(period(row), soft=True),
        ]

    def title(self, row: Any) -> str:
        return f"{row.officer}, {row.post}"


class Delegations(Register):
    key, area, model = "uy-quyen", "uy-quyen", Delegation
    name = gettext_lazy("Ủy quyền, làm thay")
    new = gettext_lazy("Thêm ủy quyền, làm thay")
    hint = gettext_lazy(
        "Người được ủy quyền làm được việc của vị trí ấy trong thời gian ghi ở đây; hết hạn thì"
        " quyền tự hết. Giấy tờ, nhật ký ghi rõ làm thay ai."
    )
    searched = (
        "post__name", "post__unit__name", "from_officer__account__full_name",
        "to_officer__account__full_name", "decision",
    )  # fmt: skip
    columns = (
        gettext_lazy("Người làm thay"),
        gettext_lazy("Thay ai"),
        gettext_lazy("Vị trí"),
        gettext_lazy("Hình thức"),
        gettext_lazy("Thời gian"),
    )
    facts = (
        "to_officer", "from_officer", "post", "kind", "reason", "decision",
        "valid_from", "valid_to",
    )  # fmt: skip
    form = forms.DelegationForm
    agency_path = "post__unit__agency"

    def rows(self, reach: Reach) -> QuerySet[Any]:
        names = ("post__unit__agency", "from_officer__account", "to_officer__account")
        return super().rows(reach).select_related(*names).order_by("-valid_to", "pk")

    def cells(self, row: Delegation) -> list[Cell]:
        return [
            Cell(str(row.to_officer), self.url(row)),
            Cell(str(row.from_officer)),
            Cell(str(row.post)),
            Cell(row.get_kind_display()),
            Cell(period(row), soft=True),
        ]


UNITS, POSTS, OFFICERS, HOLDINGS = Units(), Posts(), Officers(), Holdings()
REGISTERS: dict[str, Register] = {
    each.key: each
    for each in (
        Agencies(), UNITS, POSTS, OFFICERS, HOLDINGS, Delegations(), COMPETENCES, RECEIVERS,
        SUPPORT_POINTS, HELPERS,
    )
}  # fmt: skip


def register_of(kind: str, reach: Reach) -> Register:
    """The register of this name; refused where it is the province's."""
    register = REGISTERS.get(kind)
    if register is None:
        raise Http404
    if register.province and not reach.everything:
        raise kept_by_the_province()
    return register
