"""What is filled in for a draft of a procedure: its text, a case, papers, fees, publication."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration.fields import LimitField, LinesField, MoneyField
from motcua.administration.keeping import ReasonMixin
from motcua.administration.row_table import RowForm
from motcua.catalog.models import CaseChannel, Component, Fee, ProcedureCase, ProcedureVersion
from motcua.catalog.service import BadExpression, check_expression
from motcua.clock import DEFAULT_POLICY, Policy, SilenceRule, SupplementRule
from motcua.face.forms import DayMonthYearField
from motcua.processes.models import InternalProcess
from motcua.search import plain

MOST_LETTERS = 30
LEVELS = [
    ("xa", gettext_lazy("Cấp xã")),
    ("tinh", gettext_lazy("Cấp tỉnh")),
    ("bo", gettext_lazy("Cấp bộ")),
    ("khac", gettext_lazy("Cơ quan khác")),
]


def narrow(width: int = 3, **attrs: Any) -> forms.NumberInput:
    return forms.NumberInput({"class": f"govuk-input--width-{width}", "min": 0, **attrs})


class DraftForm(forms.ModelForm):
    """Part of a draft; `seen` is the mark of the draft as the page showed it."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class TextForm(DraftForm):
    """What the procedure says in general."""

    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Cấp thực hiện"),
        choices=LEVELS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    audience = LinesField(
        label=gettext_lazy("Đối tượng thực hiện"), help_text=gettext_lazy("Mỗi dòng một đối tượng.")
    )
    legal_bases = LinesField(
        label=gettext_lazy("Căn cứ pháp lý"), help_text=gettext_lazy("Mỗi dòng một văn bản.")
    )
    results = LinesField(
        label=gettext_lazy("Kết quả"),
        help_text=gettext_lazy("Mỗi dòng một kết quả: tên | mã | thời hạn hiệu lực (6m, 5y)."),
        rows=3,
    )

    class Meta:
        model = ProcedureVersion
        fields = (
            "name", "decision", "level", "level_reason", "levels", "authority", "coordination",
            "audience", "results", "legal_bases", "limit_note", "note", "trial",
        )  # fmt: skip
        widgets = {
            "name": forms.Textarea({"rows": 3}),
            "level_reason": forms.Textarea({"rows": 2}),
            "authority": forms.Textarea({"rows": 2}),
            "coordination": forms.Textarea({"rows": 2}),
            "limit_note": forms.Textarea({"rows": 2}),
            "note": forms.Textarea({"rows": 3}),
        }
        help_texts = {
            "trial": gettext_lazy("Bản thử nghiệm chỉ nhận tại quầy, và ghi rõ là thử nghiệm.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["results"] = [_result_line(each) for each in self.instance.results]

    def clean_results(self) -> list[dict[str, str]]:
        return [_result(line) for line in self.cleaned_data["results"]]


def _result_line(result: dict[str, str]) -> str:
    parts = [result.get("name", ""), result.get("code", ""), result.get("validity", "")]
    return " | ".join(parts).rstrip(" |")


def _result(line: str) -> dict[str, str]:
    name, code, validity = ([part.strip() for part in line.split("|")] + ["", ""])[:3]
    return {"name": name, "code": code, "validity": validity}


class CaseForm(DraftForm):
    """One case: its time, its process, how the clock counts."""

    limit = LimitField(
        label=gettext_lazy("Thời hạn giải quyết"),
        help_text=gettext_lazy("Ví dụ: 5 ngày làm việc; 30 ngày; trong ngày."),
    )
    online_limit = LimitField(
        label=gettext_lazy("Thời hạn khi nộp trực tuyến"),
        help_text=gettext_lazy("Để trống nếu như trên."),
    )
    post_limit = LimitField(
        label=gettext_lazy("Thời hạn khi gửi bưu chính"),
        help_text=gettext_lazy("Để trống nếu như trên."),
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Cách thức nộp"),
        help_text=gettext_lazy("Không chọn gì là nhận cả ba cách."),
        choices=CaseChannel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    process = forms.ModelChoiceField(
        label=gettext_lazy("Quy trình nội bộ"),
        help_text=gettext_lazy("Để trống thì dùng quy trình mặc định theo thời hạn."),
        queryset=InternalProcess.objects.none(),
        required=False,
        empty_label=gettext_lazy("Quy trình mặc định"),
    )
    supplement = forms.ChoiceField(
        label=gettext_lazy("Khi người nộp bổ sung xong"),
        choices=[
            (SupplementRule.RESTART, gettext_lazy("Tính lại thời hạn từ đầu")),
            (SupplementRule.PAUSE, gettext_lazy("Tính tiếp phần thời hạn còn lại")),
        ],
        widget=forms.RadioSelect,
    )
    extensions_max = forms.IntegerField(
        label=gettext_lazy("Số lần được gia hạn"), min_value=0, max_value=5, widget=narrow()
    )
    close_after = forms.IntegerField(
        label=gettext_lazy("Tự kết thúc nếu không bổ sung sau (ngày làm việc)"),
        help_text=gettext_lazy("Để trống nếu không tự kết thúc."),
        min_value=1,
        max_value=365,
        required=False,
        widget=narrow(),
    )
    silence = forms.ChoiceField(
        label=gettext_lazy("Hết hạn mà cơ quan không trả lời"),
        choices=[
            (SilenceRule.NONE, gettext_lazy("Không có hệ quả")),
            (SilenceRule.GRANTED, gettext_lazy("Coi như đồng ý")),
            (SilenceRule.REFUSED, gettext_lazy("Coi như từ chối")),
        ],
    )

    class Meta:
        model = ProcedureCase
        fields = (
            "name", "code", "rule", "limit", "online_limit", "post_limit", "channels", "process",
        )  # fmt: skip
        help_texts = {
            "code": gettext_lazy("Giữ nguyên qua các phiên bản để so sánh đúng trường hợp."),
            "rule": gettext_lazy(
                "Biểu thức trên dữ kiện của tờ khai, ví dụ so_luong > 10. Để trống: người nộp chọn."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        process: Any = self.fields["process"]
        process.queryset = InternalProcess.objects.order_by("code")
        process.label_from_instance = lambda each: f"{each.code} {each.name}"[:110]
        policy = Policy.from_dict(self.instance.policy)
        for name in ("supplement", "extensions_max", "close_after", "silence"):
            self.initial.setdefault(name, getattr(policy, name))

    def clean_code(self) -> str:
        """Made of the name where none is written."""
        others = self.instance.version.cases.exclude(pk=self.instance.pk)
        taken = set(others.values_list("code", flat=True))
        return str(self.cleaned_data["code"] or code_from(self.data.get("name", ""), taken))

    def clean_rule(self) -> str:
        return expression(self.cleaned_data["rule"])

    def save(self, commit: bool = True) -> ProcedureCase:
        policy = dict(self.instance.policy or DEFAULT_POLICY.to_dict())
        for name in ("supplement", "extensions_max", "close_after", "silence"):
            policy[name] = self.cleaned_data[name]
        self.instance.policy = policy
        return super().save(commit)


class PaperRow(RowForm):
    """One paper of a case."""

    name = forms.CharField(
        label=gettext_lazy("Tên giấy tờ"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=Component.Kind.choices, initial=Component.Kind.FILED
    )
    mandatory = forms.BooleanField(label=gettext_lazy("Bắt buộc"), required=False, initial=True)
    originals = forms.IntegerField(
        label=gettext_lazy("Bản chính"), min_value=0, max_value=999, required=False, widget=narrow()
    )
    certified = forms.IntegerField(
        label=gettext_lazy("Chứng thực"),
        min_value=0,
        max_value=999,
        required=False,
        widget=narrow(),
    )
    copies = forms.IntegerField(
        label=gettext_lazy("Bản sao"), min_value=0, max_value=999, required=False, widget=narrow()
    )
    code = forms.CharField(label=gettext_lazy("Mã giấy tờ"), max_length=60, required=False)
    form = forms.CharField(label=gettext_lazy("Mẫu"), max_length=200, required=False)
    e_form = forms.ChoiceField(label=gettext_lazy("Mẫu điện tử"), required=False)
    condition = forms.CharField(label=gettext_lazy("Khi nào cần"), max_length=300, required=False)
    rule = forms.CharField(
        label=gettext_lazy("Điều kiện (biểu thức)"), max_length=500, required=False
    )

    more: ClassVar[tuple[str, ...]] = ("code", "form", "e_form", "rule")

    def __init__(self, *args: Any, e_forms: Mapping[str, str], **kwargs: Any) -> None:
        """e_forms: the titles of the forms to choose from, by code."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["e_form"]
        field.choices = [("", _("Không có")), *e_forms.items()]

    def clean_rule(self) -> str:
        return expression(self.cleaned_data["rule"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("originals", "certified", "copies"):
            given[name] = given.get(name) or 0
        return given


class FeeRow(RowForm):
    """One fee of a version, of all its cases or of one."""

    name = forms.CharField(
        label=gettext_lazy("Tên khoản thu"), max_length=300, widget=forms.Textarea({"rows": 2})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=Fee.Kind.choices, initial=Fee.Kind.CHARGE
    )
    amount = MoneyField(
        label=gettext_lazy("Số tiền (đồng)"),
    )
    formula = forms.CharField(
        label=gettext_lazy("Công thức (thay số tiền)"), max_length=500, required=False
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Cách thức nộp"),
        choices=[("", gettext_lazy("Mọi cách thức")), *CaseChannel.choices],
        required=False,
    )
    case = forms.ModelChoiceField(
        label=gettext_lazy("Trường hợp"),
        queryset=ProcedureCase.objects.none(),
        required=False,
        empty_label=gettext_lazy("Mọi trường hợp"),
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=1000, required=False)

    more: ClassVar[tuple[str, ...]] = ("formula", "channel", "case")

    def __init__(self, *args: Any, version: ProcedureVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["case"]
        field.queryset = version.cases.order_by("pk")
        field.label_from_instance = lambda each: each.name or each.code

    def clean_formula(self) -> str:
        return expression(self.cleaned_data["formula"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("formula") and given.get("amount") is not None:
            self.add_error("formula", _("Chỉ ghi một: số tiền, hoặc công thức."))
        return given


def code_from(name: str, taken: Collection[str]) -> str:
    """A code made of a name, which no other has: `ban-cam-ket`, `ban-cam-ket-2`."""
    base = slugify(plain(name))[:MOST_LETTERS].rstrip("-") or "giay-to"
    codes = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(code for code in codes if code not in taken)


def expression(written: str) -> str:
    """A condition or formula as it was written. Raises ValidationError for one that cannot be."""
    if written:
        try:
            check_expression(written)
        except (BadExpression, ValueError) as wrong:
            raise ValidationError(
                _("Biểu thức chưa dùng được: %(why)s.") % {"why": str(wrong).rstrip(".")}
            ) from wrong
    return written


class PublicationForm(ReasonMixin):
    """From which day, and why."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    from_day = DayMonthYearField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        help_text=gettext_lazy(
            "Hồ sơ tiếp nhận từ ngày này theo bản mới; hồ sơ đã nhận trước đó giữ bản cũ."
        ),
        error_messages={"required": gettext_lazy("Hãy ghi ngày bắt đầu có hiệu lực.")},
    )
    field_order = ("from_day", "reason", "seen")


class SeenForm(forms.Form):
    """The mark of a draft, beside a table of rows."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
