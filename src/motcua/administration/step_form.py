"""One step of a process as a row of fields; what few steps need is folded away."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from motcua.administration.fields import LimitField, LinesField
from motcua.administration.row_table import RowForm
from motcua.processes.kinds import Place, StepKind, Wait
from motcua.processes.service import StepRow


def _text(label: Any, most: int = 300, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **more)


class StepRowForm(RowForm):
    """Fields are named as the columns of the table of steps."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=50)
    name = forms.CharField(
        label=gettext_lazy("Nội dung công việc"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại việc"), choices=StepKind.choices, initial=StepKind.PROCESS
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Nơi làm"), choices=Place.choices, initial=Place.DIVISION
    )
    post_name = _text(gettext_lazy("Vị trí, chức danh"))
    limit = LimitField(label=gettext_lazy("Thời hạn"))
    outputs = LinesField(label=gettext_lazy("Kết quả, biểu mẫu (mỗi dòng một mục)"), rows=2)
    unit_name = _text(gettext_lazy("Tên đơn vị"))
    unit_code = _text(gettext_lazy("Mã đơn vị"), most=35)
    agency_code = _text(gettext_lazy("Mã cơ quan"), most=50)
    content = _text(gettext_lazy("Mô tả chi tiết"), most=4000, rows=2)
    hands_over = _text(gettext_lazy("Bàn giao"), most=1000)
    parallel_group = _text(gettext_lazy("Nhóm làm song song"), most=20)
    branch = _text(gettext_lazy("Nhóm rẽ nhánh"), most=20)
    condition = _text(gettext_lazy("Điều kiện (biểu thức)"), most=500)
    condition_label = _text(gettext_lazy("Lời của điều kiện"))
    return_to = _text(gettext_lazy("Trả lại về bước (mã bước)"), most=50)
    part = _text(gettext_lazy("Phần liên thông"), most=40)
    pauses = forms.ChoiceField(
        label=gettext_lazy("Xong bước thì tạm dừng thời hạn"),
        choices=[("", gettext_lazy("Không")), *Wait.choices],
        required=False,
    )
    resumes = forms.ChoiceField(
        label=gettext_lazy("Xong bước thì tính tiếp thời hạn"),
        choices=[("", gettext_lazy("Không")), *Wait.choices],
        required=False,
    )
    silence = LimitField(label=gettext_lazy("Im lặng là đồng ý sau"))
    closes_after = LimitField(label=gettext_lazy("Tự kết thúc sau khi chờ"))

    more: ClassVar[tuple[str, ...]] = (
        "unit_name", "unit_code", "agency_code", "content", "hands_over", "parallel_group",
        "branch", "condition", "condition_label", "return_to", "part", "pauses", "resumes",
        "silence", "closes_after",
    )  # fmt: skip

    @staticmethod
    def known(row: StepRow) -> dict[str, Any]:
        """A stored row as the form shows it."""
        return {each.name: getattr(row, each.name) for each in fields(row)}

    def row(self) -> StepRow:
        """What was typed, as the table keeps it."""
        given = dict(self.cleaned_data)
        given.pop("id")
        given |= {
            "kind": StepKind(given["kind"]),
            "place": Place(given["place"]),
            "outputs": tuple(given["outputs"]),
        }
        return StepRow(**given)
