"""What the form of every act has: the dossier, its version, a key; and the fields they share."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django import forms
from django.http import QueryDict

from motcua.dossiers.models import Dossier
from motcua.people.models import Account

RADIOS_AT_MOST = 6


def new_key() -> str:
    """One for each rendering of a form: the same key sent twice is the same click."""
    return str(uuid.uuid4())


class ActForm(forms.Form):
    """A form that becomes one act on one dossier, with the version its page showed."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, dossier: Dossier, account: Account, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "version": dossier.version,
            "key": new_key(),
            **self.known(dossier),
        }
        super().__init__(*args, **kwargs)
        self.dossier, self.account = dossier, account
        self.prepare()

    @staticmethod
    def known(dossier: Dossier) -> dict[str, Any]:
        """What can be filled in beforehand."""
        return {}

    def prepare(self) -> None:
        """Fit the fields to the dossier."""

    def details(self) -> dict[str, Any]:
        """What the act is told, besides who, which version and which key.

        Raises files.UploadRefused.
        """
        given = dict(self.cleaned_data)
        del given["version"], given["key"]
        return given

    def refuse(self, refusal: Exception) -> None:
        """Show why the act was refused, on a form that now knows the dossier as it is."""
        self.add_error(None, str(refusal))
        typed = cast(QueryDict, self.data).copy()
        typed["version"] = str(Dossier.objects.get(pk=self.dossier.pk).version)
        self.data = typed


def long_text(label: Any, said: Any, rows: int = 3, **more: Any) -> forms.CharField:
    """A long text that must be given; `said` when it is not."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": said},
        **more,
    )


def note_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea({"rows": 2}), required=False, max_length=2000
    )


def moment(label: Any, said: Any, **more: Any) -> forms.DateTimeField:
    """A day and an hour, with the browser's own control where it has one; `said` when wrong."""
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
        error_messages={"required": said, "invalid": said},
        **more,
    )


def choose_one(field: forms.Field, count: int) -> None:
    """Few choices are read at a glance as radios; many as a list."""
    if count <= RADIOS_AT_MOST:
        field.widget = forms.RadioSelect(choices=getattr(field, "choices", ()))
