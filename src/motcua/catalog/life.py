"""The life of a procedure: drafts of its text, and suspending, withdrawing, replacing it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua import history
from motcua.catalog.models import (
    Component,
    Fee,
    Procedure,
    ProcedureCase,
    ProcedureStatus,
    ProcedureVersion,
)

Row = TypeVar("Row", bound=models.Model)


class NotChanged(Exception):
    """A procedure's state cannot be changed so; says why and what to do, in Vietnamese."""


def draft_from(version: ProcedureVersion, by: models.Model) -> ProcedureVersion:
    """A draft with the same text, cases, papers and fees, to be changed and published."""
    with transaction.atomic(), history.by(by, _("Soạn bản nháp")):
        procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
        draft = _copy(
            version,
            number=_next_number(procedure),
            status=ProcedureVersion.Status.DRAFT,
            valid_from=None,
            valid_to=None,
            published_at=None,
            published_by=None,
            source_digest="",
        )
        cases = {}
        for case in version.cases.order_by("pk"):
            cases[case.pk] = _copy(case, version=draft)
            for component in case.components.all():
                _copy(component, case=cases[case.pk])
        for fee in version.fees.all():
            _copy(fee, version=draft, case=cases[fee.case_id] if fee.case_id else None)
        return draft


def discard(draft: ProcedureVersion, by: models.Model) -> None:
    """Throw a draft away. Raises NotChanged for a published version."""
    if not draft.is_draft:
        raise NotChanged(_("Phiên bản đã công bố không xóa được; hãy công bố bản mới."))
    with transaction.atomic(), history.by(by, _("Xóa bản nháp")):
        Fee.objects.filter(version=draft).delete()
        Component.objects.filter(case__version=draft).delete()
        ProcedureCase.objects.filter(version=draft).delete()
        draft.delete()


def suspend(
    procedure: Procedure,
    *,
    notice: str,
    decision: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
    by: models.Model,
) -> ProcedureStatus:
    """Stop taking new dossiers from a day on, today when none is given, with a public notice.

    Dossiers already received go on. Raises NotChanged.
    """
    if not notice.strip():
        raise NotChanged(_("Hãy ghi thông báo để người dân biết lý do và khi nào nộp lại được."))
    kind = ProcedureStatus.Kind.SUSPENDED
    return _begin(procedure, kind, by, notice, decision, from_day, to_day=to_day)


def resume(procedure: Procedure, *, from_day: date | None = None, by: models.Model) -> None:
    """End the suspension: dossiers are taken again from a day on, today when none is given.

    Raises NotChanged when the procedure is not suspended then.
    """
    day = from_day or timezone.localdate()
    suspended = procedure.statuses.filter(kind=ProcedureStatus.Kind.SUSPENDED).in_force(day)
    with transaction.atomic(), history.by(by, _("Tiếp nhận trở lại")):
        rows = list(suspended.select_for_update())
        if not rows:
            raise NotChanged(_("Thủ tục này không tạm ngừng vào ngày đã chọn."))
        for row in rows:
            if row.valid_from and row.valid_from >= day:
                row.delete()
            else:
                row.valid_to = day - timedelta(days=1)
                row.save(update_fields=["valid_to"])


def withdraw(
    procedure: Procedure,
    *,
    decision: str,
    notice: str = "",
    from_day: date | None = None,
    by: models.Model,
) -> ProcedureStatus:
    """Bãi bỏ: from a day on the procedure is no more. Raises NotChanged."""
    kind = ProcedureStatus.Kind.WITHDRAWN
    return _begin(procedure, kind, by, notice, decision, from_day)


def replace(
    procedure: Procedure,
    *,
    successor: Procedure,
    decision: str,
    notice: str = "",
    from_day: date | None = None,
    by: models.Model,
) -> ProcedureStatus:
    """Another procedure takes its place from a day on. Raises NotChanged."""
    if successor.pk == procedure.pk:
        raise NotChanged(_("Thủ tục không thể thay thế chính nó."))
    if _leads_back(successor, procedure):
        raise NotChanged(
            _("%(code)s đã được thay thế bằng thủ tục này. Hãy chọn thủ tục khác.")
            % {"code": successor.code}
        )
    kind = ProcedureStatus.Kind.REPLACED
    return _begin(procedure, kind, by, notice, decision, from_day, successor=successor)


def _begin(
    procedure: Procedure,
    kind: ProcedureStatus.Kind,
    by: models.Model,
    notice: str,
    decision: str,
    from_day: date | None,
    *,
    to_day: date | None = None,
    successor: Procedure | None = None,
) -> ProcedureStatus:
    start = from_day or timezone.localdate()
    if start < timezone.localdate():
        raise NotChanged(
            _("Ngày %(day)s đã qua. Hãy chọn từ hôm nay trở đi.") % {"day": f"{start:%d/%m/%Y}"}
        )
    if to_day and to_day < start:
        raise NotChanged(_("Ngày kết thúc phải sau ngày bắt đầu."))
    if kind != ProcedureStatus.Kind.SUSPENDED and not decision.strip():
        raise NotChanged(_("Hãy ghi số quyết định."))
    with transaction.atomic(), history.by(by, str(kind.label)):
        Procedure.objects.select_for_update().get(pk=procedure.pk)
        for standing in procedure.statuses.filter(kind__in=_same_line(kind)):
            if _overlap(standing, start, to_day):
                raise NotChanged(
                    _("Thủ tục đã “%(status)s” trong thời gian ấy.")
                    % {"status": standing.get_kind_display()}
                )
        return ProcedureStatus.objects.create(
            procedure=procedure,
            kind=kind,
            notice=notice,
            decision=decision,
            successor=successor,
            valid_from=start,
            valid_to=to_day,
        )


def _same_line(kind: ProcedureStatus.Kind) -> set[str]:
    """Withdrawn or replaced, one of them and once; a suspension may come before either."""
    ended: set[str] = {ProcedureStatus.Kind.WITHDRAWN, ProcedureStatus.Kind.REPLACED}
    return ended if kind in ended else {kind, *ended}


def _overlap(status: ProcedureStatus, start: date, end: date | None) -> bool:
    begins_before_the_end = end is None or status.valid_from is None or status.valid_from <= end
    return begins_before_the_end and (status.valid_to is None or status.valid_to >= start)


def _leads_back(successor: Procedure, procedure: Procedure) -> bool:
    """Whether the chain of replacements of `successor` comes to `procedure`."""
    seen: set[int] = set()
    following = {successor.pk}
    while following - seen:
        seen |= following
        rows = ProcedureStatus.objects.filter(procedure__in=following, successor__isnull=False)
        following = set(rows.values_list("successor", flat=True))
    return procedure.pk in seen


def _next_number(procedure: Procedure) -> int:
    latest = procedure.versions.order_by("number").last()
    return latest.number + 1 if latest else 1


def _copy(row: Row, **changes: object) -> Row:
    """The same row again with some values changed, saved under a key of its own."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in changes
    }
    return type(row)._default_manager.create(**values, **changes)
