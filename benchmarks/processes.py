"""What a step of a stored process costs, against the same step of a process kept in memory.

Run with `python -m benchmarks.processes`. Ours reads the stored JSON, completes the step and
writes the JSON again. Figures are ratios of medians taken in turn in one run.
"""

import json
import statistics
from collections.abc import Callable, Iterator
from time import perf_counter_ns
from typing import NamedTuple

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from motcua.processes import engine
from motcua.processes.bpmn import process_id_of
from tests.processes.records import DRAWN, TABLES

ROUNDS = 15
SLOWEST_STEP_MS = 2.0
# The default process; the longest real one; one with parallel branches at other agencies.
CODES = ("MAC-DINH-10wd", "YB-TN08", "QG-2.000986")


class Row(NamedTuple):
    """One process: nanoseconds a step as we do it, in memory, and by SpiffWorkflow's own JSON."""

    code: str
    ours_ns: float
    memory_ns: float
    library_ns: float
    state_bytes: int

    @property
    def ratio(self) -> float:
        return self.ours_ns / self.memory_ns


def measure() -> Iterator[Row]:
    """Each process from start to end, the three ways in turn: a busy machine hurts them alike."""
    for code in CODES:
        spec = _spec(code)
        ways: list[Callable[[], object]] = [
            lambda code=code: _stored(code),
            lambda spec=spec, code=code: _in_memory(spec, code),
            lambda spec=spec, code=code: _by_the_library(spec, code),
        ]
        rounds = [[_nanoseconds_a_step(way, code) for way in ways] for _ in range(ROUNDS)]
        ours, memory, library = (statistics.median(taken) for taken in zip(*rounds, strict=True))
        yield Row(code, ours, memory, library, len(json.dumps(engine.start(DRAWN[code]))))


def _stored(code: str) -> None:
    stored = json.dumps(engine.start(DRAWN[code]))
    for row in TABLES[code].rows:
        stored = json.dumps(engine.complete(DRAWN[code], json.loads(stored), row.key))
    assert engine.is_finished(json.loads(stored))


def _in_memory(spec: BpmnProcessSpec, code: str) -> None:
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    for row in TABLES[code].rows:
        _run(workflow, row.key)
    assert workflow.is_completed()


def _by_the_library(spec: BpmnProcessSpec, code: str) -> None:
    serializer = BpmnWorkflowSerializer()
    workflow = BpmnWorkflow(spec)
    workflow.do_engine_steps()
    stored = serializer.serialize_json(workflow)
    for row in TABLES[code].rows:
        workflow = serializer.deserialize_json(stored)
        _run(workflow, row.key)
        stored = serializer.serialize_json(workflow)


def _run(workflow: BpmnWorkflow, step: str) -> None:
    workflow.get_next_task(state=TaskState.READY, spec_name=step).run()
    workflow.do_engine_steps()


def _spec(code: str) -> BpmnProcessSpec:
    parser = BpmnParser()
    parser.add_bpmn_str(DRAWN[code].bpmn.encode())
    return parser.get_spec(process_id_of(code))


def _nanoseconds_a_step(way: Callable[[], object], code: str) -> float:
    begin = perf_counter_ns()
    way()
    return (perf_counter_ns() - begin) / len(TABLES[code].rows)


def main() -> None:
    """Print the table."""
    heads = ("ours µs", "memory µs", "ratio", "library µs", "state B")
    print(f"{'a step of':<16}" + "".join(f"{head:>12}" for head in heads))
    for row in measure():
        print(
            f"{row.code:<16}{row.ours_ns / 1000:>12.0f}{row.memory_ns / 1000:>12.0f}"
            f"{row.ratio:>12.2f}{row.library_ns / 1000:>12.0f}{row.state_bytes:>12}"
        )
        assert row.ours_ns < SLOWEST_STEP_MS * 1e6


if __name__ == "__main__":
    main()
