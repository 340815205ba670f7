"""The room's door: e-forms over time, their answers, their paper, files in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from motcua.catalog.models import ProcedureCase
from motcua.forms.answers import asked_pages, is_asked, kept, put
from motcua.forms.checking import mistakes
from motcua.forms.conditions import BadDefinition, answer_at
from motcua.forms.contract import contract
from motcua.forms.models import EForm, EFormVersion, digest_of
from motcua.forms.printing import Printed, blocks
from motcua.forms.reading import read
from motcua.forms.summary import summary
from motcua.forms.texts import said, written
from motcua.forms.validation import errors, labelled

__all__ = [
    "BadDefinition",
    "Outcome",
    "Printed",
    "answer_at",
    "asked_pages",
    "blocks",
    "contract",
    "errors",
    "facts",
    "form_in_force",
    "form_of",
    "import_form",
    "is_asked",
    "kept",
    "labelled",
    "library",
    "mistakes",
    "put",
    "read",
    "said",
    "summary",
    "written",
]


class Outcome(StrEnum):
    """What became of a file."""

    CREATED = "tạo mới"
    NEW_EDITION = "bản mới"
    UNCHANGED = "không đổi"


def form_in_force(code: str, on: date | None = None) -> EFormVersion | None:
    """The edition of a form in force on a day, today when none is given."""
    found = EFormVersion.objects.in_force(on).filter(form__code=code)
    return found.order_by("-number").first()


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


@transaction.atomic
def import_form(data: Mapping[str, Any], *, from_day: date | None = None) -> Outcome:
    """Take a form's file: a new edition in force from a day, today when left out.

    The same file again changes nothing. Raises BadDefinition with every mistake.
    """
    if found := mistakes(data):
        raise BadDefinition("; ".join(found))
    form, created = EForm.objects.get_or_create(code=data["code"])
    latest = form.versions.order_by("-number").first()
    digest = digest_of(data)
    if latest is not None and latest.digest == digest:
        return Outcome.UNCHANGED
    day = from_day or timezone.localdate()
    if latest is not None:
        _end(form, day)
    EFormVersion.objects.create(
        form=form,
        number=latest.number + 1 if latest else 1,
        title=data["title"],
        data=data,
        digest=digest,
        # The first edition covers drafts and dossiers of before.
        valid_from=day if latest else None,
        published_at=timezone.now(),
    )
    return Outcome.CREATED if created else Outcome.NEW_EDITION


def _end(form: EForm, day: date) -> None:
    """The editions in force end the day before; one begun that very day never counts."""
    for version in form.versions.in_force(day):
        version.valid_to = day - timedelta(days=1)
        version.save(update_fields=["valid_to"])


def library() -> list[dict[str, Any]]:
    """The forms delivered with the platform."""
    folder = files("motcua.forms").joinpath("library")
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return [json.loads(path.read_text("utf-8")) for path in paths if path.name.endswith(".json")]
