"""Where each shape of a process diagram stands: lanes one above another, time from left to right.

A step in another lane than the one before it starts under or above the gap between them, so a
whole process fits a screen without any line crossing a shape. Lengths are diagram pixels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from motcua.processes.blocks import Block, Branch, blocks
from motcua.processes.kinds import Place
from motcua.processes.tables import ProcessTable, StepRow

STEP_WIDTH = 180
EVENT, GATEWAY = 36, 50
GAP = 50
# Room between a choice and its branches for the words of their conditions.
CHOICE_GAP = 150
# How far right of the last shape a line turns towards another lane.
TURN = 30
POOL_X, POOL_Y = 160, 80
# Width of the strip that carries the name of a pool or of a lane.
STRIP = 30
LANE_PADDING = 35
STACK_GAP = 30
# How modellers set a step's name: 12 px type, with their task icon above the first line.
LINE_HEIGHT, LINE_LETTERS = 15, 26
ABOVE_AND_BELOW_NAME = 56
LABEL_SPACE, LABEL_LETTERS = 8, 20

START, END = "start", "end"
ELSE = "Còn lại"
LaneKey = tuple[Place, str, str]


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

    key: LaneKey
    name: str
    step_height: int
    # How many steps stand one above another in it.
    depth: int = 1
    box: Box = field(default_factory=lambda: Box(0, 0, 0, 0))
    elements: list[str] = field(default_factory=list)

    @property
    def height(self) -> int:
        return self.depth * (self.step_height + STACK_GAP) - STACK_GAP + 2 * LANE_PADDING

    def middle_of(self, row: int) -> int:
        """The height at which a row's shapes are centred."""
        above = row * (self.step_height + STACK_GAP)
        return self.box.y + LANE_PADDING + above + self.step_height // 2


@dataclass(frozen=True, slots=True)
class Flow:
    """A line from one element to the next, with the points it passes."""

    source: str
    target: str
    points: tuple[tuple[int, int], ...]
    condition: str = ""
    label: str = ""
    is_default: bool = False


@dataclass
class Diagram:
    """Everything drawn: the pool, its lanes, the boxes by element id, the flows."""

    pool: Box
    lanes: list[Lane]
    boxes: dict[str, Box]
    flows: list[Flow]


def lane_key(row: StepRow) -> LaneKey:
    """Divisions, other agencies and parts have lanes of their own; other places one in all."""
    apart = row.place in (Place.DIVISION, Place.OTHER)
    return row.place, row.part, row.unit_name if apart else ""


def draw(table: ProcessTable) -> Diagram:
    """The diagram of a table.

    Element ids: start, end, the step keys; fork_<n> and join_<n> around parallel branches,
    choice_<n> and merge_<n> around alternatives.
    """
    lanes = _lanes(table.rows)
    pen = _Pen({lane.key: lane for lane in lanes})
    pen.put(START, lane_key(table.rows[0]), EVENT)
    pen.put_all(blocks(table.rows), {})
    pen.put(END, lane_key(table.rows[-1]), EVENT)
    return pen.finish(lanes)


def label_of(flow: Flow) -> Box:
    """Where the words of a conditional line stand: above its last stretch to the right."""
    (x1, _), (x2, y) = flow.points[-2:]
    room = min(x2 - x1, CHOICE_GAP) - 2 * LABEL_SPACE
    lines = len(textwrap.wrap(flow.label, LABEL_LETTERS))
    height = lines * LINE_HEIGHT
    return Box(x1 + LABEL_SPACE, y - height - LABEL_SPACE // 2, room, height)


def _step_height(rows: Iterable[StepRow]) -> int:
    """All steps of a diagram are as tall as the longest name needs."""
    lines = max(len(textwrap.wrap(row.name, LINE_LETTERS)) for row in rows)
    return max(lines, 2) * LINE_HEIGHT + ABOVE_AND_BELOW_NAME


def _lanes(rows: Sequence[StepRow]) -> list[Lane]:
    """The lead agency's lanes in the order of places, then those of its parts as they come."""
    places, parts = list(Place), list(dict.fromkeys(row.part for row in rows))
    keys = sorted(
        {lane_key(row): None for row in rows},
        key=lambda key: (key[1] != "", parts.index(key[1]), places.index(key[0])),
    )
    units = {key: {row.unit_name for row in rows if lane_key(row) == key} for key in keys}
    height = _step_height(rows)
    return [Lane(key, _lane_name(key, units), height) for key in keys]


def _lane_name(key: LaneKey, units: dict[LaneKey, set[str]]) -> str:
    """The unit's own name when it tells this lane from the others, else the name of the place."""
    place, part, _ = key
    own = units[key]
    if part and place not in (Place.DIVISION, Place.OTHER):
        return f"{', '.join(sorted(own))} · {place.label}"
    if len(own) == 1:
        (unit,) = own
        alone = sum(unit in others for others in units.values()) == 1
        one_of_several = sum(other[0] is place for other in units) > 1
        if unit and (alone or one_of_several):
            return unit
    return str(place.label)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an element stands before the heights of the lanes are known."""

    lane: LaneKey
    row: int
    x: int
    width: int
    is_step: bool

    @property
    def right(self) -> int:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class _Link:
    source: str
    target: str
    # A branch leaves its gateway up or down first; any other line goes right first.
    is_branch: bool = False
    condition: str = ""
    label: str = ""
    is_default: bool = False


class _Pen:
    """Places elements one after another and joins each to the one before."""

    def __init__(self, lanes: dict[LaneKey, Lane]) -> None:
        self.lanes = lanes
        self.spots: dict[str, _Spot] = {}
        self.links: list[_Link] = []
        self.last = ""
        # The next line comes out of a gateway, with these words.
        self.pending: _Link | None = None
        self.gateways = 0
        # Where branches in shared columns begin; nought when each stands right of the one before.
        self.column = 0

    def put(
        self, element: str, lane: LaneKey, width: int, *, row: int = 0, is_step: bool = False
    ) -> None:
        """The next element of the road; `row` counts from the top of the lane."""
        before = self.spots.get(self.last)
        if before is None:
            x = POOL_X + 2 * STRIP + GAP
        elif self.pending is not None:
            x = self._right() + (CHOICE_GAP if self.pending.label else GAP)
        elif (before.lane, before.row) == (lane, row):
            x = before.right + GAP
        else:
            # Lines rise into a gateway from above and below: nothing may stand over its middle.
            turn = before.right + TURN - (width // 2 if before.is_step else 0)
            x = max(turn, self._free_from(lane, row))
        self._stand(element, _Spot(lane, row, x, width, is_step))

    def put_all(self, road: Sequence[Block], rows: dict[LaneKey, int]) -> None:
        """The blocks of a road; `rows` says which row of a lane is theirs."""
        for block in road:
            if block.row is not None:
                lane = lane_key(block.row)
                self.put(block.row.key, lane, STEP_WIDTH, row=rows.get(lane, 0), is_step=True)
            else:
                self._put_branches(block, rows)

    def _put_branches(self, block: Block, rows: dict[LaneKey, int]) -> None:
        """A gateway, its branches each on rows of their own, and the gateway that ends them."""
        number, here = self.gateways, self.spots[self.last]
        self.gateways += 1
        lane, row = here.lane, rows.get(here.lane, 0)
        opening, closing = ("choice", "merge") if block.is_choice else ("fork", "join")
        opening, closing = f"{opening}_{number}", f"{closing}_{number}"
        self.put(opening, lane, GATEWAY, row=row)
        taken = dict(rows) | ({lane: row + 1} if block.can_pass_by else {})
        column = self.spots[opening].right if all(map(_is_plain, block.branches)) else 0
        ends = []
        for branch in block.branches:
            self._begin_branch(opening, branch, block)
            self.column, known = column, len(self.spots)
            self.put_all(branch.blocks, taken)
            ends.append(self.last)
            taken |= _rows_after(list(self.spots.values())[known:])
        self.column = 0
        self._close(closing, _Spot(lane, row, self._right() + GAP, GATEWAY, is_step=False))
        if block.can_pass_by:
            self.links.append(_Link(opening, closing, label=ELSE, is_default=True))
        self.links.extend(_Link(end, closing) for end in ends)

    def _close(self, gateway: str, spot: _Spot) -> None:
        self.spots[gateway] = spot
        self.lanes[spot.lane].elements.append(gateway)
        self.last, self.pending = gateway, None

    def _begin_branch(self, opening: str, branch: Branch, block: Block) -> None:
        rest = block.is_choice and not branch.condition
        label = ELSE if rest else branch.label or branch.condition
        self.last = opening
        self.pending = _Link(opening, "", True, branch.condition, label, rest)

    def _stand(self, element: str, spot: _Spot) -> None:
        self.spots[element] = spot
        self.lanes[spot.lane].elements.append(element)
        if self.pending is not None:
            asked = self.pending
            self.links.append(
                _Link(self.last, element, True, asked.condition, asked.label, asked.is_default)
            )
            self.pending = None
        elif self.last:
            self.links.append(_Link(self.last, element))
        self.last = element

    def _right(self) -> int:
        """Where free ground begins: right of everything, or of the gateway of shared columns."""
        return self.column or max(spot.right for spot in self.spots.values())

    def _free_from(self, lane: LaneKey, row: int) -> int:
        beside = [s.right for s in self.spots.values() if (s.lane, s.row) == (lane, row)]
        return max(beside, default=POOL_X + 2 * STRIP) + GAP

    def finish(self, lanes: list[Lane]) -> Diagram:
        """Heights, now that every row is known, and the lines between the shapes."""
        width = max(spot.right for spot in self.spots.values()) + GAP - POOL_X
        top = POOL_Y
        for lane in lanes:
            lane.depth = 1 + max(s.row for s in self.spots.values() if s.lane == lane.key)
            lane.box = Box(POOL_X + STRIP, top, width - STRIP, lane.height)
            top += lane.height
        boxes = {element: self._box(spot) for element, spot in self.spots.items()}
        flows = [_flow(link, boxes[link.source], boxes[link.target]) for link in self.links]
        return Diagram(Box(POOL_X, POOL_Y, width, top - POOL_Y), lanes, boxes, flows)

    def _box(self, spot: _Spot) -> Box:
        lane = self.lanes[spot.lane]
        height = lane.step_height if spot.is_step else spot.width
        return Box(spot.x, lane.middle_of(spot.row) - height // 2, spot.width, height)


def _is_plain(branch: Branch) -> bool:
    """Steps in one lane only: such branches stand one above another in the same columns."""
    rows = [block.row for block in branch.blocks]
    return None not in rows and len({lane_key(row) for row in rows if row}) == 1


def _rows_after(spots: list[_Spot]) -> dict[LaneKey, int]:
    """The rows free in the lanes of a branch once it stands there."""
    free: dict[LaneKey, int] = {}
    for spot in spots:
        free[spot.lane] = max(free.get(spot.lane, 0), spot.row + 1)
    return free


def _flow(link: _Link, a: Box, b: Box) -> Flow:
    if a.middle_y == b.middle_y:
        points: tuple[tuple[int, int], ...] = ((a.right, a.middle_y), (b.x, b.middle_y))
    elif link.is_branch:
        edge = a.bottom if a.middle_y < b.middle_y else a.y
        points = ((a.middle_x, edge), (a.middle_x, b.middle_y), (b.x, b.middle_y))
    else:
        edge = b.y if a.middle_y < b.middle_y else b.bottom
        points = ((a.right, a.middle_y), (b.middle_x, a.middle_y), (b.middle_x, edge))
    return Flow(link.source, link.target, points, link.condition, link.label, link.is_default)
