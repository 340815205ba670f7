"""Support points and who helps at them: kept by the administrators of their commune."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration.access import Reach
from motcua.administration.register import Cell, Register, Related, period
from motcua.administration.register_forms import PlainForm
from motcua.dossiers.helped import months_of
from motcua.face.forms import DayMonthYearField
from motcua.forms.generic import without_separators
from motcua.mandates.models import Helper, SupportPoint
from motcua.organization.models import Agency
from motcua.people.models import Citizen


class SupportPointForm(PlainForm):
    valid_from, valid_to = DayMonthYearField(required=True), DayMonthYearField(required=False)

    class Meta:
        model = SupportPoint
        fields = ("name", "agency", "address", "valid_from", "valid_to")

    def prepare(self) -> None:
        agency: Any = self.fields["agency"]
        agency.queryset = self.reach.within(Agency.objects.in_force(), "pk").order_by("code")
        self.fields["valid_to"].help_text = _("Hết ngày này, không ai ở đây nộp thay được nữa.")
        if self.instance.pk:
            agency.disabled = True


class HelperForm(PlainForm):
    """A citizen who has signed in with a vouched identity helps at a point over a period."""

    identity_number = forms.CharField(
        label=gettext_lazy("Số định danh cá nhân của người hỗ trợ"),
        help_text=gettext_lazy("Người ấy đã đăng nhập cổng ít nhất một lần bằng mức độ 2."),
        max_length=20,
    )
    trained_on = DayMonthYearField(required=True)
    valid_from, valid_to = DayMonthYearField(required=True), DayMonthYearField(required=False)

    class Meta:
        model = Helper
        fields = ("point", "trained_on", "valid_from", "valid_to")

    def prepare(self) -> None:
        self.order_fields(["identity_number", *self.Meta.fields, "reason"])
        point: Any = self.fields["point"]
        point.queryset = self.reach.within(SupportPoint.objects.all(), "agency")
        self.fields["valid_to"].help_text = _("Hết ngày này, người ấy không xem được hồ sơ nào.")
        if self.instance.pk:
            point.disabled = True
            del self.fields["identity_number"]

    def clean_identity_number(self) -> str:
        number = without_separators(self.cleaned_data["identity_number"])
        found = Citizen.objects.filter(
            identity_number=number, kind=Citizen.Kind.PERSON, verified_at__isnull=False
        ).first()
        if found is None or not found.is_verified:
            raise forms.ValidationError(
                _("Chưa có tài khoản định danh mức độ 2 nào mang số này. Hãy kiểm tra lại số.")
            )
        self.instance.account = found.account
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        point, first, last = given.get("point"), given.get("valid_from"), given.get("valid_to")
        if self.errors or not first:
            return given
        until = Q(valid_from__lte=last) if last else Q()
        again = Helper.objects.filter(
            until, Q(valid_to=None) | Q(valid_to__gte=first),
            account=self.instance.account, point=point,
        ).exclude(pk=self.instance.pk)  # fmt: skip
        if again.exists():
            self.add_error(
                "valid_from",
                _("Người này đã hỗ trợ ở điểm ấy trong thời gian đó. Hãy sửa dòng đang có."),
            )
        trained = given.get("trained_on")
        if trained and trained > first:
            self.add_error("trained_on", _("Phải tập huấn xong rồi mới hỗ trợ."))
        return given


class SupportPoints(Register):
    key, area, model = "diem-ho-tro", "diem-ho-tro", SupportPoint
    name = gettext_lazy("Điểm hỗ trợ")
    new = gettext_lazy("Thêm điểm hỗ trợ")
    hint = gettext_lazy(
        "Nơi người dân không tự nộp được đến nhờ: nhà văn hóa, bưu điện xã, tổ dân phố điện tử."
        " Đóng điểm: ghi ngày hết hiệu lực."
    )
    searched = ("name", "address", "agency__name")
    columns = (
        gettext_lazy("Tên"),
        gettext_lazy("Địa chỉ"),
        gettext_lazy("Cơ quan"),
        gettext_lazy("Thời gian"),
    )
    facts = ("name", "agency", "address", "valid_from", "valid_to")
    form = SupportPointForm
    agency_path = "agency"

    def rows(self, reach: Reach) -> QuerySet[Any]:
        return super().rows(reach).select_related("agency").order_by("agency__code", "name", "pk")

    def cells(self, row: SupportPoint) -> list[Cell]:
        return [
            Cell(row.name, self.url(row)),
            Cell(row.address),
            Cell(row.agency.short_name or row.agency.name),
            Cell(period(row), soft=True),
        ]

    def more_facts(self, row: Any) -> list[tuple[str, str]]:
        """What was filed here, by month: counts alone."""
        said = _("%(filed)s đã nộp, %(finished)s đã xong, %(on_time)s đúng hạn")
        return [
            (
                _("Tháng %(month)s") % {"month": f"{each.month:%m/%Y}"},
                said % {"filed": each.filed, "finished": each.finished, "on_time": each.on_time},
            )
            for each in months_of([row])
        ]

    def related(self, reach: Reach, row: Any) -> Iterable[Related]:
        helpers = HELPERS.rows(reach).filter(point=row)[:100]
        yield Related(HELPERS, list(helpers), f"?point={row.pk}")


class Helpers(Register):
    key, area, model = "nguoi-ho-tro", "diem-ho-tro", Helper
    name = gettext_lazy("Người hỗ trợ")
    new = gettext_lazy("Thêm người hỗ trợ")
    hint = gettext_lazy(
        "Người hỗ trợ chỉ thấy hồ sơ mình nộp thay, khi còn đồng ý và chưa trả kết quả. Thôi hỗ"
        " trợ: ghi ngày hết hiệu lực, quyền hết ngay sau ngày ấy."
    )
    searched = ("account__full_name", "point__name")
    columns = (
        gettext_lazy("Họ và tên"),
        gettext_lazy("Điểm hỗ trợ"),
        gettext_lazy("Tập huấn"),
        gettext_lazy("Thời gian"),
    )
    facts = ("account", "point", "trained_on", "valid_from", "valid_to")
    form = HelperForm
    agency_path = "point__agency"

    def rows(self, reach: Reach) -> QuerySet[Any]:
        rows = super().rows(reach).select_related("account", "point__agency")
        return rows.order_by("point__name", "account__full_name", "pk")

    def cells(self, row: Helper) -> list[Cell]:
        return [
            Cell(str(row), self.url(row)),
            Cell(row.point.name),
            Cell(f"{row.trained_on:%d/%m/%Y}"),
            Cell(period(row), soft=True),
        ]

    def title(self, row: Any) -> str:
        return f"{row.account}, {row.point}"


SUPPORT_POINTS, HELPERS = SupportPoints(), Helpers()
