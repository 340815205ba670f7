"""Where the dossier is on its road: the process position, and the tasks on officers' desks."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from motcua.dossiers.models.dossier import Dossier, State
from motcua.dossiers.versions import version_of
from motcua.organization.models import Agency, Role, Unit
from motcua.people.models import Account, Officer
from motcua.processes.models import ProcessVersion, Step


class Road(models.Model):
    """The running process of one dossier; it keeps the version it started on."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="road")
    process = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+")
    position = models.JSONField()
    # What officers found on the way that gateways ask about, e.g. {"van_khong_dat": true}.
    decided = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.process}: {self.dossier}"

    @property
    def version(self) -> ProcessVersion:
        """The process it follows, with its steps; read from the database once."""
        return version_of(self.process_id)

    def step(self, pk: int | None) -> Step | None:
        return next((step for step in self.version.steps.all() if step.pk == pk), None)


class Part(models.Model):
    """Liên thông: one agency's share of a dossier, on a clock of its own.

    The dossier keeps one appointment and is counted once; parts say who of the agencies is late.
    A dossier decided by one agency alone has none.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="parts")
    # The `part` of its steps in the process table; empty for the lead agency.
    key = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="parts")
    # The division that does it there.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lead = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [models.UniqueConstraint(fields=["dossier", "key"], name="one_part_per_key")]
        indexes = [
            models.Index(
                fields=["agency", "due_at"],
                name="part_open_by_agency",
                condition=models.Q(closed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.dossier}"


class TaskSet(models.QuerySet):
    def waiting(self) -> TaskSet:
        """Open tasks, with what tells whose desk they are on."""
        return self.filter(closed_at=None).select_related("step", "unit", "assignee__account")

    def on_desk_of(self, account: Account) -> TaskSet:
        """The worklist of an account: its posts' tasks that are nobody else's, by the clock.

        Also what is assigned to an officer for whom it stands in today.

        A dossier waiting for its applicant lies on nobody's desk; of one asked back, only the
        answer to that does.
        """
        waits_for_applicant = Q(dossier__state__in=(State.SUPPLEMENT, State.PAYMENT))
        is_asked_back = Q(dossier__state=State.WITHDRAWING) & ~Q(kind=Task.Kind.WITHDRAWAL)
        desk = Q(pk__in=[])
        for post in account.desks:
            mine = account.acts_for(post.unit_id, post.role)
            nobody_elses = Q(assignee=None) | Q(assignee__in=mine)
            desk |= Q(nobody_elses, unit=post.unit_id, role=post.role)
        return (
            self.filter(desk, closed_at=None)
            .exclude(waits_for_applicant | is_asked_back)
            .select_related(
                "step",
                "unit",
                "dossier__case__version__procedure",
                "dossier__applicant",
                "dossier__agency",
                "dossier__one_stop",
            )
            .order_by(F("dossier__due_at").asc(nulls_last=True), "opened_at")
        )


class Task(models.Model):
    """Việc trên bàn một cán bộ: a step waiting for whoever holds the post, or for one officer."""

    class Kind(models.TextChoices):
        STEP = "step"
        SUPPLEMENT_NOTICE = "supplement_notice"
        OPINION = "opinion"
        EXTENSION_NOTICE = "extension_notice"
        WITHDRAWAL = "withdrawal"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.STEP)
    step = models.ForeignKey(
        Step, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    part = models.ForeignKey(
        Part, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tasks")
    role = models.CharField(max_length=16, choices=Role)
    assignee = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = TaskSet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        indexes = [
            models.Index(
                fields=["unit", "role"],
                name="task_open_by_unit",
                condition=models.Q(closed_at=None),
            ),
            models.Index(fields=["dossier", "closed_at"], name="task_of_dossier"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "step"],
                condition=models.Q(closed_at=None),
                name="one_open_task_per_step",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step or self.kind}: {self.dossier}"
