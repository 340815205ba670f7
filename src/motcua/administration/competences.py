"""Who decides a procedure and where it is handed in: kept by the province, over periods."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration.access import Reach
from motcua.administration.register import Cell, Register, period
from motcua.administration.register_forms import PlainForm
from motcua.catalog.models import Competence, Procedure, ReceivingUnit
from motcua.face.forms import DayMonthYearField
from motcua.organization.models import Unit


class CodeField(forms.ModelChoiceField):
    """A row by its code, typed: there are too many to choose from a list."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        box = forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"})
        super().__init__(queryset, to_field_name="code", widget=box, **kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value.strip() if isinstance(value, str) else value)


def _procedure() -> CodeField:
    return CodeField(
        Procedure.objects.all(),
        error_messages={"invalid_choice": gettext_lazy("Không có thủ tục nào mang mã này.")},
    )


class ProcedureRuleForm(PlainForm):
    """A rule about a procedure over a period; `of` names the fields that say about whom."""

    of: tuple[str, ...] = ()

    def prepare(self) -> None:
        self.fields["procedure"].label = _("Mã thủ tục")
        if self.instance.pk:
            self.initial["procedure"] = self.instance.procedure.code
            for name in ("procedure", *self.of):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors and self._overlaps(given):
            self.add_error(
                "valid_from",
                _("Đã có dòng như vậy trong thời gian này. Hãy sửa dòng ấy, hoặc chọn ngày khác."),
            )
        return given

    def _overlaps(self, given: dict[str, Any]) -> bool:
        """Whether the same is said of some of the same days already."""
        first, last = given["valid_from"], given["valid_to"]
        same = {name: given[name] for name in ("procedure", *self.of)}
        until = Q(valid_from=None) | Q(valid_from__lte=last) if last else Q()
        since = Q(valid_to=None) | Q(valid_to__gte=first) if first else Q()
        others = type(self.instance)._default_manager.filter(until, since, **same)
        return bool(others.exclude(pk=self.instance.pk).exists())


class CompetenceForm(ProcedureRuleForm):
    """One agency through a division of its own, or every agency of a level."""

    of = ("agency", "level")
    procedure = _procedure()
    division = CodeField(
        Unit.objects.all(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Không có đơn vị nào mang mã này.")},
    )
    valid_from, valid_to = DayMonthYearField(required=True), DayMonthYearField(required=False)

    class Meta:
        model = Competence
        fields = (
            "procedure", "agency", "division", "level", "division_suffix", "delegated_by",
            "decision", "valid_from", "valid_to",
        )  # fmt: skip

    def prepare(self) -> None:
        super().prepare()
        self.fields["division"].label = _("Mã phòng giải quyết")
        self.fields["division"].help_text = _("Của cơ quan ấy, ví dụ H24.31.VP.")
        self.fields["level"].help_text = _("Thay cho một cơ quan: mọi cơ quan của cấp này.")
        self.fields["division_suffix"].help_text = _(
            "Phòng của mỗi cơ quan có mã kết thúc như vậy; ví dụ VP."
        )
        if self.instance.division:
            self.initial["division"] = self.instance.division.code

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        agency, division = given.get("agency"), given.get("division")
        if agency and given.get("level"):
            self.add_error("level", _("Hãy chọn một cơ quan, hoặc một cấp; không chọn cả hai."))
        elif agency and (division is None or division.agency_id != agency.pk):
            if "division" not in self.errors:
                self.add_error("division", _("Hãy ghi mã một phòng của cơ quan đã chọn."))
        elif not agency and not given.get("level"):
            self.add_error("agency", _("Hãy chọn cơ quan giải quyết, hoặc một cấp."))
        elif given.get("level") and not given.get("division_suffix"):
            self.add_error("division_suffix", _("Hãy ghi đuôi mã phòng, ví dụ VP."))
        elif given.get("level") and division:
            self.add_error("division", _("Đã chọn cả cấp thì ghi đuôi mã phòng, để trống mã này."))
        if given.get("delegated_by") and not given.get("decision"):
            self.add_error("decision", _("Hãy ghi quyết định ủy quyền, phân cấp."))
        return given


class ReceiverForm(ProcedureRuleForm):
    of = ("unit",)
    procedure = _procedure()
    valid_from, valid_to = DayMonthYearField(required=True), DayMonthYearField(required=False)

    class Meta:
        model = ReceivingUnit
        fields = ("procedure", "unit", "decision", "valid_from", "valid_to")

    def prepare(self) -> None:
        super().prepare()
        unit: Any = self.fields["unit"]
        unit.label = _("Bộ phận Một cửa")
        unit.queryset = Unit.objects.filter(kind=Unit.Kind.ONE_STOP).order_by("code")
        unit.label_from_instance = lambda each: f"{each.code} {each.name}"


class ProcedureRules(Register):
    """Rules that hold for the whole province."""

    area, province, province_adds = "procedures", True, True

    def rows(self, reach: Reach) -> QuerySet[Any]:
        rows = self.model._default_manager.all()
        return rows.select_related("procedure", *self.named) if reach.everything else rows.none()

    named: tuple[str, ...] = ()


class Competences(ProcedureRules):
    key, model = "tham-quyen", Competence
    name = gettext_lazy("Thẩm quyền giải quyết")
    new = gettext_lazy("Giao cơ quan giải quyết")
    hint = gettext_lazy(
        "Hồ sơ đã nhận ở lại cơ quan đang giải quyết. Muốn giao cho cơ quan khác từ một ngày: ghi"
        " ngày hết hiệu lực cho dòng cũ, rồi thêm dòng mới từ ngày sau đó."
    )
    searched = ("procedure__code", "procedure__name", "agency__name", "division__name", "decision")
    columns = (
        gettext_lazy("Thủ tục"),
        gettext_lazy("Cơ quan, hoặc cấp"),
        gettext_lazy("Phòng giải quyết"),
        gettext_lazy("Được ủy quyền bởi"),
        gettext_lazy("Thời gian"),
    )
    facts = (
        "procedure", "agency", "division", "level", "division_suffix", "delegated_by", "decision",
        "valid_from", "valid_to",
    )  # fmt: skip
    form = CompetenceForm
    named = ("agency", "division", "delegated_by")

    def rows(self, reach: Reach) -> QuerySet[Any]:
        return super().rows(reach).order_by("procedure__code", "agency__code", "pk")

    def cells(self, row: Competence) -> list[Cell]:
        return [
            Cell(row.procedure.code, self.url(row)),
            Cell(row.agency.name if row.agency else row.get_level_display()),
            Cell(row.division.name if row.division else f"….{row.division_suffix}"),
            Cell(row.delegated_by.name if row.delegated_by else ""),
            Cell(period(row), soft=True),
        ]


class Receivers(ProcedureRules):
    key, model = "noi-tiep-nhan", ReceivingUnit
    name = gettext_lazy("Nơi tiếp nhận")
    new = gettext_lazy("Thêm nơi tiếp nhận")
    hint = gettext_lazy(
        "Thủ tục không ghi nơi nào thì mọi Bộ phận Một cửa của tỉnh tiếp nhận; ghi nơi nào thì chỉ"
        " những nơi ấy."
    )
    searched = ("procedure__code", "procedure__name", "unit__code", "unit__name", "decision")
    columns = (gettext_lazy("Thủ tục"), gettext_lazy("Bộ phận Một cửa"), gettext_lazy("Thời gian"))
    facts = ("procedure", "unit", "decision", "valid_from", "valid_to")
    form = ReceiverForm
    named = ("unit",)

    def rows(self, reach: Reach) -> QuerySet[Any]:
        return super().rows(reach).order_by("procedure__code", "unit__code", "pk")

    def cells(self, row: ReceivingUnit) -> list[Cell]:
        return [
            Cell(row.procedure.code, self.url(row)),
            Cell(row.unit.name),
            Cell(period(row), soft=True),
        ]


COMPETENCES, RECEIVERS = Competences(), Receivers()
