"""E-forms and their dated editions; a draft and a dossier keep the edition they were filled on."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pghistory
import pgtrigger
from django.db import models

from motcua.dated import NotPublished, Version, VersionSet
from motcua.forms.definition import Definition
from motcua.forms.reading import read

# By digest; no more than the editions there are.
_READ: dict[str, Definition] = {}


class EForm(models.Model):
    """A form the law names, whatever its edition."""

    code = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.code


@pghistory.track(exclude=["data"])
class EFormVersion(Version):
    """One edition of a form. It never changes once published: a change is the next edition."""

    # Nothing counts by an edition but what was filled in on it, so a slip found the day it begins
    # is put right that day.
    replaced_the_same_day = True

    form = models.ForeignKey(EForm, models.PROTECT, related_name="versions")
    title = models.CharField(max_length=300)
    # The file of docs/forms.md.
    data = models.JSONField()
    # SHA-256 of `data`: the same file is not imported twice, a definition is read once.
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["form", "number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="one_edition_per_number")
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_form_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status = 'published' AND OLD.digest IS DISTINCT FROM NEW.digest"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def siblings(self) -> VersionSet:
        return self.form.versions.all()

    @property
    def name(self) -> str:
        """As pages call a version of anything."""
        return self.title

    def publish(self, from_day: Any, *, by: models.Model | None) -> None:
        """As every version, and only without mistakes."""
        from motcua.forms.checking import mistakes  # reads definitions

        if found := mistakes(self.data):
            raise NotPublished(" ".join(found))
        super().publish(from_day, by=by)

    @property
    def definition(self) -> Definition:
        """The edition read; the same object for the same text."""
        if self.digest not in _READ:
            _READ[self.digest] = read(self.data)
        return _READ[self.digest]


def digest_of(data: Any) -> str:
    """SHA-256 of a form's file, whatever its layout in the text."""
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
