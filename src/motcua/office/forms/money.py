"""Forms about fees; amounts in VND."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts
from motcua.dossiers.fees import owed_by
from motcua.dossiers.models import Charge, Dossier
from motcua.face import words
from motcua.office.forms.base import ActForm

LINES = 4
MOST_DONG = 2_000_000_000


class PaymentRequestForm(ActForm):
    """What is asked for, a line each, filled in from the fees the procedure publishes."""

    waits = forms.BooleanField(
        label=_("Chờ nộp xong mới giải quyết tiếp (thời hạn tạm dừng nếu thủ tục quy định)"),
        required=False,
    )

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        owed = owed_by(dossier)[:LINES]
        names = {f"name_{order}": each.name for order, each in enumerate(owed)}
        return names | {f"amount_{order}": each.amount for order, each in enumerate(owed)}

    def prepare(self) -> None:
        waits = self.fields.pop("waits")
        for order in range(LINES):
            place = {"order": order + 1}
            self.fields[f"name_{order}"] = forms.CharField(
                label=_("Khoản %(order)s") % place, max_length=300, required=False
            )
            self.fields[f"amount_{order}"] = forms.IntegerField(
                label=_("Số tiền khoản %(order)s (đồng)") % place,
                required=False,
                min_value=1,
                max_value=MOST_DONG,
                error_messages={"invalid": _("Ghi số tiền bằng chữ số, đơn vị đồng.")},
            )
        self.fields["waits"] = waits

    def lines(self) -> list[tuple[BoundField, BoundField]]:
        """What and how much, side by side."""
        return [(self[f"name_{order}"], self[f"amount_{order}"]) for order in range(LINES)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for order in range(LINES):
            if bool(given.get(f"name_{order}")) != bool(given.get(f"amount_{order}")):
                self.add_error(f"name_{order}", _("Hãy ghi cả tên khoản và số tiền."))
        if not any(given.get(f"name_{order}") for order in range(LINES)):
            self.add_error("name_0", _("Hãy ghi ít nhất một khoản phải nộp."))
        return given

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        charges = [
            acts.Owed(given[f"name_{order}"], given[f"amount_{order}"])
            for order in range(LINES)
            if given[f"name_{order}"]
        ]
        return {"charges": charges, "waits": given["waits"]}


class PaymentForm(ActForm):
    method = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=Charge.Method.choices,
        widget=forms.RadioSelect,
        initial=Charge.Method.CASH,
        error_messages={"required": _("Hãy chọn cách nộp.")},
    )

    def prepare(self) -> None:
        due = self.dossier.charges.filter(status=Charge.Status.DUE)
        total = sum(each.amount for each in due)
        self.fields["method"].help_text = _("Số tiền phải thu: %(amount)s") % {
            "amount": words.money(total)
        }
