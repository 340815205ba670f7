"""Nộp cho ai: for oneself, by one of one's mandates, or as a helper of a support point."""

from __future__ import annotations

from dataclasses import dataclass, field

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.catalog.models import Procedure
from motcua.mandates.models import Helper, Mandate
from motcua.people.models import Account

HELPED = "ho-tro"
ONESELF = "toi"


@dataclass(frozen=True)
class ForWhom:
    """For whom an account may file a procedure today."""

    mandates: list[Mandate] = field(default_factory=list)
    helps: bool = False

    def ask_in(self, form: forms.Form, wanted: str = "") -> None:
        """Put the question into a form; there is none where one can only file for oneself."""
        if not self.mandates and not self.helps:
            return
        choices = [(ONESELF, _("Cho tôi"))]
        choices += [(each.reference, self._named(each)) for each in self.mandates]
        if self.helps:
            choices.append((HELPED, _("Giúp người đến điểm hỗ trợ")))
        known = {key for key, _label in choices}
        form.fields["for_whom"] = forms.ChoiceField(
            label=_("Nộp cho ai?"),
            choices=choices,
            widget=forms.RadioSelect,
            initial=wanted if wanted in known else None,
            error_messages={"required": _("Hãy chọn nộp cho ai.")},
        )
        form.order_fields(["for_whom"])

    def mandate_in(self, form: forms.Form) -> Mandate | None:
        """The one chosen; none for oneself."""
        chosen = form.cleaned_data.get("for_whom")
        return next((each for each in self.mandates if each.reference == chosen), None)

    def helps_in(self, form: forms.Form) -> bool:
        """Whether somebody at the support point is to be helped, whose consent comes first."""
        return form.cleaned_data.get("for_whom") == HELPED

    @staticmethod
    def _named(mandate: Mandate) -> str:
        if mandate.helper_id is not None:
            return _("Cho %(person)s, người được hỗ trợ") % {"person": mandate.full_name}
        kind = mandate.get_kind_display()
        return _("Cho %(person)s (%(kind)s)") % {"person": mandate.full_name, "kind": kind}


def for_whom(account: Account, procedure: Procedure) -> ForWhom:
    """The mandates in force that cover the procedure and are not used up."""
    held = Mandate.objects.in_force().held_by(account)
    covers = Q(procedure=None) | Q(procedure=procedure)
    unused = ~Q(scope=Mandate.Scope.DOSSIER) | Q(drafts=None)
    helps = Helper.objects.in_force().filter(account=account).exists()
    return ForWhom(list(held.filter(covers, unused).distinct()), helps)
