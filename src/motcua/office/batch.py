"""One act on several dossiers of a list: each is an act of its own, done or refused by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import acts
from motcua.dossiers.models import Dossier
from motcua.office.access import OfficerRequest, readable
from motcua.office.forms import new_key

AT_ONCE = 50  # dossiers of one page of a list


class _Chosen(forms.MultipleChoiceField):
    """The rows ticked; each carries the id of its dossier and the version the page showed."""

    def valid_value(self, value: str) -> bool:
        return re.fullmatch(r"\d{1,18}\.\d{1,9}", value, re.ASCII) is not None


class BatchForm(forms.Form):
    use_required_attribute = False
    chosen = _Chosen(
        label=_("Hồ sơ"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một hồ sơ.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": new_key(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def versions(self) -> dict[int, int]:
        """The version of each chosen dossier, by its id."""
        pairs = (value.split(".") for value in self.cleaned_data["chosen"][:AT_ONCE])
        return {int(pk): int(version) for pk, version in pairs}

    def ticks(self) -> set[str]:
        """What was ticked on the page that came in."""
        return set(self["chosen"].value() or ())

    def others(self) -> list[forms.BoundField]:
        """The fields below the list."""
        return [field for field in self.visible_fields() if field.name != "chosen"]


@dataclass(frozen=True)
class Outcome:
    """What became of one dossier of the batch."""

    dossier: Dossier
    refusal: acts.Refused | None = None


@dataclass(frozen=True)
class Outcomes:
    done: list[Outcome]
    refused: list[Outcome]


def carry_out(
    request: OfficerRequest, form: BatchForm, act: Callable[..., Dossier], **details: Any
) -> Outcomes:
    """Do the act on every chosen dossier; a dossier refused keeps none of the others back."""
    versions = form.versions()
    found = readable(request).filter(pk__in=versions).with_names().order_by("due_at", "pk")
    outcomes = [
        _one(dossier, act, request, versions[dossier.pk], form, details) for dossier in found
    ]
    return Outcomes(
        [each for each in outcomes if each.refusal is None],
        [each for each in outcomes if each.refusal is not None],
    )


def _one(
    dossier: Dossier,
    act: Callable[..., Dossier],
    request: OfficerRequest,
    version: int,
    form: BatchForm,
    details: dict[str, Any],
) -> Outcome:
    key = f"{form.cleaned_data['key']}.{dossier.pk}"[:64]
    try:
        act(dossier, account=request.user, version=version, key=key, **details)
    except acts.Refused as refusal:
        return Outcome(dossier, refusal)
    return Outcome(dossier)


@dataclass(frozen=True)
class Row:
    """A line to tick."""

    dossier: Dossier
    value: str
    ticked: bool
    more: Any = None


def rows(
    request: OfficerRequest, form: BatchForm, dossiers: Iterable[tuple[Dossier, Any]]
) -> list[Row]:
    """The lines of a list; `?chon=tat-ca` ticks them all, for whoever has no script."""
    ticks, all_of_them = form.ticks(), request.GET.get("chon") == "tat-ca" and not form.is_bound
    found = []
    for dossier, more in dossiers:
        value = f"{dossier.pk}.{dossier.version}"
        found.append(Row(dossier, value, all_of_them or value in ticks, more))
    return found
