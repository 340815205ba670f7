"""Saving a change: its reason, the period, and a colleague who was quicker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db import transaction
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua import history
from motcua.administration import past
from motcua.administration.access import Reach
from motcua.people.models import Account


class ReasonMixin(forms.Form):
    """Every change says why; the reason stands in the history for good."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Lý do, căn cứ thay đổi"),
        help_text=gettext_lazy("Ghi số văn bản nếu có. Lý do được giữ trong lịch sử thay đổi."),
        max_length=300,
        error_messages={"required": gettext_lazy("Hãy ghi lý do, căn cứ thay đổi.")},
    )


class KeptForm(forms.ModelForm):
    """A row as an administrator edits it; knows whether somebody changed it meanwhile."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = ReasonMixin.base_fields["reason"]

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reach = reach
        self.fields["reason"] = self.fields.pop("reason")
        if self.instance.pk:
            self.initial["seen"] = past.latest_state(*self.kept_rows())
        for name, each in self.fields.items():
            if name != "reason":
                said = _("Hãy điền “%(label)s”.") % {"label": str(each.label or name).lower()}
                each.error_messages["required"] = said
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the administrator's reach."""

    def kept_rows(self) -> list[Model]:
        """The rows the form writes: a colleague's change of any of them is noticed."""
        return [self.instance]

    def keep(self, account: Account) -> Model | None:
        """Save with the reason. None when refused; the form then says why."""
        with transaction.atomic(), history.by(account, self.cleaned_data["reason"]):
            if self.instance.pk and self._was_changed():
                return None
            return self.write()

    def write(self) -> Model:
        """The change itself."""
        return self.save()

    def _was_changed(self) -> bool:
        """Whether a colleague changed the row since the page was opened; says what."""
        rows = self.kept_rows()
        for row in rows:
            type(row)._default_manager.select_for_update().order_by("pk").get(pk=row.pk)
        mark, latest = self.cleaned_data["seen"], past.latest_state(*rows)
        if latest == mark:
            return False
        self.add_error(None, conflict(rows, mark))
        look_again(self, latest)
        return True


def look_again(form: forms.Form | forms.ModelForm, mark: str) -> None:
    """The form as typed, now knowing the latest state: sent again, it is saved."""
    typed = cast(QueryDict, form.data).copy()
    typed["seen"] = mark
    form.data = typed


def conflict(rows: Sequence[Model], mark: str) -> str:
    """Who was quicker, and what they changed; what was typed stays on the page."""
    told = "; ".join(
        f"{change.who}: {detail.label} {detail.before} → {detail.after}"
        for change in past.since(rows, mark)
        for line in change.lines
        for detail in line.details
    )
    return _(
        "Chưa lưu: có người vừa sửa nội dung này sau khi ông/bà mở trang (%(told)s)."
        " Hãy xem lại rồi lưu lần nữa; những gì ông/bà đã ghi vẫn còn dưới đây."
    ) % {"told": told or _("xem lịch sử thay đổi")}
