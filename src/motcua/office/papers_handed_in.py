"""The check-list of papers at a counter: ticked, counted, scanned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog.models import Component
from motcua.dossiers.acts import HandedIn
from motcua.face.forms import FilesField
from motcua.files import service as files
from motcua.files.binding import Sent, bound

COPIES_AT_MOST = 99


@dataclass(frozen=True)
class Line:
    """One paper of the list, with its controls."""

    component: Component
    got: BoundField
    originals: BoundField
    copies: BoundField
    files: BoundField


class PapersForm(forms.Form):
    """Controls for each paper asked for; what came in counts when ticked or scanned."""

    papers: Mapping[int, Component] = {}

    def ask_for(self, papers: Mapping[int, Component]) -> None:
        """papers: by the id under which the act wants to be told of them."""
        self.papers = papers
        for name_id, component in papers.items():
            for name, field in _controls(component).items():
                self.fields[f"{name}-{name_id}"] = field

    def lines(self) -> list[Line]:
        names = ("got", "originals", "copies", "files")
        return [
            Line(component, *(self[f"{name}-{paper}"] for name in names))
            for paper, component in self.papers.items()
        ]

    def handed_in(self) -> dict[int, HandedIn]:
        """Raises UploadRefused when a file cannot be taken."""
        return {paper: self._one(paper) for paper in self.papers if self._came(paper)}

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        for paper in self.papers:
            if self.cleaned_data.get(f"got-{paper}") and not self._has_any(paper):
                self.add_error(f"originals-{paper}", _("Hãy ghi số bản đã nhận, hoặc bỏ dấu chọn."))
        return given

    def _came(self, paper: int) -> bool:
        given = self.cleaned_data
        return bool(given[f"got-{paper}"] or given[f"files-{paper}"])

    def _has_any(self, paper: int) -> bool:
        names = ("originals", "copies", "files")
        return any(self.cleaned_data.get(f"{name}-{paper}") for name in names)

    def _one(self, paper: int) -> HandedIn:
        given = self.cleaned_data
        counted = given[f"got-{paper}"]
        return HandedIn(
            originals=(given[f"originals-{paper}"] or 0) if counted else 0,
            copies=(given[f"copies-{paper}"] or 0) if counted else 0,
            files=bound([_scanned(upload) for upload in given[f"files-{paper}"]]),
        )


def _scanned(upload: UploadedFile) -> Sent:
    """An officer's scan, with the dots per inch of a digitised copy."""
    checked = files.check(upload, files.SCANNED)
    return Sent(files.keep(checked), checked.name)


def _controls(component: Component) -> dict[str, forms.Field]:
    wanted = component.originals, component.copies
    originals, copies = wanted if any(wanted) else (1, 0)
    return {
        "got": forms.BooleanField(label=component.name, required=False),
        "originals": _count(gettext_lazy("Bản chính"), originals),
        "copies": _count(gettext_lazy("Bản sao"), copies),
        "files": FilesField(accept=files.ACCEPTED, label=gettext_lazy("Tệp quét"), required=False),
    }


def _count(label: Any, initial: int) -> forms.IntegerField:
    wrong = gettext_lazy("Số bản là một số từ 0 đến 99.")
    return forms.IntegerField(
        label=label,
        initial=initial,
        required=False,
        min_value=0,
        max_value=COPIES_AT_MOST,
        widget=forms.TextInput(
            {"class": "govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off"}
        ),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )
