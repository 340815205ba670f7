"""What time alone brings about, done by the worker in the name of the system.

The same door as every act: events, notices and refusals are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.clock import SilenceRule
from motcua.dossiers import clocks, policies, road
from motcua.dossiers.acts.base import IN_HAND, PerformedAct, Refused, Work, act
from motcua.dossiers.acts.ending import is_signed
from motcua.dossiers.models import Dossier, State, Task
from motcua.people.models import Account
from motcua.processes.service import TimerKind

log = structlog.get_logger(__name__)


@act(
    gettext_lazy("Đóng hồ sơ quá hạn bổ sung"),
    done=gettext_lazy("Đã đóng hồ sơ %(dossier)s."),
    states=[State.SUPPLEMENT],
    allowed=policies.is_system,
)
def close_unanswered(work: Work) -> None:
    """The supplement did not come within the time the procedure or its process gives for it."""
    closes_at = _closes_at(work.dossier)
    if closes_at is None or work.now <= closes_at:
        raise _too_early(_("Thời gian chờ bổ sung chưa hết."))
    work.dossier.state = State.STOPPED
    road.close_all(work.dossier, None, work.now)
    work.detail = {
        "reason": _("Người nộp không bổ sung hồ sơ trong thời hạn quy định."),
        "closed_after": closes_at.isoformat(),
    }


@act(
    gettext_lazy("Giải quyết theo quy định về im lặng"),
    done=gettext_lazy("Đã kết thúc hồ sơ %(dossier)s theo quy định về im lặng."),
    states=IN_HAND,
    allowed=policies.is_system,
)
def decide_by_silence(work: Work) -> None:
    """The limit passed without an answer, and the law says what that means for this procedure."""
    rule = clocks.silence(work.dossier, work.now)
    if rule is SilenceRule.NONE or is_signed(work.dossier):
        raise _too_early(_("Thủ tục không có quy định về im lặng, hoặc thời hạn chưa hết."))
    dossier = work.dossier
    dossier.state = State.RETURNED
    dossier.finished_at = dossier.returned_at = work.now
    road.close_all(dossier, None, work.now)
    work.detail = {"silence": rule.value}


@act(
    gettext_lazy("Coi như đồng ý do không trả lời"),
    done=gettext_lazy("Đã coi như đồng ý, hồ sơ %(dossier)s chuyển sang bước tiếp theo."),
    states=IN_HAND,
    allowed=policies.is_system,
)
def pass_by_silence(work: Work) -> None:
    """A step whose process takes silence for consent was not done in its time: the road goes on."""
    silent = list(_silent_tasks(work.dossier, work.now))
    if not silent:
        raise _too_early(_("Không có bước nào hết thời hạn trả lời."))
    for task in silent:
        road.complete(work.dossier, task, None, work.now)
    work.detail = {"steps": [str(task.step) for task in silent]}


def _closes_at(dossier: Dossier) -> datetime | None:
    """When it closes by itself: by the rules of its procedure, or of the step it waits at."""
    moments = [at for _task, kind, at in road.timers_of(dossier) if kind == TimerKind.CLOSE]
    by_policy = clocks.closes_at(dossier)
    return min([*moments, by_policy] if by_policy else moments, default=None)


def _silent_tasks(dossier: Dossier, now: datetime) -> Iterator[Task]:
    for task, kind, at in road.timers_of(dossier):
        if kind == TimerKind.SILENCE and at < now:
            yield task


def _too_early(why: str) -> Refused:
    return Refused(_("Chưa thực hiện."), why, _("Không cần làm gì thêm."))


def system_account() -> Account:
    """The account in whose name the passing of time is recorded; nobody can sign in to it."""
    facts = {"full_name": "Hệ thống", "is_active": False, "password": "!"}
    account, _made = Account.objects.get_or_create(username=policies.SYSTEM, defaults=facts)
    return account


def watch_limits() -> None:
    """Do what is due by now; what cannot be done this time is tried the next."""
    account, now = system_account(), timezone.now()
    waiting = Dossier.objects.filter(state=State.SUPPLEMENT).exclude(received_at=None)
    _do_all(close_unanswered, clocks.with_rules(waiting), account)
    _do_all(decide_by_silence, clocks.silent_by(now), account)
    silent = Task.objects.filter(closed_at=None).exclude(step=None).exclude(step__silence="")
    at_silent_steps = Dossier.objects.filter(state__in=IN_HAND, tasks__in=silent).distinct()
    _do_all(pass_by_silence, at_silent_steps, account)


def _do_all(perform: PerformedAct, dossiers: Iterable[Dossier], account: Account) -> None:
    for dossier in dossiers:
        try:
            perform(dossier, account=account)
        except Refused as refusal:
            # Its time has not come, or somebody acted meanwhile.
            log.debug("not yet", dossier=dossier.reference, why=refusal.why)
