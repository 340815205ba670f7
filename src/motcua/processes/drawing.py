"""The picture of a process as SVG: the same shapes as its BPMN document, in our own colours.

Where a dossier stands is said by words and marks, colour only helps (docs/design.md).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from lxml import etree

from motcua.processes import limits
from motcua.processes.bpmn import MODEL
from motcua.processes.bpmn_reader import process_of
from motcua.processes.engine import State
from motcua.processes.graph import Graph, Node
from motcua.processes.layout import Box
from motcua.processes.models import ProcessVersion, Step
from motcua.processes.placing import placed

SVG = "http://www.w3.org/2000/svg"
# The tokens of assets/scss/_palette.scss.
PAPER, QUIET, INK, SOFT = "#ffffff", "#f8f6f1", "#1b1d22", "#50545c"
RULE, EDGE, RED, RED_WASH = "#dcd7cd", "#6d6a64", "#931b20", "#fbf1f0"
GREEN, GREEN_WASH = "#17633f", "#e7f3ec"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
NAME_SIZE, SMALL_SIZE, LINE = 13, 11, 16
# Letters of the name that fit one line of a step, by measure of the widest Vietnamese words.
LETTER_WIDTH = 6.9
MARGIN = 16
HERE, DONE = "đang ở bước này", "đã xong"


def svg(version: ProcessVersion, position: State | None = None) -> str:
    """The picture; with a position, what is done and where the dossier stands.

    Raises ProcessError when the version has no document that can be read.
    """
    process = process_of(version.bpmn)
    graph, steps = Graph(process), {step.key: step for step in version.steps.all()}
    boxes, lines = placed(process, graph)
    frame = _frame([*boxes.values()], [p for points in lines.values() for p in points])
    view = f"{frame.x} {frame.y} {frame.width} {frame.height}"
    root = etree.Element(
        f"{{{SVG}}}svg",
        {
            "viewBox": view,
            "width": str(frame.width),
            "height": str(frame.height),
            "role": "img",
            "aria-label": f"Sơ đồ quy trình {version.name}",
            "font-family": FONT,
        },
        nsmap={None: SVG},
    )
    _add(root, "title").text = f"Quy trình {version.name}"
    _add(root, "desc").text = _in_words(steps.values(), position)
    _add_arrow(root)
    _add(root, "rect", **_sizes(frame), fill=PAPER)
    _draw_lanes(root, process, boxes)
    for link in graph.links.values():
        if link.id in lines:
            _draw_line(root, lines[link.id], link.name)
    for node in graph.nodes.values():
        if node.id in boxes:
            _draw_node(root, node, boxes[node.id], steps.get(node.id), position)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _in_words(steps: Iterable[Step], position: State | None) -> str:
    """The picture for those who do not see it."""
    said = []
    for step in steps:
        words = f"{step.order}. {step.name}"
        if step.limit:
            words += f", {limits.words(step.limit)}"
        if step.condition_label:
            words += f", khi: {step.condition_label}"
        mark = _mark(step.key, position)
        said.append(f"{words} ({mark})" if mark else words)
    return "; ".join(said) + "."


def _mark(key: str, position: State | None) -> str:
    if position and key in position["ready"]:
        return HERE
    return DONE if position and key in position["completed"] else ""


def _frame(boxes: list[Box], points: list[tuple[int, int]]) -> Box:
    xs = [box.x for box in boxes] + [box.right for box in boxes] + [x for x, _ in points]
    ys = [box.y for box in boxes] + [box.bottom for box in boxes] + [y for _, y in points]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return Box(left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top)


def _add_arrow(root: etree._Element) -> None:
    marker = _add(
        _add(root, "defs"),
        "marker",
        id="mui-ten",
        viewBox="0 0 10 10",
        refX="9",
        refY="5",
        markerWidth="7",
        markerHeight="7",
        orient="auto",
    )
    _add(marker, "path", d="M0 0 10 5 0 10z", fill=EDGE)


def _draw_lanes(root: etree._Element, process: etree._Element, boxes: dict[str, Box]) -> None:
    pools = process.getparent().iterfind(f".//{{{MODEL}}}participant")
    for pool in pools:
        if pool.get("id") in boxes:
            _draw_band(root, boxes[pool.get("id")], pool.get("name", ""), is_pool=True)
    for lane in process.iter(f"{{{MODEL}}}lane"):
        if lane.get("id") in boxes:
            _draw_band(root, boxes[lane.get("id")], lane.get("name", ""), is_pool=False)


def _draw_band(root: etree._Element, box: Box, name: str, *, is_pool: bool) -> None:
    _add(root, "rect", **_sizes(box), fill=QUIET if is_pool else PAPER, stroke=RULE)
    strip = Box(box.x, box.y, 30, box.height)
    _add(root, "rect", **_sizes(strip), fill=QUIET, stroke=RULE)
    lines = textwrap.wrap(name, max(8, int(box.height / LETTER_WIDTH) - 2))[:2]
    middle = box.y + box.height // 2
    turned = _add(root, "g", transform=f"rotate(-90 {box.x + 15} {middle})")
    size = SMALL_SIZE if len(lines) > 1 else NAME_SIZE
    weight = "700" if is_pool else "400"
    top = middle - (len(lines) - 1) * 6 + 4
    for number, words in enumerate(lines):
        _text(turned, words, box.x + 15, top + number * 12, size=size, weight=weight)


def _draw_line(root: etree._Element, points: list[tuple[int, int]], name: str) -> None:
    path = "M" + " L".join(f"{x} {y}" for x, y in points)
    arrow = {"marker-end": "url(#mui-ten)", "stroke-width": "1.5"}
    _add(root, "path", d=path, fill="none", stroke=EDGE, **arrow)
    if not name:
        return
    (x1, _), (x2, y) = points[-2:]
    lines = textwrap.wrap(name, 20)
    for number, words in enumerate(reversed(lines)):
        top = y - 7 - number * 14
        _text(root, words, min(x1, x2) + 8, top, size=12, anchor="start", colour=SOFT)


def _draw_node(
    root: etree._Element, node: Node, box: Box, step: Step | None, position: State | None
) -> None:
    if node.kind == "userTask":
        _draw_step(root, node, box, step, _mark(node.id, position))
    elif node.kind.endswith("Gateway"):
        _draw_gateway(root, node, box)
    else:
        ends = node.kind == "endEvent"
        radius, width = str(box.width // 2), "4" if ends else "2"
        circle = {"cx": str(box.middle_x), "cy": str(box.middle_y), "r": radius}
        _add(root, "circle", **circle, fill=PAPER, stroke=INK, **{"stroke-width": width})
        if node.name:
            _text(root, node.name, box.middle_x, box.bottom + 16, size=SMALL_SIZE + 1, colour=SOFT)


def _draw_gateway(root: etree._Element, node: Node, box: Box) -> None:
    x, y, reach = box.middle_x, box.middle_y, box.width // 2
    corners = f"{x},{y - reach} {x + reach},{y} {x},{y + reach} {x - reach},{y}"
    _add(root, "polygon", points=corners, fill=PAPER, stroke=EDGE, **{"stroke-width": "1.5"})
    arm = 9
    cross = f"M{x - arm} {y}H{x + arm}M{x} {y - arm}V{y + arm}"
    if node.kind == "exclusiveGateway":
        arm = 7
        cross = f"M{x - arm} {y - arm}L{x + arm} {y + arm}M{x + arm} {y - arm}L{x - arm} {y + arm}"
    _add(root, "path", d=cross, stroke=INK, fill="none", **{"stroke-width": "2.5"})


def _draw_step(root: etree._Element, node: Node, box: Box, step: Step | None, mark: str) -> None:
    looks = {HERE: (RED_WASH, RED, "3"), DONE: (GREEN_WASH, GREEN, "1.5")}
    fill, edge, width = looks.get(mark, (PAPER, EDGE, "1.5"))
    _add(root, "rect", **_sizes(box), rx="4", fill=fill, stroke=edge, **{"stroke-width": width})
    signs = {HERE: "● Đang ở đây · ", DONE: "✓ "}
    head = f"{signs.get(mark, '')}Bước {step.order}" if step else ""
    if step and step.limit and mark != HERE:
        head += f" · {limits.words(step.limit)}"
    _text(root, head, box.middle_x, box.y + 19, size=SMALL_SIZE, colour=edge if mark else SOFT)
    lines = textwrap.wrap(node.name, int((box.width - 16) / LETTER_WIDTH))
    top = box.middle_y + 10 - (len(lines) - 1) * LINE // 2 + 4
    for number, words in enumerate(lines):
        weight = "700" if mark == HERE else "400"
        _text(root, words, box.middle_x, top + number * LINE, weight=weight)


def _text(
    parent: etree._Element,
    words: str,
    x: int,
    y: int,
    *,
    size: int = NAME_SIZE,
    weight: str = "400",
    anchor: str = "middle",
    colour: str = INK,
) -> None:
    style = {"font-size": str(size), "font-weight": weight, "text-anchor": anchor, "fill": colour}
    _add(parent, "text", x=str(x), y=str(y), **style).text = words


def _sizes(box: Box) -> dict[str, str]:
    names = ("x", "y", "width", "height")
    return {name: str(getattr(box, name)) for name in names}


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SVG}}}{tag}", attributes)
