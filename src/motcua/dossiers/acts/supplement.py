"""Supplement: once, every defect at once, and only through the one-stop.

NĐ 61/2018 Art. 5 (no contact past the one-stop), 17, 19.4; NĐ 118/2025 Art. 11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import clocks, issuing, policies, road
from motcua.dossiers.acts.base import IN_HAND, PRE_RECEPTION, Refused, Work, act
from motcua.dossiers.acts.filing import HandedIn
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import (
    ClockPause,
    Dossier,
    DossierFile,
    State,
    SupplementItem,
    SupplementRequest,
    Task,
)
from motcua.organization.models import Role
from motcua.processes.models import StepKind


@dataclass(frozen=True)
class Defect:
    """One thing to complete: in words, and the DossierComponent it concerns, if one."""

    text: str
    component: int | None = None


def _none_open(dossier: Dossier) -> bool:
    return not dossier.supplements.filter(answered_at=None).exists()


@act(
    gettext_lazy("Đề nghị bổ sung hồ sơ"),
    done=gettext_lazy("Đã chuyển đề nghị bổ sung đến Bộ phận Một cửa."),
    states=IN_HAND,
    on=[StepKind.PROCESS],
    condition=_none_open,
)
def propose_supplement(
    work: Work,
    *,
    items: str = "",
    reason: str,
    repeat_reason: str = "",
    defects: Sequence[Defect] = (),
) -> None:
    """The specialist says what is missing; the one-stop will tell the applicant.

    items: one defect a line; `defects` when they name the papers they concern.
    repeat_reason: the legal reason of a second request, which makes the dossier count as late.
    """
    request = _request(work, items, defects, reason, repeat_reason)
    Task.objects.create(
        dossier=work.dossier,
        kind=Task.Kind.SUPPLEMENT_NOTICE,
        unit_id=work.dossier.one_stop_id,
        role=Role.RECEPTION,
        opened_at=work.now,
    )
    work.detail = _detail(request)


@act(
    gettext_lazy("Yêu cầu bổ sung"),
    done=gettext_lazy("Đã gửi yêu cầu bổ sung cho người nộp."),
    states=PRE_RECEPTION,
    on=[StepKind.RECEPTION],
    condition=_none_open,
)
def request_supplement(
    work: Work,
    *,
    items: str = "",
    reason: str,
    repeat_reason: str = "",
    defects: Sequence[Defect] = (),
) -> None:
    """At reception: give the dossier back for completion, everything missing at once (Mẫu 02)."""
    _send(work, _request(work, items, defects, reason, repeat_reason))


def _request(
    work: Work, items: str, defects: Sequence[Defect], reason: str, repeat_reason: str
) -> SupplementRequest:
    """The request with its items; a second one needs its legal reason (NĐ 118/2025 Art. 11)."""
    dossier = work.dossier
    found = [each for each in defects if each.text.strip()]
    found = found or [Defect(line) for line in items.splitlines() if line.strip()]
    _check_papers(dossier, found)
    required_text("\n".join(each.text for each in found), _("giấy tờ, nội dung cần bổ sung"))
    repeat_reason = repeat_reason.strip()
    if dossier.supplements.exists() and not repeat_reason:
        raise Refused(
            _("Chưa yêu cầu bổ sung được."),
            _("Hồ sơ đã được yêu cầu bổ sung một lần; pháp luật chỉ cho yêu cầu một lần."),
            _("Nếu có căn cứ để yêu cầu thêm, hãy ghi rõ; hồ sơ sẽ được tính là trễ hạn."),
        )
    request = SupplementRequest.objects.create(
        dossier=dossier,
        items="\n".join(each.text.strip() for each in found),
        reason=required_text(reason, _("lý do bổ sung")),
        repeat_reason=repeat_reason if dossier.supplements.exists() else "",
        proposed_by=work.officer,
        proposed_at=work.now,
    )
    SupplementItem.objects.bulk_create(
        SupplementItem(
            request=request,
            order=order,
            text=each.text.strip(),
            component_id=each.component,
        )
        for order, each in enumerate(found, start=1)
    )
    return request


def _check_papers(dossier: Dossier, defects: Sequence[Defect]) -> None:
    """Raises Refused for a paper that is not of the procedure's list (NĐ 61/2018 Art. 5)."""
    own = {None, *dossier.components.values_list("pk", flat=True)}
    if any(each.component not in own for each in defects):
        raise Refused(
            _("Chưa yêu cầu bổ sung được."),
            _("Có giấy tờ không thuộc thành phần hồ sơ của thủ tục."),
            _("Chỉ được yêu cầu giấy tờ trong thành phần hồ sơ đã công bố."),
        )


def _detail(request: SupplementRequest) -> dict[str, Any]:
    told = {"items": request.items, "reason": request.reason}
    return told | ({"repeat_reason": request.repeat_reason} if request.repeat_reason else {})


@act(
    gettext_lazy("Gửi yêu cầu bổ sung cho người nộp"),
    done=gettext_lazy("Đã gửi yêu cầu bổ sung. Thời hạn tạm dừng."),
    states=IN_HAND,
    on=[Task.Kind.SUPPLEMENT_NOTICE],
)
def send_supplement_request(work: Work) -> None:
    """The one-stop tells the applicant; from now until the answer the office owes no work."""
    request = work.dossier.supplements.get(sent_at=None)
    road.close(work.step_task, work.officer, work.now)
    clocks.pause(work.dossier, ClockPause.Reason.SUPPLEMENT, work.now)
    _send(work, request)


def _send(work: Work, request: SupplementRequest) -> None:
    dossier = work.dossier
    request.sent_at = work.now
    request.save(update_fields=["sent_at"])
    paper = issuing.issue_supplement_slip(
        dossier,
        request.items,
        request.reason,
        work.officer,
        work.post,
        work.now,
    )
    dossier.state = State.SUPPLEMENT
    work.detail = _detail(request) | {"paper": paper.number}


@act(
    gettext_lazy("Nộp giấy tờ bổ sung"),
    done=gettext_lazy("Đã nhận phần bổ sung của hồ sơ %(dossier)s."),
    states=[State.SUPPLEMENT],
    allowed=policies.is_submitter | policies.is_reception_clerk,
)
def supplement(
    work: Work,
    *,
    components: Mapping[int, HandedIn],
    note: str = "",
    answers: Mapping[int, str] | None = None,
) -> None:
    """The applicant answers, online or at the counter; the clock goes on as the law says.

    components: what came in, by DossierComponent id. answers: words about an item, by
    SupplementItem id.
    """
    dossier = work.dossier
    said = {pk: text.strip() for pk, text in (answers or {}).items() if text.strip()}
    own = set(dossier.components.values_list("pk", flat=True))
    components = {pk: came for pk, came in components.items() if pk in own and came != HandedIn()}
    if not components and not note.strip() and not said:
        raise Refused(
            _("Chưa nhận được phần bổ sung."),
            _("Chưa có tệp, giấy tờ hay nội dung nào."),
            _("Hãy nộp giấy tờ được yêu cầu, hoặc ghi nội dung trả lời."),
        )
    added = _add_components(dossier, components)
    request = dossier.supplements.get(answered_at=None)
    request.answered_at = work.now
    request.save(update_fields=["answered_at"])
    _answer_items(request, components, said, work.now)
    if dossier.received_at is None:
        dossier.state = State.REGISTERED
    else:
        dossier.state = State.PROCESSING
        clocks.resume(dossier, work.now)
    work.detail = {"components": added, "note": note.strip()}
    if dossier.due_at:
        work.detail["appointment"] = dossier.due_at.isoformat()
    if work.account.desks and dossier.received_at is not None:
        paper = issuing.issue_receipt(dossier, work.officer, work.post, work.now)
        work.detail["paper"] = paper.number


def _answer_items(
    request: SupplementRequest,
    components: Mapping[int, HandedIn],
    said: Mapping[int, str],
    now: datetime,
) -> None:
    """Note by each item what came for it: a paper, words, or nothing."""
    items = list(request.asked_items.all())
    for item in items:
        item.answer = said.get(item.pk, "")
        came = item.answer or item.component_id in components
        item.answered_at = now if came else None
    SupplementItem.objects.bulk_update(items, ["answer", "answered_at"])


def _add_components(dossier: Dossier, components: Mapping[int, HandedIn]) -> list[str]:
    names = []
    for part in dossier.components.filter(pk__in=components.keys()).select_related("component"):
        handed_in = components[part.pk]
        part.originals += handed_in.originals
        part.copies += handed_in.copies
        part.save(update_fields=["originals", "copies"])
        DossierFile.objects.bulk_create(
            DossierFile(dossier_component=part, stored=stored, name=name)
            for stored, name in handed_in.files
        )
        names.append(part.component.name)
    return names
