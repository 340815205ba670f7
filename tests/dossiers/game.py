"""A game played by random people: acts, refusals, time; after each move, what must hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.utils import timezone

from motcua.calendars import service as calendars
from motcua.calendars.models import DayDecision
from motcua.catalog.models import ProcedureCase
from motcua.chain import VIETNAM
from motcua.dossiers import acts, verification
from motcua.dossiers.models import Dossier, State, Task
from motcua.people.models import Account, PostHolding
from tests.dossiers import people, playing
from tests.dossiers.moments import disagreements

One = TypeVar("One")
MONDAY = datetime(2026, 12, 7, 8, tzinfo=VIETNAM)
# Ways to file, each by its channel.
WAYS = (
    *(("online", "online"), ("online", "online"), ("post", "post")),
    *(("counter", "counter"), ("visit", "counter"), ("back", "counter")),
)
# What takes a dossier to its end.
HANDS_ON = (
    *("receive", "assign", "propose", "give_opinion", "approve", "sign", "number", "release"),
    *("confirm_payment", "return_result", "send_supplement_request", "apologise_and_extend"),
)
# What procedures may say of their clock, so that time alone has something to do.
POLICIES = (
    {},
    {"close_after": 3},
    {"silence": "granted"},
    {"supplement": "pause", "payment_pauses": False},
)


class Game:
    """One game of a town; everything in it hangs on what `choose` gives."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 a game, not a secret
        self.now = MONDAY
        self.dossiers: list[Dossier] = []
        self.codes: dict[int, str] = {}
        self.accounts: dict[int, Account] = {}
        self.played: Counter[str] = Counter()
        self.refusals: Counter[str] = Counter()
        # What was done, for whoever must find out why a promise did not hold.
        self.log: list[str] = []

    def choose(self, choices: Sequence[One]) -> One:
        return self.random.choice(choices)

    def play(self, moves: int) -> None:
        kinds = {
            self.somebody_files: 8,
            self.the_work_goes_on: 40,
            self.somebody_does_what_is_offered: 26,
            self.somebody_tries_what_is_not_offered: 12,
            self.time_passes: 13,
            self.a_day_is_taken_off: 1,
        }
        self.somebody_files()
        for _ in range(moves):
            (move,) = self.random.choices(list(kinds), list(kinds.values()))
            move()
        assert disagreements() == []

    def somebody_files(self) -> None:
        if len(self.dossiers) >= 6:
            return
        case, agency = playing.case_and_agency(self.choose)
        policy = case.policy | self.choose(POLICIES)
        ProcedureCase.objects.filter(pk=case.pk).update(policy=policy)
        case.refresh_from_db()
        how = self.choose([how for how, channel in WAYS if case.takes(channel)])
        if how == "online":
            made = [playing.filed_online(case, agency, people.citizen(self.choose([0, 1, 2])))]
        else:
            made = self.at_counter(how, playing.filing(case, agency))
        self.dossiers += made
        for dossier in made:
            self.holds(dossier)

    def at_counter(self, how: str, filing: acts.Filing) -> list[Dossier]:
        clerk = people.officer(self.choose(["mc.hongbang", "mc.thanhpho", "mc.lechan"]))
        key = f"{len(self.dossiers)}"
        if how == "visit":
            return acts.receive_visit([filing, filing], account=clerk, key=key)
        if how == "back":
            asked = {"items": "Tờ khai", "reason": "Chưa ký"}
            return [acts.give_back_at_counter(filing, account=clerk, key=key, **asked)]
        record = acts.PostalRecord("VNPost", "BB-1", self.now - timedelta(hours=5))
        post = record if how == "post" else None
        return [acts.receive_at_counter(filing, account=clerk, key=key, post=post)]

    def the_work_goes_on(self) -> None:
        """Acts of those who hold an open task, most often the one that hands the work on."""
        for _ in range(self.choose([1, 2, 3, 4])):
            if not (dossier := self.some_dossier()):
                return
            tasks = list(dossier.tasks.waiting())
            if not tasks:
                return
            account = self.holder_of(self.choose(tasks))
            offers = [each.name for each in acts.offered(account, dossier) if each.on]
            onward = [name for name in offers if name in HANDS_ON]
            if onward and self.random.random() < 0.7:
                self.do(self.choose(onward), dossier, account)
            elif offers:
                self.do(self.choose(offers), dossier, account)

    def holder_of(self, task: Task) -> Account:
        if task.assignee:
            return self.account(task.assignee.account_id)
        holdings = PostHolding.objects.in_force().filter(
            post__unit=task.unit_id, post__role=task.role
        )
        return self.account(self.choose(list(holdings.values_list("officer__account", flat=True))))

    def account(self, pk: int) -> Account:
        """Read once a game, with the posts it holds."""
        if pk not in self.accounts:
            self.accounts[pk] = Account.objects.get(pk=pk)
        return self.accounts[pk]

    def somebody_does_what_is_offered(self) -> None:
        if not (dossier := self.some_dossier()):
            return
        account = self.account(self.choose(playing.neighbours(dossier)))
        if offers := acts.offered(account, dossier):
            self.do(self.choose(offers).name, dossier, account)

    def somebody_tries_what_is_not_offered(self) -> None:
        if not self.dossiers:
            return
        dossier = self.choose(self.dossiers)
        strangers = [people.officer("cv.vinhbao"), people.citizen(4), people.officer("ld.thue")]
        near = [self.account(pk) for pk in playing.neighbours(dossier)]
        account = self.choose([*near, *strangers])
        offered = {each.name for each in acts.offered(account, dossier)}
        name = self.choose(sorted(acts.RULES.keys() - offered))
        try:
            told = playing.details(name, dossier, account, self.choose)
        except (IndexError, ValueError):
            return
        self.refused(name, dossier, account, told)

    def time_passes(self) -> None:
        self.now += timedelta(
            days=self.choose([0, 0, 0, 1, 3, 12]), minutes=self.choose(range(540))
        )
        acts.watch_limits()
        for dossier in self.dossiers:
            self.note_time(dossier)

    def note_time(self, dossier: Dossier) -> None:
        """What time alone did is played too."""
        before = dossier.version
        dossier.refresh_from_db()
        if dossier.version != before:
            self.played[dossier.events.latest("sequence").act] += 1
            self.holds(dossier)

    def a_day_is_taken_off(self) -> None:
        day = timezone.localdate(self.now) + timedelta(days=self.choose(range(1, 20)))
        decision = DayDecision(
            day=day,
            kind=DayDecision.Kind.OFF,
            reason="hoán đổi",
            decision_number="12729/VPCP-KGVX",
            decided_on=timezone.localdate(self.now),
        )
        calendars.decide([decision], people.officer("qt"))

    def some_dossier(self) -> Dossier | None:
        open_ones = [each for each in self.dossiers if not each.is_closed] or self.dossiers
        return self.choose(open_ones) if open_ones else None

    def do(self, name: str, dossier: Dossier, account: Account) -> None:
        told = playing.details(name, dossier, account, self.choose)
        if playing.lawfully_refused(name, dossier, told):
            self.refused(name, dossier, account, told)
            return
        self.log.append(f"{self.now:%d/%m %H:%M} {dossier.pk} {name} {account} {told}")
        before = dossier.version
        key = f"{name}-{before}"
        said = {"account": account, "key": key, **told}
        done = getattr(acts, name)(dossier, version=before, **said)
        assert getattr(acts, name)(dossier, version=before, **said).version == done.version
        assert done.version == before + 1
        event = done.events.latest("sequence")
        assert (event.act, event.actor, event.at) == (name, account, self.now)
        self.played[name] += 1
        dossier.refresh_from_db()
        self.holds(dossier)

    def refused(self, name: str, dossier: Dossier, account: Account, told: dict[str, Any]) -> None:
        before = playing.state_of(dossier)
        with pytest.raises(acts.Refused) as refusal, transaction.atomic():
            getattr(acts, name)(dossier, account=account, **told)
        assert all([refusal.value.what, refusal.value.why, refusal.value.todo])
        assert playing.state_of(dossier) == before
        self.refusals[name] += 1

    def holds(self, dossier: Dossier) -> None:
        assert list(verification.of_dossier(dossier)) == []
        if dossier.code:
            assert self.codes.setdefault(dossier.pk, dossier.code) == dossier.code
        if dossier.state in State.closed():
            assert not dossier.tasks.waiting().exists()
