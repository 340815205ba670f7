"""The room's door: e-forms over time, their answers, their paper, files in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from motcua.catalog.models import ProcedureCase
from motcua.dated import VersionSet
from motcua.forms.answers import asked_pages, is_asked, kept, put
from motcua.forms.checking import mistakes
from motcua.forms.conditions import BadDefinition, answer_at
from motcua.forms.contract import contract
from motcua.forms.differences import differences
from motcua.forms.editions import Outcome, discard, draft, import_form
from motcua.forms.models import EFormVersion
from motcua.forms.printing import Printed, blocks
from motcua.forms.reading import read
from motcua.forms.specimen import specimen
from motcua.forms.summary import summary
from motcua.forms.texts import address_in_full, said, written
from motcua.forms.validation import errors, is_about, labelled

__all__ = [
    "BadDefinition",
    "Outcome",
    "Printed",
    "address_in_full",
    "answer_at",
    "asked_pages",
    "blocks",
    "contract",
    "differences",
    "discard",
    "draft",
    "errors",
    "facts",
    "form_in_force",
    "form_of",
    "forms_in_force",
    "import_form",
    "is_about",
    "is_asked",
    "kept",
    "labelled",
    "library",
    "mistakes",
    "put",
    "read",
    "said",
    "specimen",
    "summary",
    "titles",
    "written",
]


def form_in_force(code: str, on: date | None = None) -> EFormVersion | None:
    """The edition of a form in force on a day, today when none is given."""
    found = EFormVersion.objects.in_force(on).filter(form__code=code)
    return found.select_related("form").order_by("-number").first()


def forms_in_force() -> VersionSet:
    """Every form's edition in force today, by code."""
    editions = EFormVersion.objects.in_force()
    return editions.select_related("form").order_by("form__code", "-number").distinct("form__code")


def titles() -> dict[str, str]:
    """The title of every form there is, by code; of its newest edition."""
    editions = EFormVersion.objects.order_by("form__code", "-number").distinct("form__code")
    return dict(editions.values_list("form__code", "title"))


def form_of(case: ProcedureCase, on: date | None = None) -> EFormVersion | None:
    """The e-form a case is filed with; None where it is filed with the generic form."""
    codes = (component.e_form for component in case.components.all() if component.e_form)
    return next((form for code in codes if (form := form_in_force(code, on))), None)


def facts(form: EFormVersion | None, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What conditions and fees may ask: the form's facts by name, every answer in `content`."""
    if form is None:
        return {}
    definition = form.definition
    counted = kept(definition, answers)
    named = {
        fact: value
        for fact, name in definition.facts.items()
        if (value := answer_at(counted, tuple(name.split(".")))) is not None
    }
    return {**named, "content": counted}


def library() -> list[dict[str, Any]]:
    """The forms delivered with the platform."""
    folder = files("motcua.forms").joinpath("library")
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return [json.loads(path.read_text("utf-8")) for path in paths if path.name.endswith(".json")]
