"""Random walks through every process agree with the plain reading of its table, to an end."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.processes import engine
from motcua.processes.errors import ProcessError
from motcua.processes.tables import StepRow
from tests.processes.records import DRAWN, TABLES, conditions_of, facts_saying


def named(facts: dict[str, Any], condition: str) -> bool:
    """Conditions of these tables ask one fact each: fee.due, decided.something."""
    for name in condition.split("."):
        facts = facts[name]
    return bool(facts)


def called_for(rows: list[StepRow], facts: dict[str, Any]) -> Iterator[StepRow]:
    """The rows whose condition holds; of alternatives the first, or the one for the rest."""
    chosen: dict[str, str] = {}
    for row in rows:
        if row.branch and row.condition and named(facts, row.condition):
            chosen.setdefault(row.branch, row.condition)
    for row in rows:
        if row.branch:
            if row.condition == chosen.get(row.branch, ""):
                yield row
        elif not row.condition or named(facts, row.condition):
            yield row


class PlainReading:
    """A table run by hand: the rows the facts call for, stage by stage; a stage opens when the
    one before it is wholly done, and within it the steps of one part come in turn."""

    def __init__(self, rows: Iterable[StepRow], facts: dict[str, Any]) -> None:
        self.stages: list[list[list[str]]] = []
        group, chains = "", dict[str, list[str]]()
        for row in called_for(list(rows), facts):
            if not row.parallel_group or row.parallel_group != group:
                group, chains = row.parallel_group, {}
                self.stages.append([])
            chain = chains.setdefault(row.part or row.key, [])
            if not chain:
                self.stages[-1].append(chain)
            chain.append(row.key)
        self.done: list[str] = []

    @property
    def ready(self) -> set[str]:
        for stage in self.stages:
            waiting = [[key for key in chain if key not in self.done] for chain in stage]
            if any(waiting):
                return {chain[0] for chain in waiting if chain}
        return set()

    def complete(self, key: str) -> None:
        self.done.append(key)

    def go_back(self, key: str) -> None:
        place = next(i for i, s in enumerate(self.stages) if any(key in chain for chain in s))
        kept = {each for stage in self.stages[:place] for chain in stage for each in chain}
        for chain in self.stages[place]:
            kept |= set(chain[: chain.index(key)] if key in chain else chain)
        self.done = [each for each in self.done if each in kept]


@settings(max_examples=300, deadline=None)
@given(code=st.sampled_from(sorted(DRAWN)), data=st.data())
def test_random_walk_to_an_end(code, data):
    version, rows = DRAWN[code], TABLES[code].rows
    asked = conditions_of(rows)
    true = data.draw(st.sets(st.sampled_from(asked)) if asked else st.just(set()), label="true")
    facts = facts_saying(true, asked)
    table, state = PlainReading(rows, facts), engine.start(version, facts)
    for _ in range(data.draw(st.integers(0, 12), label="moves")):
        back = bool(table.done) and data.draw(st.booleans(), label="back")
        if back:
            key = data.draw(st.sampled_from(table.done), label="to")
            state = engine.go_back(version, json.loads(json.dumps(state)), key)
            table.go_back(key)
        else:
            key = data.draw(st.sampled_from(sorted(table.ready)), label="done")
            state = engine.complete(version, json.loads(json.dumps(state)), key, facts)
            table.complete(key)
        assert set(engine.ready_steps(state)) == table.ready
        assert engine.completed_steps(state) == table.done
        if engine.is_finished(state):
            break
    while table.ready:
        key = data.draw(st.sampled_from(sorted(table.ready)), label="last")
        state = engine.complete(version, state, key, facts)
        table.complete(key)
    assert engine.is_finished(state)
    assert sorted(engine.completed_steps(state)) == sorted(table.done)


@pytest.mark.parametrize("code", DRAWN)
def test_steps_come_in_the_order_of_the_table(code):
    version, rows = DRAWN[code], TABLES[code].rows
    facts = facts_saying(asked := conditions_of(rows), asked)
    state = engine.start(version)
    for row in rows:
        if row.branch and not row.condition:
            continue
        assert row.key in engine.ready_steps(state)
        state = engine.complete(version, state, row.key, facts)
    assert engine.is_finished(state)
    assert engine.ready_steps(state) == []


def test_a_gateway_without_its_fact_is_told_and_nothing_moves():
    version = DRAWN["QG-1.010803"]
    state = walk("QG-1.010803", "s1", "s2", "s3")
    with pytest.raises(ProcessError, match=r"Chưa đủ dữ kiện.*ho_so_goc_o_tinh_khac"):
        engine.complete(version, state, "s4")
    assert engine.ready_steps(state) == ["s4"]


NOTHING_ELSE = {"fee": {"due": False}}


def walk(code: str, *keys: str) -> engine.State:
    state = engine.start(DRAWN[code])
    for key in keys:
        state = engine.complete(DRAWN[code], state, key, NOTHING_ELSE)
    return state


def test_the_state_is_small_and_holds_no_copy_of_the_process():
    longest = max(TABLES, key=lambda code: len(TABLES[code].rows))
    assert len(json.dumps(engine.start(DRAWN[longest]))) < 600


def test_an_earlier_state_is_not_touched():
    before = walk("YB-KT01", "s1")
    copy = json.loads(json.dumps(before))
    engine.complete(DRAWN["YB-KT01"], before, "s2")
    engine.go_back(DRAWN["YB-KT01"], before, "s1")
    assert before == copy


@pytest.mark.parametrize("key", ["s1", "s3", "s99", "start", "Start", ""])
def test_only_a_waiting_step_can_be_completed(key):
    with pytest.raises(ProcessError, match="không ở trạng thái chờ"):
        engine.complete(DRAWN["YB-KT01"], walk("YB-KT01", "s1"), key)


@pytest.mark.parametrize("key", ["s2", "s3", "s99", "start"])
def test_only_a_completed_step_can_be_gone_back_to(key):
    with pytest.raises(ProcessError, match="chưa hoàn thành"):
        engine.go_back(DRAWN["YB-KT01"], walk("YB-KT01", "s1"), key)


def test_a_finished_process_cannot_be_reopened():
    code = "YB-KT01"
    state = walk(code, *(row.key for row in TABLES[code].rows if not row.condition))
    with pytest.raises(ProcessError, match="đã kết thúc"):
        engine.go_back(DRAWN[code], state, "s1")


def test_going_back_into_a_branch_keeps_the_branch_beside_it():
    code, version = "QG-2.000986", DRAWN["QG-2.000986"]
    signing = walk(code, "s1", "s2", "s3", "s4", "s5", "s6", "s7")
    assert engine.ready_steps(signing) == ["s8"]
    police_again = engine.go_back(version, signing, "s6")
    assert engine.ready_steps(police_again) == ["s6"]
    assert "s7" in engine.completed_steps(police_again)
    assert engine.ready_steps(engine.complete(version, police_again, "s6")) == ["s8"]


def test_steps_that_lead_to_a_step_leave_out_the_branch_beside_it():
    code, version = "QG-2.000986", DRAWN["QG-2.000986"]
    state = walk(code, "s1", "s2", "s3", "s4", "s5", "s6")
    assert engine.previous_steps(version, state, "s7") == ["s5", "s4", "s3", "s2", "s1"]
    with pytest.raises(ProcessError):
        engine.previous_steps(version, state, "s99")


def test_a_state_of_another_process_is_refused():
    state = walk("QG-2.000986", "s1", "s2", "s3", "s4", "s5")
    with pytest.raises(ProcessError, match="không có phần tử"):
        engine.complete(DRAWN["YB-KT01"], state, "s6")
