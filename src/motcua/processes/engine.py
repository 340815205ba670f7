"""Runs a process: the only module that knows SpiffWorkflow.

A dossier keeps a small `State` (plain JSON, no copy of the process); the process itself is parsed
once per version and shared. Nothing in a BPMN document is ever executed as code: the document may
only hold the elements of `bpmn_reader`, and gateway conditions are CEL over the facts given with
each call.
"""

from collections.abc import Mapping
from typing import Any, NoReturn, Protocol, TypedDict

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from motcua.processes import bpmn_reader, conditions
from motcua.processes.errors import ProcessError

# Parsed processes kept in memory by each worker; about 100 kB each.
PARSED_PROCESSES = 512


class Runnable(Protocol):
    """What the engine needs of a process version."""

    @property
    def digest(self) -> str:
        """SHA-256 of `bpmn`: the key under which the parsed process is kept."""

    @property
    def bpmn(self) -> str:
        """The BPMN 2.0 document; read only when the process is not yet parsed here."""


class State(TypedDict):
    """Where one dossier stands in its process; JSON-able, stored with the dossier."""

    ready: list[str]
    completed: list[str]
    finished: bool
    # One row per token of the engine: index of the parent row (-1 for the root), element, state.
    tokens: list[list[Any]]


def start(version: Runnable, facts: Mapping[str, Any] | None = None) -> State:
    """A new run of the process, waiting at its first step."""
    workflow = BpmnWorkflow(_spec(version), script_engine=_Conditions(facts))
    _advance(workflow)
    return _state_of(workflow, [])


def complete(
    version: Runnable, state: State, step_key: str, facts: Mapping[str, Any] | None = None
) -> State:
    """The state after the step is done. Raises ProcessError when the step is not waiting.

    `facts` are what gateway conditions may ask about; they are not kept in the state.
    """
    if step_key not in state["ready"]:
        raise ProcessError(f"Bước «{step_key}» không ở trạng thái chờ xử lý.")
    workflow = _workflow_of(version, state, facts)
    _token_at(workflow, step_key, TaskState.READY).run()
    _advance(workflow)
    return _state_of(workflow, [*state["completed"], step_key])


def go_back(version: Runnable, state: State, to_step_key: str) -> State:
    """The state with a completed step waiting again and everything after it undone.

    Work finished in a parallel branch beside that step stays finished. Raises ProcessError when
    the step was not completed or the process is over.
    """
    if state["finished"]:
        raise ProcessError("Quy trình đã kết thúc, không thể chuyển lại bước trước.")
    if to_step_key not in state["completed"]:
        raise ProcessError(f"Bước «{to_step_key}» chưa hoàn thành nên không thể chuyển lại.")
    workflow = _workflow_of(version, state, None)
    token = _token_at(workflow, to_step_key, TaskState.COMPLETED)
    workflow.reset_from_task_id(token.id)
    _reopen_joins(workflow, token)
    done = {task.task_spec.name for task in workflow.get_tasks(state=TaskState.COMPLETED)}
    return _state_of(workflow, [key for key in state["completed"] if key in done])


def previous_steps(version: Runnable, state: State, step_key: str) -> list[str]:
    """Completed steps that lead to this one, the last done first.

    Steps of a parallel branch beside it are not among them: going back to those would undo
    nothing of this one's road.
    """
    spec = _spec(version)
    if step_key not in spec.task_specs:
        raise ProcessError(f"Phiên bản quy trình không có bước «{step_key}».")
    step = spec.task_specs[step_key]
    done = reversed(state["completed"])
    return [key for key in done if step in _reachable(spec.task_specs[key])]


def steps_after(version: Runnable, step_key: str) -> set[str]:
    """Keys of everything a step leads to, gateways and ends included."""
    return {task_spec.name for task_spec in _reachable(_spec(version).task_specs[step_key])}


def ready_steps(state: State) -> list[str]:
    """Keys of the steps waiting for someone, parallel ones as the diagram has them."""
    return list(state["ready"])


def completed_steps(state: State) -> list[str]:
    """Keys of the steps done and not undone, in the order they were done."""
    return list(state["completed"])


def is_finished(state: State) -> bool:
    """Whether the process has come to its end."""
    return state["finished"]


def conditions_of(version: Runnable) -> list[str]:
    """The conditions of all gateways of a process, in no order that matters."""
    return [
        condition.args[0]
        for task_spec in _spec(version).task_specs.values()
        for condition, _ in getattr(task_spec, "cond_task_specs", ())
        if condition is not None
    ]


def check(bpmn: str) -> None:
    """Raises ProcessError when the document is not a process this engine may run."""
    _parse(bpmn)


class _Conditions(PythonScriptEngine):
    """Answers gateway conditions by CEL; refuses all else SpiffWorkflow can evaluate."""

    def __init__(self, facts: Mapping[str, Any] | None) -> None:
        super().__init__(environment=_NoEnvironment())
        self.facts = facts or {}

    def validate(self, expression: str) -> None:
        conditions.compiled(expression)

    def evaluate(self, task: Task, expression: str, external_context: Any = None) -> bool:
        return conditions.holds(expression, self.facts)

    def execute(self, task: Task, script: str, external_context: Any = None) -> NoReturn:
        raise ProcessError("Quy trình không được chứa mã lệnh.")

    def call_service(self, task: Task, **kwargs: Any) -> NoReturn:
        raise ProcessError("Quy trình không được tự gọi dịch vụ bên ngoài.")


class _NoEnvironment:
    """Stands where SpiffWorkflow keeps its Python environment: there is none."""

    def __getattr__(self, name: str) -> NoReturn:
        raise ProcessError("Quy trình không được chứa mã lệnh.")


# SpiffWorkflow trusts its documents: on a broken one it fails with whatever Python raises.
_UNREADABLE = (
    ValidationException,
    SpiffWorkflowException,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)

_parsed: dict[str, BpmnProcessSpec] = {}


def _spec(version: Runnable) -> BpmnProcessSpec:
    spec = _parsed.get(version.digest)
    if spec is None:
        if len(_parsed) >= PARSED_PROCESSES:
            _parsed.clear()
        spec = _parsed[version.digest] = _parse(version.bpmn)
    return spec


def _parse(bpmn: str) -> BpmnProcessSpec:
    document = bpmn_reader.read(bpmn)
    parser = BpmnParser()
    try:
        parser.add_bpmn_xml(document)
        spec = parser.get_spec(bpmn_reader.process_id(document))
    except _UNREADABLE as error:
        raise ProcessError(f"Sơ đồ quy trình không hợp lệ: {error}") from error
    return spec


def _workflow_of(version: Runnable, state: State, facts: Mapping[str, Any] | None) -> BpmnWorkflow:
    spec = _spec(version)
    workflow = BpmnWorkflow(spec, script_engine=_Conditions(facts), deserializing=True)
    tasks: list[Task] = []
    for number, (parent, element, token_state) in enumerate(state["tokens"], start=1):
        try:
            task_spec = spec.task_specs[element]
        except KeyError as error:
            raise ProcessError(f"Phiên bản quy trình không có phần tử «{element}».") from error
        above = tasks[parent] if parent >= 0 else None
        # Tokens need an id only while in memory: their row number serves and costs nothing.
        tasks.append(Task(workflow, task_spec, above, state=token_state, id=number))
    workflow.task_tree = tasks[0]
    return workflow


def _state_of(workflow: BpmnWorkflow, completed: list[str]) -> State:
    rows: dict[Any, int] = {None: -1}
    tokens: list[list[Any]] = []
    ready: list[str] = []
    finished = True
    for task in workflow.tasks.values():
        rows[task.id] = len(tokens)
        tokens.append([rows[task._parent], task.task_spec.name, task.state])
        if task.has_state(TaskState.NOT_FINISHED_MASK):
            finished = False
            if task.state == TaskState.READY and task.task_spec.manual:
                ready.append(task.task_spec.name)
    return State(ready=ready, completed=completed, finished=finished, tokens=tokens)


def _token_at(workflow: BpmnWorkflow, element: str, token_state: int) -> Task:
    for task in workflow.tasks.values():
        if task.task_spec.name == element and task.state == token_state:
            return task
    raise ProcessError(f"Không tìm thấy bước «{element}» trong quy trình đang chạy.")


def _advance(workflow: BpmnWorkflow) -> None:
    """Passes events and gateways until only people's steps are waiting."""
    try:
        workflow.do_engine_steps()
    except SpiffWorkflowException as error:
        raise ProcessError(f"Quy trình không đi tiếp được: {error}") from error


def _reopen_joins(workflow: BpmnWorkflow, token: Task) -> None:
    """Makes the other branches wait again for the branch that was sent back.

    SpiffWorkflow hangs what follows a join under the branch that arrived last; resetting another
    branch leaves that tail alive, so it is cut here.
    """
    after = _reachable(token.task_spec)
    undone = {task.id for task in token}
    beside = [
        task
        for task in workflow.tasks.values()
        if task.id not in undone
        and task.task_spec in after
        and task.parent.task_spec not in after
        and task.has_state(TaskState.FINISHED_MASK)
    ]
    for task in beside:
        task.reset_branch(None)


def _reachable(task_spec: BpmnTaskSpec) -> set[BpmnTaskSpec]:
    found: set[BpmnTaskSpec] = set()
    waiting = list(task_spec.outputs)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(current.outputs)
    return found
