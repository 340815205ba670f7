"""Where each shape of a process diagram stands: lanes one above another, time from left to right.

A step in another lane than the one before it starts under or above the gap between them, so a
whole process fits a screen without any line crossing a shape. Lengths are diagram pixels.
"""

import textwrap
from dataclasses import dataclass, field

from motcua.processes.kinds import Place
from motcua.processes.tables import ProcessTable, StepRow, stages

STEP_WIDTH = 180
EVENT, GATEWAY = 36, 50
GAP = 50
# How far right of the last shape a line turns towards another lane.
TURN = 30
POOL_X, POOL_Y = 160, 80
# Width of the strip that carries the name of a pool or of a lane.
STRIP = 30
LANE_PADDING = 35
STACK_GAP = 20
# How modellers set a step's name: 12 px type, with their task icon above the first line.
LINE_HEIGHT, LINE_LETTERS = 15, 26
ABOVE_AND_BELOW_NAME = 56

START, END = "start", "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the diagram."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle_x(self) -> int:
        return self.x + self.width // 2

    @property
    def middle_y(self) -> int:
        return self.y + self.height // 2


@dataclass
class Lane:
    """One horizontal band: a place, or one unit of a place that has several."""

    key: tuple[Place, str]
    name: str
    step_height: int
    depth: int = 1
    box: Box = field(default_factory=lambda: Box(0, 0, 0, 0))
    elements: list[str] = field(default_factory=list)

    @property
    def height(self) -> int:
        return self.depth * (self.step_height + STACK_GAP) - STACK_GAP + 2 * LANE_PADDING


@dataclass(frozen=True, slots=True)
class Flow:
    """A line from one element to the next, with the points it passes."""

    source: str
    target: str
    points: tuple[tuple[int, int], ...]


@dataclass
class Diagram:
    """Everything drawn: the pool, its lanes, the boxes by element id, the flows."""

    pool: Box
    lanes: list[Lane]
    boxes: dict[str, Box]
    flows: list[Flow]


def lane_key(row: StepRow) -> tuple[Place, str]:
    """Divisions and other agencies have a lane each; the other places one lane in all."""
    apart = row.place in (Place.DIVISION, Place.OTHER)
    return row.place, row.unit_name if apart else ""


def draw(table: ProcessTable) -> Diagram:
    """The diagram of a table. Element ids: start, end, the step keys, fork_<n> and join_<n>."""
    lanes = _lanes(table)
    step_height = _step_height(table)
    pen = _Pen({lane.key: lane for lane in lanes}, step_height)
    flow = stages(table.rows)
    pen.put(START, lane_key(flow[0][0]), EVENT)
    for number, stage in enumerate(flow):
        if len(stage) == 1:
            pen.put(stage[0].key, lane_key(stage[0]), STEP_WIDTH, step_height)
        else:
            following = flow[number + 1] if number + 1 < len(flow) else stage
            pen.put_parallel(number, stage, lane_key(following[0]))
    pen.put(END, lane_key(flow[-1][0]), EVENT)
    width = pen.last.right + GAP - POOL_X
    for lane in lanes:
        lane.box = Box(POOL_X + STRIP, lane.box.y, width - STRIP, lane.height)
    height = sum(lane.height for lane in lanes)
    return Diagram(Box(POOL_X, POOL_Y, width, height), lanes, pen.boxes, pen.flows)


def _step_height(table: ProcessTable) -> int:
    """All steps of a diagram are as tall as the longest name needs."""
    lines = max(len(textwrap.wrap(row.name, LINE_LETTERS)) for row in table.rows)
    return max(lines, 2) * LINE_HEIGHT + ABOVE_AND_BELOW_NAME


def _lanes(table: ProcessTable) -> list[Lane]:
    places = list(Place)
    keys = sorted({lane_key(row): None for row in table.rows}, key=lambda key: places.index(key[0]))
    units = {key: {row.unit_name for row in table.rows if lane_key(row) == key} for key in keys}
    lanes = [Lane(key, _lane_name(key, units), _step_height(table)) for key in keys]
    top = POOL_Y
    for lane in lanes:
        lane.depth = max(
            [lane_key(row) for row in stage].count(lane.key) for stage in stages(table.rows)
        )
        lane.box = Box(POOL_X + STRIP, top, 0, lane.height)
        top += lane.height
    return lanes


def _lane_name(key: tuple[Place, str], units: dict[tuple[Place, str], set[str]]) -> str:
    """The unit's own name when it tells this lane from the others, else the name of the place."""
    place, own = key[0], units[key]
    if len(own) == 1:
        (unit,) = own
        alone = sum(unit in others for others in units.values()) == 1
        one_of_several = sum(other is place for other, _ in units) > 1
        if unit and (alone or one_of_several):
            return unit
    return str(place.label)


class _Pen:
    """Places elements one after another and joins each to the one before."""

    def __init__(self, lanes: dict[tuple[Place, str], Lane], step_height: int) -> None:
        self.lanes = lanes
        self.step_height = step_height
        self.boxes: dict[str, Box] = {}
        self.flows: list[Flow] = []
        self.last_id = ""
        self.last_lane: tuple[Place, str] | None = None

    @property
    def last(self) -> Box:
        return self.boxes[self.last_id]

    def put(self, element: str, lane: tuple[Place, str], width: int, height: int = 0) -> None:
        """The next element of the road, in the middle of its lane."""
        if self.last_lane is None:
            x = POOL_X + 2 * STRIP + GAP
        elif self.last_lane == lane:
            x = self.last.right + GAP
        else:
            x = max(self.last.right + TURN - width // 2, self._free_from(lane))
        self._add(element, lane, x, width, height or width)
        if self.last_id:
            self._join(self.last_id, element)
        self.last_id, self.last_lane = element, lane

    def put_parallel(self, number: int, stage: list[StepRow], next_lane: tuple[Place, str]) -> None:
        """A fork, the steps of the stage in one column, and the join after them."""
        fork, join = f"fork_{number}", f"join_{number}"
        self.put(fork, self.last_lane or next_lane, GATEWAY)
        column = self.last.right + GAP
        for row in stage:
            same = [other.key for other in stage if lane_key(other) == lane_key(row)]
            shift = (2 * same.index(row.key) - len(same) + 1) * (self.step_height + STACK_GAP) // 2
            self._add(row.key, lane_key(row), column, STEP_WIDTH, self.step_height, shift)
            self._branch(fork, row.key)
        self._add(join, next_lane, column + STEP_WIDTH + GAP, GATEWAY, GATEWAY)
        for row in stage:
            self._join(row.key, join)
        self.last_id, self.last_lane = join, next_lane

    def _add(
        self, element: str, lane: tuple[Place, str], x: int, width: int, height: int, shift: int = 0
    ) -> None:
        band = self.lanes[lane]
        band.elements.append(element)
        y = band.box.middle_y - height // 2 + shift
        self.boxes[element] = Box(x, y, width, height)

    def _free_from(self, lane: tuple[Place, str]) -> int:
        rights = [self.boxes[element].right for element in self.lanes[lane].elements]
        return max(rights, default=POOL_X + 2 * STRIP) + GAP

    def _join(self, source: str, target: str) -> None:
        """Right first, then up or down into the target."""
        a, b = self.boxes[source], self.boxes[target]
        start = (a.right, a.middle_y)
        if a.middle_y == b.middle_y:
            self.flows.append(Flow(source, target, (start, (b.x, b.middle_y))))
            return
        edge = b.y if a.middle_y < b.middle_y else b.bottom
        turn, end = (b.middle_x, a.middle_y), (b.middle_x, edge)
        self.flows.append(Flow(source, target, (start, turn, end)))

    def _branch(self, fork: str, target: str) -> None:
        """Up or down first, then right into the target: all branches share one trunk."""
        a, b = self.boxes[fork], self.boxes[target]
        if a.middle_y == b.middle_y:
            self._join(fork, target)
            return
        edge = a.bottom if a.middle_y < b.middle_y else a.y
        points = ((a.middle_x, edge), (a.middle_x, b.middle_y), (b.x, b.middle_y))
        self.flows.append(Flow(fork, target, points))
