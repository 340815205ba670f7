"""The drawing: valid BPMN 2.0, every element has its shape, nothing overlaps, no line crosses."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
import SpiffWorkflow.bpmn.parser
from lxml import etree

from motcua.processes import bpmn
from motcua.processes.layout import Box
from motcua.processes.tables import ProcessTable, StepRow, numbered
from tests.processes.records import DRAWN, TABLES

NAMES = {"bpmn": bpmn.MODEL, "di": bpmn.BPMNDI, "dc": bpmn.DC, "dd": bpmn.DI}
SCHEMA = Path(SpiffWorkflow.bpmn.parser.__file__).parent / "schema" / "BPMN20.xsd"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def root_of(code: str) -> etree._Element:
    return etree.fromstring(DRAWN[code].bpmn.encode())


def boxes_of(root: etree._Element) -> dict[str, Box]:
    found = {}
    for shape in root.iterfind(".//di:BPMNShape", NAMES):
        bounds = shape.find("dc:Bounds", NAMES)
        sizes = (int(bounds.get(name)) for name in ("x", "y", "width", "height"))
        found[shape.get("bpmnElement")] = Box(*sizes)
    return found


def lines_of(root: etree._Element) -> dict[str, list[tuple[int, int]]]:
    return {
        edge.get("bpmnElement"): [
            (int(point.get("x")), int(point.get("y")))
            for point in edge.iterfind("dd:waypoint", NAMES)
        ]
        for edge in root.iterfind(".//di:BPMNEdge", NAMES)
    }


def overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def inside(a: Box, b: Box) -> bool:
    return a.x >= b.x and a.right <= b.right and a.y >= b.y and a.bottom <= b.bottom


def nodes_of(root: etree._Element) -> dict[str, Box]:
    members = {ref.text for ref in root.iterfind(".//bpmn:flowNodeRef", NAMES)}
    return {name: box for name, box in boxes_of(root).items() if name in members}


@pytest.mark.parametrize("code", DRAWN)
def test_document_is_valid_bpmn(code, schema):
    schema.assertValid(root_of(code))


@pytest.mark.parametrize("code", DRAWN)
def test_user_tasks_are_the_steps(code):
    tasks = root_of(code).findall(".//bpmn:userTask", NAMES)
    drawn = [(task.get("id"), task.get("name")) for task in tasks]
    assert drawn == [(row.key, row.name) for row in TABLES[code].rows]


@pytest.mark.parametrize("code", DRAWN)
def test_every_element_is_drawn(code):
    root = root_of(code)
    process = root.find("bpmn:process", NAMES)
    nodes = {node.get("id") for node in process if node.find("bpmn:incoming", NAMES) is not None}
    assert {*nodes, "start"} == set(nodes_of(root))
    flows = {flow.get("id") for flow in process.iterfind("bpmn:sequenceFlow", NAMES)}
    assert flows == set(lines_of(root))


@pytest.mark.parametrize("code", DRAWN)
def test_no_shapes_overlap_and_all_stand_in_their_lane(code):
    root = root_of(code)
    boxes, nodes = boxes_of(root), nodes_of(root)
    for (one, a), (other, b) in combinations(nodes.items(), 2):
        assert not overlap(a, b), (one, other)
    for lane in root.iterfind(".//bpmn:lane", NAMES):
        band = boxes[lane.get("id")]
        assert inside(band, boxes[bpmn.POOL])
        for ref in lane.iterfind("bpmn:flowNodeRef", NAMES):
            assert inside(boxes[ref.text], band)


@pytest.mark.parametrize("code", DRAWN)
def test_lanes_fill_the_pool_without_a_gap(code):
    root = root_of(code)
    boxes = boxes_of(root)
    lanes = [boxes[lane.get("id")] for lane in root.iterfind(".//bpmn:lane", NAMES)]
    pool = boxes[bpmn.POOL]
    assert lanes[0].y == pool.y
    assert lanes[-1].bottom == pool.bottom
    assert all(above.bottom == below.y for above, below in pairwise(lanes))


@pytest.mark.parametrize("code", DRAWN)
def test_no_line_crosses_a_shape(code):
    root = root_of(code)
    nodes = nodes_of(root)
    flows = {flow.get("id"): flow for flow in root.iterfind(".//bpmn:sequenceFlow", NAMES)}
    for name, points in lines_of(root).items():
        ends = {flows[name].get("sourceRef"), flows[name].get("targetRef")}
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2
            line = Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
            crossed = [
                node for node, box in nodes.items() if node not in ends and overlap(line, box)
            ]
            assert not crossed, (name, crossed)


def test_parallel_steps_of_one_unit_stand_one_above_another():
    rows = TABLES["QG-2.000986"].rows
    same = tuple(
        StepRow(
            row.name,
            row.kind,
            row.place,
            "Công an" if row.parallel_group else row.unit_name,
            parallel_group=row.parallel_group,
        )
        for row in rows
    )
    root = etree.fromstring(bpmn.document(ProcessTable("THU", "Thử", "", numbered(same))).encode())
    boxes = boxes_of(root)
    assert boxes["s6"].x == boxes["s7"].x
    assert boxes["s6"].bottom < boxes["s7"].y


def test_a_code_with_strange_letters_still_gives_a_valid_id(schema):
    table = ProcessTable("1 <2> & Đ/3", 'Tên "lạ" <b>', "", TABLES["YB-KT01"].rows)
    root = etree.fromstring(bpmn.document(table).encode())
    schema.assertValid(root)
    assert root.find("bpmn:process", NAMES).get("name") == 'Tên "lạ" <b>'
