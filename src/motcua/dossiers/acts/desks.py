"""Work moved between desks: reassigned, taken back, pulled back (NĐ 61/2018 Art. 19)."""

from __future__ import annotations

import rules
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers import journal, policies, road
from motcua.dossiers.acts.base import IN_HAND, Refused, Work, act
from motcua.dossiers.acts.processing import check_specialist, unsign
from motcua.dossiers.acts.texts import required_text
from motcua.dossiers.models import Dossier, Event, Task
from motcua.people.models import Account, Officer
from motcua.processes.models import StepKind

# Acts that only moved the work on, and can be pulled back while nobody has touched it since.
MOVED_ON = ("assign", "propose", "approve", "sign")


def _specialists_tasks(dossier: Dossier) -> list[Task]:
    waiting = dossier.tasks.waiting().filter(unit=dossier.division_id)
    return [task for task in waiting if task.step and task.step.kind == StepKind.PROCESS]


@act(
    gettext_lazy("Đổi người thụ lý"),
    done=gettext_lazy("Đã giao hồ sơ %(dossier)s cho người khác thụ lý."),
    states=IN_HAND,
    allowed=policies.is_division_head,
    condition=lambda dossier: bool(_specialists_tasks(dossier)),
)
def reassign(work: Work, *, specialist: Officer, reason: str) -> None:
    """The head of division gives the work to another specialist, with the reason."""
    dossier, reason = work.dossier, required_text(reason, _("lý do đổi người thụ lý"))
    check_specialist(dossier, specialist)
    if specialist.pk == dossier.specialist_id:
        raise Refused(
            _("Chưa đổi được."),
            _("%(name)s đang thụ lý hồ sơ này.") % {"name": specialist},
            _("Hãy chọn một chuyên viên khác."),
        )
    before = work.relieved = dossier.specialist
    dossier.specialist = specialist
    tasks = Q(pk__in=[task.pk for task in _specialists_tasks(dossier)])
    if before:  # opinions that the specialist fetches go along
        tasks |= Q(assignee=before)
    dossier.tasks.filter(tasks, closed_at=None).update(assignee=specialist)
    work.detail = {"specialist": str(specialist), "before": str(before or ""), "reason": reason}


@act(
    gettext_lazy("Rút việc đã giao"),
    done=gettext_lazy("Đã rút hồ sơ %(dossier)s về bước phân công."),
    states=IN_HAND,
    allowed=policies.is_division_head,
    condition=lambda dossier: road.assignment(dossier) is not None,
)
def take_back(work: Work, *, reason: str) -> None:
    """The head of division takes the work from the specialist; it waits to be assigned anew."""
    dossier, reason = work.dossier, required_text(reason, _("lý do rút việc"))
    to = road.assignment(dossier)
    assert to is not None  # noqa: S101 the act's condition
    before, dossier.specialist = dossier.specialist, None
    road.go_back(dossier, to, work.officer, work.now)
    work.detail = {"before": str(before or ""), "to": to.name, "reason": reason}


def _last_move(dossier: Dossier) -> Event | None:
    """The last event, when it moved the work on and its next desk has done nothing since."""
    moving = dossier.events.exclude(act__in=journal.BESIDE_THE_WORK)
    last = moving.order_by("-sequence").first()
    return last if last and last.act in MOVED_ON and last.detail.get("step_key") else None


@rules.predicate
def did_the_last_act(account: Account, dossier: Dossier) -> bool:
    """Who did it, and still holds the post in which it was done."""
    last = _last_move(dossier)
    if last is None or last.actor_id != account.pk:
        return False
    closed = dossier.tasks.filter(step__key=last.detail["step_key"]).exclude(closed_at=None)
    task = closed.order_by("closed_at", "pk").last()
    return task is not None and bool(account.acts_for(task.unit_id, task.role))


@act(
    gettext_lazy("Thu hồi việc vừa làm"),
    done=gettext_lazy("Đã thu hồi việc vừa làm; hồ sơ %(dossier)s trở lại bàn của ông/bà."),
    states=IN_HAND,
    allowed=did_the_last_act,
)
def pull_back(work: Work, *, reason: str) -> None:
    """Undo one's own last act while the next desk has not acted; the record of both stays."""
    reason, dossier = required_text(reason, _("lý do thu hồi")), work.dossier
    last = _last_move(dossier)
    assert last is not None  # noqa: S101 the act's right
    to = road.step_of(dossier, last.detail["step_key"])
    road.go_back(dossier, to, work.officer, work.now)
    unsign(dossier)
    if last.act == "assign":
        dossier.specialist = None
    work.detail = {"pulled_back": last.sequence, "to": to.name, "reason": reason}
