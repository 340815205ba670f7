"""Takes a BPMN 2.0 document drawn in a modeller and names every mistake by element and name.

What is not for the engine (foreign extensions, data objects, notes, message flows) is left out of
the kept document; how lanes and attributes are read is in docs/processes.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lxml import etree

from motcua.processes import bpmn, conditions, limits
from motcua.processes.blocks import MOST_ROADS
from motcua.processes.bpmn_reader import FLOW_NODES, MODEL, RESERVED_IDS, parse
from motcua.processes.drawn_steps import row_of_task, words_of
from motcua.processes.errors import ProcessError
from motcua.processes.graph import Graph, Run
from motcua.processes.lawfulness import Level, Problem, problems_of_road, problems_of_rows
from motcua.processes.tables import ProcessTable, StepRow

# Not typed by the modeller's user, or done by hand: both are work of a person.
PERSONS = ("task", "manualTask", "userTask")
DECORATION = frozenset(
    {"textAnnotation", "association", "group", "dataObject", "dataObjectReference"}
    | {"dataStoreReference", "property", "ioSpecification", "dataInputAssociation"}
    | {"dataOutputAssociation", "artifact", "auditing", "monitoring", "messageFlow"}
    | {"performer", "humanPerformer", "potentialOwner"}
)
PLAIN = frozenset(
    {"laneSet", "lane", "flowNodeRef", "childLaneSet", "sequenceFlow", "conditionExpression"}
    | {"incoming", "outgoing", "documentation"}
)
NOT_FOR_PEOPLE = {
    "scriptTask": "chứa mã lệnh; quy trình không được chạy mã",
    "serviceTask": "tự gọi dịch vụ; quy trình chỉ gồm việc của người",
    "businessRuleTask": "chạy bảng quyết định; hãy dùng cổng rẽ nhánh với điều kiện CEL",
    "sendTask": "tự gửi tin; hệ thống tự gửi tin theo hành vi nghiệp vụ",
    "receiveTask": "chờ tin; hãy dùng bước lấy ý kiến có hạn trả lời",
    "callActivity": "gọi quy trình khác; hãy vẽ các bước vào một sơ đồ",
    "subProcess": "là quy trình con; hãy vẽ các bước vào một sơ đồ",
    "intermediateCatchEvent": "là sự kiện chờ; thời hạn ghi bằng thuộc tính của bước",
    "intermediateThrowEvent": "là sự kiện giữa đường; hãy bỏ đi",
    "boundaryEvent": "là sự kiện gắn trên bước; thời hạn ghi bằng thuộc tính của bước",
    "inclusiveGateway": "là cổng bao hàm; hãy dùng cổng loại trừ hoặc song song",
    "complexGateway": "là cổng phức hợp; hãy dùng cổng loại trừ hoặc song song",
    "eventBasedGateway": "là cổng sự kiện; hãy dùng cổng loại trừ",
}


@dataclass
class Drawing:
    """What a document says: the table of its steps, the document to keep, what is wrong."""

    table: ProcessTable
    document: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not any(each.level is Level.ERROR for each in self.problems)


def read(text: str, *, code: str = "", limit: str = "", name: str = "") -> Drawing:
    """The process of a document. `code`, `limit`, `name` go before what the document says.

    Nothing is raised: a document that cannot be read at all has one problem that says so.
    """
    empty = ProcessTable(code, name, limit, ())
    try:
        root = parse(text)
        process = _process_of(root)
    except ProcessError as refusal:
        return Drawing(empty, "", [Problem(Level.ERROR, str(refusal))])
    found = list(_foreign(process))
    _clean(root, process)
    graph = Graph(process)
    table, unclear = _table(root, process, graph, replace(empty))
    found += [*_of_ids(process), *_of_flows(process, graph), *unclear, *_of_conditions(graph)]
    found += problems_of_rows(table)
    if not any(each.level is Level.ERROR for each in found):
        found += _of_runs(graph, table)
    document = etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode()
    order = {row.key: row.order for row in table.rows}
    named = [replace(p, order=p.order or order.get(p.element)) for p in found]
    return Drawing(table, document, sorted(named, key=lambda p: (p.level, p.order or 0)))


def _error(element: str, message: str) -> Problem:
    return Problem(Level.ERROR, message, element=element)


def _process_of(root: etree._Element) -> etree._Element:
    if root.tag != f"{{{MODEL}}}definitions":
        raise ProcessError("Tệp không phải là sơ đồ BPMN 2.0.")
    processes = [p for p in root.findall(f"{{{MODEL}}}process") if len(p)]
    if len(processes) != 1:
        names = ", ".join(p.get("name") or p.get("id", "") for p in processes)
        raise ProcessError(
            f"Sơ đồ phải có đúng một quy trình; tệp này có {len(processes)} ({names})."
            if processes
            else "Sơ đồ không có quy trình nào."
        )
    return processes[0]


def _foreign(process: etree._Element) -> Iterator[Problem]:
    """Elements no process may hold, and events that are more than a beginning or an end."""
    for element in process.iterdescendants(f"{{{MODEL}}}*"):
        kind, here = etree.QName(element).localname, element.get("id", "")
        if kind in NOT_FOR_PEOPLE:
            yield _error(here, f"«{words_of(element)}» {NOT_FOR_PEOPLE[kind]}.")
        elif kind.endswith("LoopCharacteristics"):
            parent = element.getparent()
            yield _error(
                parent.get("id", ""), f"«{words_of(parent)}» lặp lại; một bước chỉ làm một lần."
            )
        elif kind.endswith("EventDefinition"):
            parent = element.getparent()
            if etree.QName(parent).localname in ("startEvent", "endEvent"):
                yield _error(
                    parent.get("id", ""),
                    f"«{words_of(parent)}» là sự kiện đặc biệt; bắt đầu và kết thúc phải để trống.",
                )
        elif kind not in DECORATION | PLAIN | FLOW_NODES | {*PERSONS, "extensionElements", "text"}:
            inside = etree.QName(element.getparent()).localname
            if inside not in DECORATION | {*NOT_FOR_PEOPLE} and not inside.endswith("Definition"):
                yield _error(here, f"«{words_of(element)}» ({kind}) không dùng được.")


def _clean(root: etree._Element, process: etree._Element) -> None:
    """Leaves what the engine and our own readers understand."""
    for element in list(root.iterdescendants(f"{{{MODEL}}}*")):
        if etree.QName(element).localname in DECORATION:
            element.getparent().remove(element)
    for kind in PERSONS[:2]:
        for task in process.iterfind(f"{{{MODEL}}}{kind}"):
            task.tag = f"{{{MODEL}}}userTask"


def _table(
    root: etree._Element, process: etree._Element, graph: Graph, given: ProcessTable
) -> tuple[ProcessTable, list[Problem]]:
    own = process.find(f"{{{MODEL}}}extensionElements/{{{bpmn.OWN}}}process")
    said = dict(own.attrib) if own is not None else {}
    lanes = {
        ref.text: lane
        for lane in process.iter(f"{{{MODEL}}}lane")
        for ref in lane.iterfind(f"{{{MODEL}}}flowNodeRef")
    }
    tasks = {task.get("id"): task for task in process.iterfind(f"{{{MODEL}}}userTask")}
    order = [*graph.in_order(), *graph.nodes]
    places = {node: order.index(node) for node in tasks if node in order}
    rows, unclear = [], []
    for number, (task_id, task) in enumerate(
        sorted(tasks.items(), key=lambda item: places.get(item[0], 0)), start=1
    ):
        row, problems = row_of_task(task, lanes.get(task_id), number)
        rows.append(row)
        unclear += problems
    pool = root.find(f"{{{MODEL}}}collaboration/{{{MODEL}}}participant[@processRef]")
    table = ProcessTable(
        code=given.code or said.get("code") or process.get("id", ""),
        name=given.name or process.get("name") or said.get("code", ""),
        limit=given.limit or said.get("limit", ""),
        rows=tuple(rows),
        agency=said.get("agency") or (words_of(pool) if pool is not None else ""),
        source="Sơ đồ BPMN",
    )
    if not table.name:
        unclear.append(_error(process.get("id", ""), "Quy trình chưa có tên."))
    return table, unclear


def _of_ids(process: etree._Element) -> Iterator[Problem]:
    seen: set[str] = set()
    for element in process.iterdescendants(f"{{{MODEL}}}*"):
        here = element.get("id")
        if here is None:
            if etree.QName(element).localname in FLOW_NODES | {"sequenceFlow"}:
                yield _error(f"dòng {element.sourceline}", f"«{words_of(element)}» không có mã id.")
        elif here in RESERVED_IDS:
            yield _error(here, f"mã «{here}» dành cho hệ thống; hãy đổi mã khác.")
        elif here in seen:
            yield _error(here, f"hai phần tử cùng mã «{here}».")
        seen.add(here or "")


def _of_flows(process: etree._Element, graph: Graph) -> Iterator[Problem]:
    for flow in process.iterfind(f"{{{MODEL}}}sequenceFlow"):
        for end in ("sourceRef", "targetRef"):
            if flow.get(end) not in graph.nodes:
                yield _error(
                    flow.get("id", ""), f"đường nối tới «{flow.get(end)}» không có trong sơ đồ."
                )
    yield from _of_ways(graph)


def _of_ways(graph: Graph) -> Iterator[Problem]:
    """Every node lies on a road from the one start to an end, and no road turns back."""
    starts, ends = graph.of_kind("startEvent"), graph.of_kind("endEvent")
    if len(starts) != 1:
        yield _error("", f"phải có đúng một điểm bắt đầu; sơ đồ có {len(starts)}.")
    if not ends:
        yield _error("", "không có điểm kết thúc.")
    reached = graph.reached_from(starts[0].id) if starts else set(graph.nodes)
    ending = {n for end in ends for n in graph.reached_from(end.id, backwards=True)}
    for node in graph.nodes.values():
        if node.id not in reached and len(starts) == 1:
            yield _error(node.id, f"{node} không có đường nào dẫn tới.")
        if ends and node.id not in ending:
            yield _error(node.id, f"{node} không dẫn tới điểm kết thúc nào.")
    for node_id in sorted(graph.nodes.keys() - set(graph.in_order())):
        node = graph.nodes[node_id]
        if node.kind == "userTask":
            yield _error(
                node_id, f"{node} nằm trong vòng lặp; trả lại bước trước là việc của cán bộ."
            )


def _of_conditions(graph: Graph) -> Iterator[Problem]:
    for node in graph.nodes.values():
        onward = graph.onward[node.id]
        if node.kind in ("userTask", "startEvent") and len(onward) > 1:
            yield _error(node.id, f"{node} có nhiều đường ra; hãy đặt một cổng sau đó.")
        choosing = node.kind == "exclusiveGateway" and len(onward) > 1
        for link in onward:
            if link.condition is not None and not choosing:
                yield _error(link.id, f"điều kiện phải nằm sau cổng loại trừ, không phải {node}.")
            elif link.condition is not None:
                yield from _of_condition(link.id, link.condition)
            elif choosing and link.id not in graph.defaults:
                yield _error(
                    link.id,
                    f"đường ra «{link.name or link.id}» của {node} chưa có điều kiện; đặt điều "
                    "kiện CEL hoặc chọn làm đường mặc định.",
                )
        if choosing and not any(link.id in graph.defaults for link in onward):
            yield Problem(
                Level.WARNING,
                f"{node} không có đường mặc định khi không điều kiện nào đúng.",
                element=node.id,
            )


def _of_condition(flow: str, condition: str) -> Iterator[Problem]:
    try:
        conditions.check(condition)
    except ProcessError as refusal:
        yield _error(flow, str(refusal))


def _of_runs(graph: Graph, table: ProcessTable) -> Iterator[Problem]:
    """Every way through: joins, the rules of law, and the hours."""
    rows = {row.key: row for row in table.rows}
    runs = list(graph.runs())
    if len(runs) > MOST_ROADS:
        yield _error("", f"có quá {MOST_ROADS} đường đi; hãy tách bớt nhánh.")
        return
    told: dict[Problem, None] = {}
    for run in runs:
        told |= {_error(n, f"{graph.nodes[n]} {fault}"): None for n, fault in run.faults.items()}
        told |= dict.fromkeys(problems_of_road(tuple(rows[n] for n in run.passed if n in rows)))
    walked = {node for run in runs for node in run.passed}
    told |= {
        _error(n, f"{graph.nodes[n]} không bao giờ tới lượt."): None for n in rows.keys() - walked
    }
    yield from told
    if table.limit:
        longest = max(_hours_of(graph, run, rows) for run in runs)
        if longest > limits.hours(limits.read(table.limit)):
            yield _error(
                "",
                f"đường dài nhất cần {longest:f} giờ làm việc, quá thời hạn "
                f"{limits.words(table.limit)} của quy trình.",
            )


def _hours_of(graph: Graph, run: Run, rows: dict[str, StepRow]) -> Decimal:
    """Working hours of the longest chain of a run; branches side by side count once."""
    until: dict[str, Decimal] = {}
    for node in run.passed:
        before = [until[link.source] for link in graph.arriving[node] if link.source in until]
        row = rows.get(node)
        own = limits.hours(limits.read(row.limit)) if row and row.limit else Decimal()
        until[node] = max(before, default=Decimal()) + own
    return max(until.values())
