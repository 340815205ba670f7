"""A result already released: corrected, issued again, revoked.

An error of the agency is put right by the agency, at its cost (NĐ 61/2018 Art. 21).
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import issuing, policies
from motcua.dossiers.acts.base import Refused, Work, act
from motcua.dossiers.acts.result import next_result_number
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier, Result, ResultChange, State
from motcua.files.service import store_bytes

RELEASED = (State.FINISHED, State.RETURNED)


def _in_force(dossier: Dossier) -> bool:
    result = Result.objects.filter(dossier=dossier).first()
    return result is not None and result.released_at is not None and result.revoked_at is None


@act(
    gettext_lazy("Đính chính kết quả"),
    done=gettext_lazy("Đã đính chính kết quả hồ sơ %(dossier)s."),
    states=RELEASED,
    allowed=policies.is_leader,
    condition=_in_force,
)
def correct_result(work: Work, *, title: str, body: str, reason: str) -> None:
    """The leader signs a corrected text under a new number; the one before stays on record."""
    result = Result.objects.get(dossier=work.dossier)
    title, body = (
        required_text(title, _("tên văn bản kết quả")),
        required_text(body, _("nội dung kết quả")),
    )
    if (title, body) == (result.title, result.body):
        raise Refused(
            _("Chưa đính chính được."),
            _("Nội dung mới giống hệt nội dung đã phát hành."),
            _("Hãy sửa chỗ sai rồi thực hiện lại."),
        )
    _keep(work, result, ResultChange.Kind.CORRECTED, reason)
    result.title, result.body = title, body
    _issue_again(work, result)


@act(
    gettext_lazy("Cấp lại kết quả"),
    done=gettext_lazy("Đã cấp lại kết quả hồ sơ %(dossier)s."),
    states=[State.RETURNED],
    allowed=policies.is_leader,
    condition=_in_force,
)
def reissue_result(work: Work, *, reason: str) -> None:
    """The same text again, for one lost or damaged, under a new number."""
    result = Result.objects.get(dossier=work.dossier)
    _keep(work, result, ResultChange.Kind.REISSUED, reason)
    _issue_again(work, result)


@act(
    gettext_lazy("Thu hồi kết quả"),
    done=gettext_lazy("Đã thu hồi kết quả hồ sơ %(dossier)s."),
    states=RELEASED,
    allowed=policies.is_leader,
    condition=_in_force,
)
def revoke_result(work: Work, *, reason: str, decision: str) -> None:
    """The result loses its force by a decision, whose number is kept."""
    decision = required_text(decision, _("số quyết định thu hồi"))
    result = Result.objects.get(dossier=work.dossier)
    _keep(work, result, ResultChange.Kind.REVOKED, reason)
    result.revoked_at = work.now
    result.save(update_fields=["revoked_at"])
    work.detail["decision"] = decision


def _keep(work: Work, result: Result, kind: ResultChange.Kind, reason: str) -> None:
    reason = required_text(reason, _("lý do"))
    ResultChange.objects.create(
        result=result,
        kind=kind,
        reason=reason,
        before={
            "title": result.title,
            "body": result.body,
            "number": result.number,
            "numbered_at": result.numbered_at.isoformat() if result.numbered_at else "",
            "signed_at": result.signed_at.isoformat() if result.signed_at else "",
            "file": result.file.sha256 if result.file else "",
        },
        by=work.officer,
        at=work.now,
    )
    work.detail = {"reason": reason, "before": result.number}


def _issue_again(work: Work, result: Result) -> None:
    dossier = work.dossier
    result.signed_by, result.signed_at = work.officer, work.now
    result.signed_post = work.post.split(",")[0]
    result.number, result.numbered_at = next_result_number(dossier, work.now), work.now
    result.file = store_bytes(issuing.print_result(dossier, result), "application/pdf")
    result.released_at = work.now
    result.save()
    work.detail |= {"number": result.number, "file": result.file.sha256}
