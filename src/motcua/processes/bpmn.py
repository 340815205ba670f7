"""Writes a process table as a BPMN 2.0 document with its diagram, readable in any modeller."""

import re

from lxml import etree

from motcua.processes import layout, limits
from motcua.processes.layout import Box, Diagram, Flow
from motcua.processes.tables import ProcessTable, StepRow

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TARGET = "urn:motcua:quy-trinh-noi-bo"
# Attributes of a step that BPMN has no place for, in the extension element `step`.
OWN = "urn:motcua:bpmn"
ATTRIBUTES = (
    *("kind", "place", "unit_name", "post_name", "limit", "agency_code", "content", "hands_over"),
    *("unit_code", "part", "return_to", "pauses", "resumes", "silence", "closes_after"),
)

START_NAME, END_NAME = "Nộp hồ sơ", "Kết thúc"
POOL, COLLABORATION = "pool", "collaboration"
LABEL_WIDTH, LABEL_HEIGHT = 70, 16


def document(table: ProcessTable) -> str:
    """The BPMN 2.0 XML of a table. Ids of the user tasks are the step keys."""
    diagram = layout.draw(table)
    root = etree.Element(
        f"{{{MODEL}}}definitions",
        {"id": "definitions", "targetNamespace": TARGET, "exporter": "Một Cửa"},
        nsmap={"bpmn": MODEL, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI, "motcua": OWN},
    )
    process_id = process_id_of(table.code)
    collaboration = _add(root, "collaboration", id=COLLABORATION)
    pool_name = table.agency or table.code
    _add(collaboration, "participant", id=POOL, name=pool_name, processRef=process_id)
    _add_process(root, process_id, table, diagram)
    _add_drawing(root, diagram)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()


def process_id_of(code: str) -> str:
    """The id of the process element: the code in the letters XML allows for an id."""
    return "qt_" + re.sub(r"[^A-Za-z0-9_.-]", "_", code)


def _add_process(
    root: etree._Element, process_id: str, table: ProcessTable, diagram: Diagram
) -> None:
    process = _add(root, "process", id=process_id, name=table.name, isExecutable="true")
    own = {"code": table.code, "limit": table.limit, "agency": table.agency}
    etree.SubElement(_add(process, "extensionElements"), f"{{{OWN}}}process", own)
    lane_set = _add(process, "laneSet", id="lanes")
    for number, lane in enumerate(diagram.lanes, start=1):
        element = _add(lane_set, "lane", id=f"lane_{number}", name=lane.name)
        for member in lane.elements:
            _add(element, "flowNodeRef").text = member
    rows = {row.key: row for row in table.rows}
    for element_id in diagram.boxes:
        _add_node(process, element_id, rows.get(element_id), diagram.flows)
    for number, flow in enumerate(diagram.flows, start=1):
        _add_flow(process, f"f{number}", flow)


def _add_flow(process: etree._Element, flow_id: str, flow: Flow) -> None:
    words = {"name": flow.label} if flow.label else {}
    ends = {"sourceRef": flow.source, "targetRef": flow.target}
    element = _add(process, "sequenceFlow", id=flow_id, **words, **ends)
    if flow.condition:
        asked = _add(element, "conditionExpression", language="cel")
        asked.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
        asked.text = flow.condition


def _add_node(
    process: etree._Element, element_id: str, row: StepRow | None, flows: list[Flow]
) -> None:
    if row is not None:
        node = _add(process, "userTask", id=element_id, name=row.name)
        _add(node, "documentation").text = _description(row)
        _add_attributes(node, row)
    elif element_id == layout.START:
        node = _add(process, "startEvent", id=element_id, name=START_NAME)
    elif element_id == layout.END:
        node = _add(process, "endEvent", id=element_id, name=END_NAME)
    else:
        node = _add_gateway(process, element_id, flows)
    for number, flow in enumerate(flows, start=1):
        if flow.target == element_id:
            _add(node, "incoming").text = f"f{number}"
    for number, flow in enumerate(flows, start=1):
        if flow.source == element_id:
            _add(node, "outgoing").text = f"f{number}"


def _add_gateway(process: etree._Element, element_id: str, flows: list[Flow]) -> etree._Element:
    is_choice = element_id.startswith(("choice_", "merge_"))
    gateway = _add(process, "exclusiveGateway" if is_choice else "parallelGateway", id=element_id)
    for number, flow in enumerate(flows, start=1):
        if flow.source == element_id and flow.is_default:
            gateway.set("default", f"f{number}")
    return gateway


def _add_attributes(node: etree._Element, row: StepRow) -> None:
    values = {name: str(getattr(row, name)) for name in ATTRIBUTES if getattr(row, name)}
    step = etree.SubElement(_add(node, "extensionElements"), f"{{{OWN}}}step", values)
    for output in row.outputs:
        etree.SubElement(step, f"{{{OWN}}}output").text = output


def _description(row: StepRow) -> str:
    parts = [str(row.kind.label), row.unit_name, row.post_name, row.content]
    if row.limit:
        parts.append(f"Thời hạn: {limits.words(row.limit)}")
    if row.outputs:
        parts.append(f"Kết quả: {', '.join(row.outputs)}")
    return " · ".join(part for part in parts if part)


def _add_drawing(root: etree._Element, diagram: Diagram) -> None:
    drawing = etree.SubElement(root, f"{{{BPMNDI}}}BPMNDiagram", id="diagram")
    plane = etree.SubElement(
        drawing, f"{{{BPMNDI}}}BPMNPlane", id="plane", bpmnElement=COLLABORATION
    )
    _add_shape(plane, POOL, diagram.pool, isHorizontal="true")
    for number, lane in enumerate(diagram.lanes, start=1):
        _add_shape(plane, f"lane_{number}", lane.box, isHorizontal="true")
    for element_id, box in diagram.boxes.items():
        shape = _add_shape(plane, element_id, box)
        if element_id in (layout.START, layout.END):
            label = etree.SubElement(shape, f"{{{BPMNDI}}}BPMNLabel")
            _add_bounds(label, _label_under(box))
    for number, flow in enumerate(diagram.flows, start=1):
        edge = etree.SubElement(
            plane, f"{{{BPMNDI}}}BPMNEdge", id=f"f{number}_di", bpmnElement=f"f{number}"
        )
        for x, y in flow.points:
            etree.SubElement(edge, f"{{{DI}}}waypoint", x=str(x), y=str(y))
        if flow.label:
            label = etree.SubElement(edge, f"{{{BPMNDI}}}BPMNLabel")
            _add_bounds(label, layout.label_of(flow))


def _add_shape(plane: etree._Element, element_id: str, box: Box, **extra: str) -> etree._Element:
    shape = etree.SubElement(
        plane, f"{{{BPMNDI}}}BPMNShape", id=f"{element_id}_di", bpmnElement=element_id, **extra
    )
    _add_bounds(shape, box)
    return shape


def _add_bounds(parent: etree._Element, box: Box) -> None:
    size = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    etree.SubElement(parent, f"{{{DC}}}Bounds", {name: str(size[name]) for name in size})


def _label_under(box: Box) -> Box:
    return Box(box.middle_x - LABEL_WIDTH // 2, box.bottom + 6, LABEL_WIDTH, LABEL_HEIGHT)


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{MODEL}}}{tag}", attributes)
