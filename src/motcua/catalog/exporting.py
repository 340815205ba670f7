"""Writing procedures out in the format they are taken in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.record import ProcedureRecord
from motcua.catalog.stored import record_of


def records(codes: Iterable[str] = (), on: date | None = None) -> list[ProcedureRecord]:
    """The text in force on a day of each procedure named, of all when none is.

    One on trial is written where there is no official one.

    Raises Procedure.DoesNotExist for a code nobody knows.
    """
    wanted = list(codes)
    versions = ProcedureVersion.objects.in_force(on).select_related("procedure__domain")
    if wanted:
        for code in set(wanted) - set(Procedure.objects.values_list("code", flat=True)):
            raise Procedure.DoesNotExist(f"Không có thủ tục mã “{code}”.")
        versions = versions.filter(procedure__code__in=wanted)
    latest = {
        version.procedure_id: version
        for version in versions.order_by("procedure__code", "-trial", "number")
    }
    return [record_of(version) for version in latest.values()]


def as_json(found: Iterable[ProcedureRecord]) -> dict[str, Any]:
    """A catalogue file, without what says nothing."""
    return {"procedures": [record.model_dump(exclude_defaults=True) for record in found]}
