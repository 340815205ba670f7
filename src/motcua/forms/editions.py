"""Editions of a form: taken from a file as a draft, published from a day, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua import history
from motcua.forms.checking import mistakes
from motcua.forms.conditions import BadDefinition
from motcua.forms.models import EForm, EFormVersion, digest_of


class Outcome(StrEnum):
    """What became of a file."""

    CREATED = "tạo mới"
    NEW_EDITION = "bản mới"
    DRAFT = "bản nháp"
    UNCHANGED = "không đổi"


@transaction.atomic
def draft(data: Mapping[str, Any], *, by: models.Model | None = None) -> EFormVersion | None:
    """The file as the draft of its form's next edition, in place of a draft there already is.

    None when the latest published edition says the same. Raises BadDefinition with every mistake.
    """
    if found := mistakes(data):
        raise BadDefinition("; ".join(found))
    with history.by(by, _("Soạn bản nháp")):
        form, _created = EForm.objects.get_or_create(code=data["code"])
        editions = form.versions.select_for_update().order_by("-number")
        latest, digest = editions.published().first(), digest_of(data)
        if latest is not None and latest.digest == digest:
            return None
        made = editions.drafts().first() or EFormVersion(
            form=form,
            number=max((each.number for each in editions), default=0) + 1,
            status=EFormVersion.Status.DRAFT,
        )
        made.title, made.data, made.digest = data["title"], dict(data), digest
        made.save()
    return made


def import_form(
    data: Mapping[str, Any],
    *,
    from_day: date | None = None,
    as_draft: bool = False,
    by: models.Model | None = None,
) -> Outcome:
    """Take a form's file: a draft, or an edition in force from a day, today when left out.

    The same file again changes nothing. Raises BadDefinition with every mistake, NotPublished for
    a day gone by or before that of an edition already published.
    """
    with history.by(by, _("Nhập từ tệp")):
        made = draft(data, by=by)
        if made is None:
            return Outcome.UNCHANGED
        if as_draft:
            return Outcome.DRAFT
        is_first = not made.siblings().published().exists()
        made.publish(from_day or timezone.localdate(), by=by)
        if is_first and from_day is None:
            # In force since before anyone can say: it covers drafts and dossiers there are.
            made.valid_from = None
            made.save(update_fields=["valid_from"])
    return Outcome.CREATED if is_first else Outcome.NEW_EDITION


def discard(version: EFormVersion, *, by: models.Model) -> None:
    """Throw a draft away, and the form with it when it has no other edition."""
    with history.by(by, _("Xóa bản nháp")):
        form = version.form
        version.delete()
        if not form.versions.exists():
            form.delete()
