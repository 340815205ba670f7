"""What a citizen has begun and not yet filed."""

import uuid

from django.conf import settings
from django.db import models

from motcua.catalog.models import Component, ProcedureCase
from motcua.dossiers.queries import DraftSet
from motcua.files.models import StoredFile
from motcua.forms.models import EFormVersion
from motcua.mandates.models import Mandate
from motcua.organization.models import Agency


class Draft(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    # By which the account fills it in for somebody else; none when it is for oneself.
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )
    case = models.ForeignKey(ProcedureCase, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The edition of the e-form in hand; none where the procedure is filed with the generic form.
    form = models.ForeignKey(
        EFormVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # {"applicant": {…}, "request": {…}} of motcua.forms.generic, {"form": {…}} of the e-form.
    content = models.JSONField(default=dict)
    # Facts answered before signing in, by the names of motcua.catalog.FACTS.
    answers = models.JSONField(default=dict, db_default={}, blank=True)
    # What a card or a link told: [{"origin", "name", "at", "facts"}], as motcua.forms.known reads.
    told = models.JSONField(default=list, db_default=[], blank=True)
    # Once filed, the draft stays as proof that a second click is the same click.
    dossier = models.OneToOneField(
        "Dossier", null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    # The dossier it was begun from, whose answers and papers it took over.
    copied_from = models.ForeignKey(
        "Dossier", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Touched by whoever fills it in; from it the days count until it is thrown away.
    saved_at = models.DateTimeField(auto_now=True)
    # When its owner was warned of that, a first and a last time since it was saved.
    first_warned_at = models.DateTimeField(null=True, blank=True)
    last_warned_at = models.DateTimeField(null=True, blank=True)

    objects = DraftSet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        indexes = [
            models.Index(
                fields=["saved_at"], name="draft_unfiled", condition=models.Q(dossier=None)
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class DraftFile(models.Model):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    # Bytes as it came, before a photograph was made light; 0 when that is not known.
    sent_size = models.PositiveIntegerField(default=0, db_default=0)
    # Of a photograph: its place among the pages of the paper, and degrees it is turned clockwise.
    order = models.PositiveSmallIntegerField(default=0, db_default=0)
    rotation = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name
