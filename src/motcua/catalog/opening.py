"""Whether a procedure takes new dossiers on a day, and if not, why and what to do."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from motcua.catalog.models import (
    CaseChannel,
    Procedure,
    ProcedureCase,
    ProcedureStatus,
    ProcedureVersion,
)
from motcua.catalog.search import Searchable

# A procedure of the past is not offered; a suspended one is, with its notice.
_OVER = (ProcedureStatus.Kind.WITHDRAWN, ProcedureStatus.Kind.REPLACED)


def published(on: date | None = None) -> Searchable:
    """What citizens find: procedures with a text in force, neither withdrawn nor replaced."""
    texts = ProcedureVersion.objects.in_force(on).filter(procedure=OuterRef("pk"))
    over = ProcedureStatus.objects.in_force(on).filter(procedure=OuterRef("pk"), kind__in=_OVER)
    return Procedure.objects.filter(Exists(texts), ~Exists(over))


def receivable(on: date | None = None) -> Searchable:
    """What a counter takes: as `published`, and not suspended."""
    closed = ProcedureStatus.objects.in_force(on).filter(procedure=OuterRef("pk"))
    return published(on).filter(~Exists(closed))


def cases_for(
    procedure: Procedure, channel: str, on: date | None = None
) -> QuerySet[ProcedureCase]:
    """The cases that can be filed through a channel: official ones, at a counter then those tried.

    Cases without a published time limit cannot be received and are left out.
    """
    versions = procedure.versions.in_force(on)
    if channel != CaseChannel.COUNTER:
        versions = versions.filter(trial=False)
    numbers = [
        versions.filter(trial=trial).order_by("-number").values("pk")[:1] for trial in (False, True)
    ]
    latest = [pk for each in numbers for pk in each.values_list("pk", flat=True)]
    cases = ProcedureCase.objects.filter(version__in=latest).exclude(limit="")
    closed = [case.pk for case in cases if not case.takes(channel)]
    return cases.exclude(pk__in=closed).order_by("version__trial", "pk")


def closed_because(procedure: Procedure, on: date | None = None) -> str:
    """Why the procedure takes no new dossier, for citizens and clerks; empty when it does."""
    status = procedure.status(on)
    if status is None:
        return ""
    if status.kind == ProcedureStatus.Kind.SUSPENDED:
        return _suspended(status)
    if status.successor:
        return _("Thủ tục đã được thay thế bằng %(name)s (%(code)s). Hãy nộp thủ tục ấy.") % {
            "name": status.successor.name,
            "code": status.successor.code,
        }
    return _with_decision(_("Thủ tục đã bãi bỏ."), status)


def cannot_file(case: ProcedureCase, channel: str, on: date | None = None) -> str:
    """Why a dossier of this case cannot be filed through a channel on a day; empty when it can."""
    version = case.version
    closed = closed_because(version.procedure, on)
    if closed:
        return closed
    if version.is_draft or not version.is_in_force(on):
        return _("Quy định của thủ tục đã thay đổi. Hãy bắt đầu lại theo quy định đang áp dụng.")
    if channel != CaseChannel.COUNTER and version.trial:
        return _("Thủ tục đang thử nghiệm, chỉ nhận trực tiếp tại Bộ phận Một cửa.")
    if not case.takes(channel):
        return _("Thủ tục không nhận hồ sơ theo cách thức “%(channel)s”.") % {
            "channel": CaseChannel(channel).label
        }
    return ""


def _suspended(status: ProcedureStatus) -> str:
    said = [_("Thủ tục đang tạm ngừng tiếp nhận."), status.notice]
    if status.valid_to:
        said.append(_("Dự kiến đến hết ngày %(day)s.") % {"day": f"{status.valid_to:%d/%m/%Y}"})
    return _with_decision(" ".join(filter(None, said)), status)


def _with_decision(said: str, status: ProcedureStatus) -> str:
    if not status.decision:
        return said
    return said + " " + _("Căn cứ: %(decision)s.") % {"decision": status.decision}
