"""Internal processes, their dated versions and the steps of each version."""

import hashlib
from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext as _

from motcua.dated import NotPublished, Version, VersionSet
from motcua.processes.checking import check
from motcua.processes.kinds import Place, StepKind, Wait
from motcua.processes.lawfulness import Level

__all__ = ["InternalProcess", "Place", "ProcessVersion", "Step", "StepKind", "Wait"]

# The columns dossiers run on: once published, a version says the same for ever.
TEXT = ("process_id", "number", "name", "limit", "bpmn", "digest")


class InternalProcess(models.Model):
    """An internal (ISO) process of an administrative procedure, whatever its version."""

    code = models.CharField(max_length=100, unique=True)
    name = models.TextField()

    def __str__(self) -> str:
        return self.code


@pghistory.track(exclude=["bpmn"])
class ProcessVersion(Version):
    """One text of a process. It never changes once published: a change is the next version."""

    process = models.ForeignKey(InternalProcess, models.PROTECT, related_name="versions")
    name = models.TextField()
    # "15wd", "4wh", "12cd", "inday" or empty: see motcua.processes.limits.
    limit = models.CharField(max_length=20, blank=True)
    # The solving agency in the words of the source; the diagram's pool carries it.
    agency = models.TextField(blank=True)
    bpmn = models.TextField(blank=True)
    # Drawn in a modeller: the document is the text, the steps were read from it.
    drawn = models.BooleanField(default=False)
    # SHA-256 of `bpmn`: the engine finds its parsed copy without reading the document.
    digest = models.CharField(max_length=64, editable=False)
    source = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="one_version_per_number")
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_text_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status = 'published' AND NEW.status = 'published' AND ("
                    + " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in TEXT)
                    + ")"
                ),
            ),
            pgtrigger.Protect(
                name="version_in_force_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status = 'published' AND NEW.status = 'draft'"
                    " AND (OLD.valid_from IS NULL OR OLD.valid_from <= CURRENT_DATE)"
                ),
            ),
            pgtrigger.Protect(
                name="published_is_not_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.status = 'published'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}/{self.number}"

    def publish(self, from_day: date, *, by: models.Model | None) -> None:
        """As every version; besides, NotPublished names the errors that stand in the way."""
        wrong = [str(each) for each in check(self) if each.level is Level.ERROR]
        if wrong:
            raise NotPublished(_("Chưa công bố được: %(errors)s") % {"errors": " ".join(wrong[:3])})
        super().publish(from_day, by=by)

    def siblings(self) -> VersionSet:
        return self.process.versions.all()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.digest = hashlib.sha256(self.bpmn.encode()).hexdigest()
        super().save(*args, **kwargs)


class Step(models.Model):
    """One step of a version; its key is the id of the user task in the BPMN document."""

    version = models.ForeignKey(ProcessVersion, models.CASCADE, related_name="steps")
    key = models.SlugField(max_length=50)
    order = models.PositiveIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=20, choices=StepKind)
    place = models.CharField(max_length=20, choices=Place)
    agency_code = models.CharField(max_length=50, blank=True)
    # Unit and post as the source words them; who really does the step follows from `place`.
    unit_name = models.TextField(blank=True)
    post_name = models.TextField(blank=True)
    limit = models.CharField(max_length=20, blank=True)
    outputs = models.JSONField(default=list, blank=True)
    parallel_group = models.CharField(max_length=20, blank=True)
    # What exactly is done, where the name alone does not say it.
    content = models.TextField(blank=True)
    # What is given to whom when the step is done.
    hands_over = models.TextField(blank=True)
    # A unit of the agency by its code; else the unit of that name, else the dossier's division.
    unit_code = models.CharField(max_length=35, blank=True)
    # Steps of a coordinating agency share a key; empty for the lead agency's own.
    part = models.CharField(max_length=40, blank=True)
    # Neighbouring steps with the same mark are alternatives: the first whose condition holds.
    branch = models.CharField(max_length=20, blank=True)
    # CEL over the facts of the dossier, and how people say it.
    condition = models.CharField(max_length=500, blank=True)
    condition_label = models.TextField(blank=True)
    # Where a return from this step goes, when not to the step before.
    return_to = models.CharField(max_length=50, blank=True)
    # The clock stops when the step is done, or goes on, waiting for the applicant.
    pauses = models.CharField(max_length=12, choices=Wait, blank=True)
    resumes = models.CharField(max_length=12, choices=Wait, blank=True)
    # No answer within this limit is consent.
    silence = models.CharField(max_length=20, blank=True)
    # Waited for the applicant longer than this, the dossier is closed.
    closes_after = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["version", "order"]
        triggers = [
            pgtrigger.Trigger(
                name="published_steps_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("version_of_step", "bigint")],
                func="""
                    version_of_step := CASE WHEN TG_OP = 'INSERT'
                        THEN NEW.version_id ELSE OLD.version_id END;
                    IF EXISTS (
                        SELECT 1 FROM processes_processversion
                        WHERE id = version_of_step AND status = 'published'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a published step stays as it is';
                    END IF;
                    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
                """,
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_step_per_key"),
            models.UniqueConstraint(fields=["version", "order"], name="one_step_per_order"),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"
