"""Internal processes, their dated versions and the steps of each version."""

import hashlib
from typing import Any

import pghistory
from django.db import models

from motcua.dated import Version, VersionSet
from motcua.processes.kinds import Place, StepKind

__all__ = ["InternalProcess", "Place", "ProcessVersion", "Step", "StepKind"]


class InternalProcess(models.Model):
    """An internal (ISO) process of an administrative procedure, whatever its version."""

    code = models.CharField(max_length=100, unique=True)
    name = models.TextField()

    def __str__(self) -> str:
        return self.code


@pghistory.track(exclude=["bpmn"])
class ProcessVersion(Version):
    """One text of a process. It never changes once written: a change is the next version."""

    process = models.ForeignKey(InternalProcess, models.PROTECT, related_name="versions")
    name = models.TextField()
    # "15wd", "4wh", "12cd", "inday" or empty: see motcua.processes.limits.
    limit = models.CharField(max_length=20, blank=True)
    bpmn = models.TextField()
    # SHA-256 of `bpmn`: the engine finds its parsed copy without reading the document.
    digest = models.CharField(max_length=64, editable=False)
    source = models.TextField(blank=True)
    notes = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.process_id}/{self.number}"

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

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_step_per_key"),
            models.UniqueConstraint(fields=["version", "order"], name="one_step_per_order"),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"
