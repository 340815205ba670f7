"""How an administrator changes a process: a draft of the next version, checked, then published.

Changes happen inside `history.by`, so the database keeps who made them. A published text is
never touched: models and triggers refuse it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import count

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua import history
from motcua.processes import bpmn
from motcua.processes.errors import ProcessError
from motcua.processes.limits import words
from motcua.processes.models import InternalProcess, ProcessVersion, Step
from motcua.processes.tables import ProcessTable, StepRow, default_table, table_of


@transaction.atomic
def new_process(code: str, name: str, limit: str, by: models.Model | None) -> ProcessVersion:
    """A process that was not there yet: a draft with the usual seven steps for its limit.

    Raises ProcessError when the code is taken or the limit cannot be counted.
    """
    words(limit)
    process, created = InternalProcess.objects.get_or_create(code=code, defaults={"name": name})
    if not created:
        raise ProcessError(_("Đã có quy trình mã %(code)s.") % {"code": code})
    with history.by(by, _("Lập quy trình mới")):
        usual = replace(default_table(limit), code=code, name=name)
        return write(process, usual, number=1)


@transaction.atomic
def draft_from(version: ProcessVersion, by: models.Model | None) -> ProcessVersion:
    """A draft of the next version, saying the same as this one."""
    process = InternalProcess.objects.select_for_update().get(pk=version.process_id)
    with history.by(by, _("Lập bản nháp")):
        draft = write(process, table_of(version), number=next_number(process))
        if version.drawn:
            draft.drawn, draft.bpmn = True, version.bpmn
            draft.save()
    return draft


@transaction.atomic
def save_draft(
    draft: ProcessVersion,
    rows: Iterable[StepRow],
    by: models.Model | None,
    *,
    name: str | None = None,
    limit: str | None = None,
) -> ProcessVersion:
    """Write the draft's steps in this order; rows without a key get one, the others keep theirs.

    A draft may be incomplete: `check` tells what is wrong, publishing refuses it. Raises
    ProcessError when the version is published, or was drawn in a modeller.
    """
    _refuse_unless_editable(draft)
    table = replace(
        table_of(draft),
        rows=_with_keys(rows),
        name=draft.name if name is None else name,
        limit=draft.limit if limit is None else limit,
    )
    with history.by(by, _("Sửa bản nháp")):
        draft.name, draft.limit, draft.bpmn = table.name, table.limit, drawn(table)
        draft.notes = []
        draft.save()
        draft.steps.all().delete()
        add_steps(draft, table)
    # Callers may hold steps fetched with the draft.
    getattr(draft, "_prefetched_objects_cache", {}).pop("steps", None)
    return draft


@transaction.atomic
def discard(draft: ProcessVersion, by: models.Model | None) -> None:
    """Throw a draft away. Raises ProcessError for a published version."""
    if not draft.is_draft:
        raise ProcessError(_("Phiên bản đã công bố được giữ mãi, không xóa được."))
    with history.by(by, _("Bỏ bản nháp")):
        draft.delete()


def _refuse_unless_editable(draft: ProcessVersion) -> None:
    if not draft.is_draft:
        raise ProcessError(_("Phiên bản đã công bố không sửa được; hãy lập bản nháp mới."))
    if draft.drawn:
        raise ProcessError(
            _("Quy trình này vẽ bằng phần mềm BPMN; hãy sửa trong phần mềm ấy rồi nhập lại.")
        )


def _with_keys(rows: Iterable[StepRow]) -> tuple[StepRow, ...]:
    """In their order; a key once given stays with its step, so dossiers can follow it.

    A row without a key, or a copy of one before, gets a key of its own.
    """
    given = list(rows)
    taken = {row.key for row in given}
    fresh = (f"s{n}" for n in count(1) if f"s{n}" not in taken)
    found: dict[str, StepRow] = {}
    for order, row in enumerate(given, start=1):
        key = next(fresh) if row.key in ("", *found) else row.key
        found[key] = replace(row, order=order, key=key)
    return tuple(found.values())


def next_number(process: InternalProcess) -> int:
    return (process.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def write(process: InternalProcess, table: ProcessTable, *, number: int) -> ProcessVersion:
    """The table as a draft version with its steps."""
    draft = ProcessVersion.objects.create(
        process=process,
        number=number,
        status=ProcessVersion.Status.DRAFT,
        name=table.name,
        limit=table.limit,
        agency=table.agency,
        bpmn=drawn(table),
        source=table.source,
        notes=list(table.notes),
    )
    add_steps(draft, table)
    return draft


def add_steps(version: ProcessVersion, table: ProcessTable) -> None:
    Step.objects.bulk_create(Step(version=version, **asdict(row)) for row in table.rows)


def drawn(table: ProcessTable) -> str:
    """The document of a table; none while it is too unfinished to draw."""
    try:
        return bpmn.document(table)
    except (ProcessError, ValueError, LookupError):
        return ""
