"""What every act has in common: lock, right, precondition, change, event, message. One transaction.

An act is a function `body(work, **details)` under the `@act` decorator. The decorator
locks the dossier, refuses what may not be done, and writes the event and the outbox row
beside the change. A body that raises leaves nothing behind.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.dossiers import journal, policies
from motcua.dossiers.models import Dossier, State, Task
from motcua.mandates.models import Mandate
from motcua.people.models import Account, Officer
from motcua.processes.service import ProcessError


class Refused(Exception):
    """The act is not done: what, why, and what to do instead, for the person who asked."""

    def __init__(self, what: str, why: str, todo: str) -> None:
        super().__init__(f"{what} {why} {todo}")
        self.what, self.why, self.todo = what, why, todo


@dataclass
class Work:
    """One act being done: the locked dossier, who acts, on which task, at what moment."""

    dossier: Dossier
    account: Account
    task: Task | None
    now: datetime
    # What the event remembers of it.
    detail: dict[str, Any] = field(default_factory=dict)
    # By it the agency takes the work up, of which who filed is told.
    takes_up: bool = False
    # Whose work it was until this act, where no task says so.
    relieved: Officer | None = None

    @property
    def officer(self) -> Officer:
        """The acting officer; raises Officer.DoesNotExist for a citizen."""
        return self.account.officer

    @property
    def post(self) -> str:
        """The post in which the officer acts, as papers name it; empty for a citizen."""
        return policies.post_line(self.account, self.dossier, self.task)

    @property
    def step_task(self) -> Task:
        """The task this act closes; acts declared `on` a step kind always have one."""
        if self.task is None:
            raise LookupError("This act was declared without a task.")
        return self.task


@dataclass(frozen=True)
class ActRule:
    """An act as the legal table has it: its name, when it may be done, and by whom."""

    name: str
    label: str | Promise
    states: frozenset[int]
    # Kinds of open task that carry it; empty when it needs none.
    on: frozenset[str]
    allowed: policies.Predicate
    condition: Callable[[Dossier], bool]
    # What the person who did it reads; %(dossier)s stands for the dossier.
    done: str | Promise

    def task_for(self, account: Account, tasks: Iterable[Task]) -> Task | None:
        """The open task this account would close by the act; none when it is not theirs."""
        for task in tasks:
            kind = task.step.kind if task.step else task.kind
            if kind in self.on and policies.may_take(account, task):
                return task
        return None

    def may(self, account: Account, dossier: Dossier, tasks: Iterable[Task]) -> bool:
        """Whether the act may be done now, for pages that offer it."""
        if dossier.state not in self.states or not self.allowed(account, dossier):
            return False
        if self.on and self.task_for(account, tasks) is None:
            return False
        # Last, for it may ask the database.
        return self.condition(dossier)


def offered(account: Account, dossier: Dossier) -> list[ActRule]:
    """The acts this account may do on the dossier now, in the order they were declared."""
    tasks = list(dossier.tasks.waiting())
    return [rule for rule in RULES.values() if rule.may(account, dossier, tasks)]


RULES: dict[str, ActRule] = {}

PerformedAct = Callable[..., Dossier]


def act(
    label: str | Promise,
    *,
    done: str | Promise,
    states: Iterable[int],
    on: Iterable[str] = (),
    allowed: policies.Predicate = policies.is_officer,
    condition: Callable[[Dossier], bool] = lambda dossier: True,
) -> Callable[[Callable[..., None]], PerformedAct]:
    """Declare an act. The decorated body is called as

    `name(dossier, account=…, version=…, key=…, **details) -> Dossier`

    version: the dossier version the page showed; another one means the page is stale.
    key: repeats of one request carry the same key and get the first outcome.
    Raises Refused; then nothing has changed.
    """

    def declare(body: Callable[..., None]) -> PerformedAct:
        rule = ActRule(
            body.__name__, label, frozenset(states), frozenset(on), allowed, condition, done
        )
        RULES[rule.name] = rule

        @functools.wraps(body)
        def perform(
            dossier: Dossier,
            *,
            account: Account,
            version: int | None = None,
            key: str | None = None,
            **details: Any,
        ) -> Dossier:
            with transaction.atomic():
                locked = Dossier.objects.locked(dossier.pk)
                if key and locked.events.filter(key=key).exists():
                    return locked
                work = _begin(rule, locked, account, version)
                _do(body, work, details)
                _finish(rule.name, work, key)
                return locked

        return perform

    return declare


def _do(body: Callable[..., None], work: Work, details: dict[str, Any]) -> None:
    """The body; a process that cannot go on is a refusal like any other."""
    try:
        body(work, **details)
    except ProcessError as refusal:
        raise Refused(
            _("Hồ sơ chưa chuyển được sang bước tiếp theo."),
            str(refusal),
            _("Hãy bổ sung dữ kiện còn thiếu, hoặc báo người quản trị quy trình."),
        ) from refusal


def _begin(rule: ActRule, dossier: Dossier, account: Account, version: int | None) -> Work:
    what = _("Chưa thực hiện được việc “%(act)s”.") % {"act": rule.label}
    if version is not None and version != dossier.version:
        raise Refused(
            what,
            _("Hồ sơ vừa có thay đổi sau khi trang này được mở."),
            _("Hãy tải lại trang, xem lại hồ sơ rồi thực hiện lại nếu vẫn cần."),
        )
    if not rule.allowed(account, dossier):
        raise Refused(
            what,
            _("Tài khoản này không có quyền với hồ sơ."),
            _("Hãy đăng nhập bằng tài khoản đang được giao việc."),
        )
    if dossier.state not in rule.states or not rule.condition(dossier):
        raise Refused(
            what,
            _("Hồ sơ đang ở trạng thái “%(state)s”.") % {"state": dossier.get_state_display()},
            _("Hãy mở lại hồ sơ để xem các việc có thể làm lúc này."),
        )
    task = rule.task_for(account, _waiting(dossier))
    if rule.on and task is None:
        raise Refused(
            what,
            _("Việc này không nằm trên bàn của ông/bà ở bước hiện tại."),
            _("Hãy xem danh sách việc của mình, hoặc liên hệ người đang giữ hồ sơ."),
        )
    return Work(dossier, account, task, timezone.now())


def _waiting(dossier: Dossier) -> list[Task]:
    """The open tasks with their steps, which need no query."""
    tasks = list(dossier.tasks.filter(closed_at=None).order_by())
    for task in tasks:
        task.step = dossier.road.step(task.step_id)
    return tasks


def _finish(name: str, work: Work, key: str | None) -> None:
    work.dossier.version += 1
    work.dossier.save()
    if work.dossier.mandate is not None and work.dossier.submitter_id == work.account.pk:
        work.detail |= mandate_detail(work.dossier.mandate)
    event = journal.append(name, work.dossier, work.account, work.detail, work.now, key, work.task)
    journal.owe(event, at=work.now, takes_up=work.takes_up, relieved=work.relieved)


def mandate_detail(mandate: Mandate) -> dict[str, str]:
    """What events remember of who acts for another: by which mandate, agreed to how."""
    return {"mandate": mandate.reference, "consent": mandate.consent.method}


def is_received(dossier: Dossier) -> bool:
    """Whether a code was given and a clock runs."""
    return dossier.received_at is not None


PRE_RECEPTION = (State.REGISTERED,)
IN_HAND = (State.RECEIVED, State.PROCESSING)
# Not yet finished, whoever is being waited for; a supplement may be waited for before reception.
UNDECIDED = (State.RECEIVED, State.PROCESSING, State.SUPPLEMENT, State.PAYMENT)
