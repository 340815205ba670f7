"""Where the shapes of a BPMN document stand: as it draws them, or in columns when it draws none."""

from __future__ import annotations

from lxml import etree

from motcua.processes.bpmn import BPMNDI, DC, DI
from motcua.processes.graph import Graph
from motcua.processes.layout import EVENT, GAP, GATEWAY, STEP_WIDTH, Box

Lines = dict[str, list[tuple[int, int]]]
STEP_HEIGHT, ROW = 90, 130
# Modellers give a step too little room for our type; smaller shapes are scaled up to it.
LEAST_WIDTH = 170


def placed(process: etree._Element, graph: Graph) -> tuple[dict[str, Box], Lines]:
    """Boxes and lines by element id."""
    root = process.getparent()
    boxes = {
        shape.get("bpmnElement"): _box(shape.find(f"{{{DC}}}Bounds"))
        for shape in root.iter(f"{{{BPMNDI}}}BPMNShape")
        if shape.find(f"{{{DC}}}Bounds") is not None
    }
    lines = {
        edge.get("bpmnElement"): [_point(each) for each in edge.iterfind(f"{{{DI}}}waypoint")]
        for edge in root.iter(f"{{{BPMNDI}}}BPMNEdge")
    }
    if graph.nodes.keys() - boxes.keys() or graph.links.keys() - lines.keys():
        return _in_columns(graph)
    scale = _scale(boxes, graph)
    return (
        {element: _scaled(box, scale) for element, box in boxes.items()},
        {each: [(int(x * scale), int(y * scale)) for x, y in line] for each, line in lines.items()},
    )


def _scale(boxes: dict[str, Box], graph: Graph) -> float:
    narrowest = min((boxes[node.id].width for node in graph.of_kind("userTask")), default=1)
    return max(1.0, LEAST_WIDTH / narrowest)


def _scaled(box: Box, scale: float) -> Box:
    return Box(*(int(side * scale) for side in (box.x, box.y, box.width, box.height)))


def _box(bounds: etree._Element) -> Box:
    return Box(*(round(float(bounds.get(name))) for name in ("x", "y", "width", "height")))


def _point(waypoint: etree._Element) -> tuple[int, int]:
    return round(float(waypoint.get("x"))), round(float(waypoint.get("y")))


def _in_columns(graph: Graph) -> tuple[dict[str, Box], Lines]:
    """Each node right of all that lead to it, those of one column one under another."""
    column: dict[str, int] = {}
    filled: dict[int, int] = {}
    boxes: dict[str, Box] = {}
    for node in [*graph.in_order(), *graph.nodes]:
        if node in boxes:
            continue
        before = [column.get(link.source, 0) for link in graph.arriving[node]]
        column[node] = max(before, default=-1) + 1
        row = filled[column[node]] = filled.get(column[node], -1) + 1
        kind = graph.nodes[node].kind
        width = STEP_WIDTH if kind == "userTask" else GATEWAY if "Gateway" in kind else EVENT
        height = STEP_HEIGHT if kind == "userTask" else width
        middle = column[node] * (STEP_WIDTH + GAP) + STEP_WIDTH // 2
        boxes[node] = Box(middle - width // 2, row * ROW - height // 2, width, height)
    lines = {
        link.id: _elbow(boxes[link.source], boxes[link.target]) for link in graph.links.values()
    }
    return boxes, lines


def _elbow(a: Box, b: Box) -> list[tuple[int, int]]:
    """Straight to a neighbour; past others under their row; else a turn before the target."""
    turn = b.x - GAP // 2
    if a.middle_y != b.middle_y:
        return [(a.right, a.middle_y), (turn, a.middle_y), (turn, b.middle_y), (b.x, b.middle_y)]
    if b.middle_x - a.middle_x > STEP_WIDTH + GAP:
        under = a.middle_y + ROW // 2
        down, up = (a.middle_x, a.bottom), (b.middle_x, b.bottom)
        return [down, (a.middle_x, under), (b.middle_x, under), up]
    return [(a.right, a.middle_y), (b.x, b.middle_y)]
