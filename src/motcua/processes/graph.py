"""A BPMN document as a graph, and every way through it: what no picture shows at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from motcua.processes.blocks import MOST_ROADS
from motcua.processes.bpmn_reader import FLOW_NODES, MODEL


@dataclass(frozen=True, slots=True)
class Node:
    """A step, event or gateway."""

    id: str
    kind: str
    name: str

    def __str__(self) -> str:
        return f"«{self.name}» ({self.id})" if self.name else f"«{self.id}»"


@dataclass(frozen=True, slots=True)
class Link:
    """A sequence flow."""

    id: str
    source: str
    target: str
    condition: str | None
    name: str


@dataclass(frozen=True)
class Run:
    """One way through: the links chosen at exclusive gateways, the nodes passed in order."""

    chosen: tuple[str, ...]
    passed: tuple[str, ...]
    # Node → what went wrong there.
    faults: Mapping[str, str]


class Graph:
    """Nodes and links of one process; links whose ends are missing are left out."""

    def __init__(self, process: etree._Element) -> None:
        self.nodes = {
            node.get("id", ""): Node(
                node.get("id", ""), etree.QName(node).localname, _name_of(node)
            )
            for node in process.iterchildren(*(f"{{{MODEL}}}{kind}" for kind in FLOW_NODES))
        }
        self.links: dict[str, Link] = {}
        self.defaults = {node.get("default") for node in process if node.get("default")}
        for flow in process.iterfind(f"{{{MODEL}}}sequenceFlow"):
            link = _link_of(flow)
            if link.source in self.nodes and link.target in self.nodes:
                self.links[link.id] = link
        self.onward: dict[str, list[Link]] = {node: [] for node in self.nodes}
        self.arriving: dict[str, list[Link]] = {node: [] for node in self.nodes}
        for link in self.links.values():
            self.onward[link.source].append(link)
            self.arriving[link.target].append(link)

    def of_kind(self, kind: str) -> list[Node]:
        return [node for node in self.nodes.values() if node.kind == kind]

    def in_order(self) -> list[str]:
        """Nodes, each after all that lead to it; those of a loop are left out."""
        waiting = {node: len(links) for node, links in self.arriving.items()}
        free = [node for node, count in waiting.items() if not count]
        order = []
        while free:
            node = free.pop(0)
            order.append(node)
            for link in self.onward[node]:
                waiting[link.target] -= 1
                if not waiting[link.target]:
                    free.append(link.target)
        return order

    def reached_from(self, node: str, *, backwards: bool = False) -> set[str]:
        """Nodes on any road from a node, or to it, itself included."""
        found, waiting = {node}, [node]
        while waiting:
            here = waiting.pop()
            links = self.arriving[here] if backwards else self.onward[here]
            ends = {link.source if backwards else link.target for link in links} - found
            found |= ends
            waiting += ends
        return found

    def runs(self) -> Iterator[Run]:
        """Every way through a drawing without loops, at most MOST_ROADS of them and one more.

        A parallel join reached by some of its branches only, and a step reached twice, are
        faults of the run.
        """
        order = self.in_order()
        for number, run in enumerate(self._runs(order, 0, {}, (), (), {})):
            yield run
            if number == MOST_ROADS:
                return

    def _runs(
        self,
        order: list[str],
        place: int,
        tokens: dict[str, int],
        chosen: tuple[str, ...],
        passed: tuple[str, ...],
        faults: dict[str, str],
    ) -> Iterator[Run]:
        for here in range(place, len(order)):
            node = order[here]
            fault = self._fault_at(node, tokens)
            if fault:
                faults = faults | {node: fault}
            if not self._passes(node, tokens):
                continue
            passed += (node,)
            onward = self.onward[node]
            if self.nodes[node].kind == "exclusiveGateway" and len(onward) > 1:
                for link in onward:
                    ahead = tokens | {link.id: 1}
                    choice = (*chosen, link.id)
                    yield from self._runs(order, here + 1, ahead, choice, passed, faults)
                return
            tokens = tokens | {link.id: 1 for link in onward}
        yield Run(chosen, passed, faults)

    def _passes(self, node: str, tokens: dict[str, int]) -> bool:
        """Whether a token comes to the node; a join that lacks one goes on, so more is found."""
        return self.nodes[node].kind == "startEvent" or any(
            link.id in tokens for link in self.arriving[node]
        )

    def _fault_at(self, node: str, tokens: dict[str, int]) -> str:
        arriving = self.arriving[node]
        come = sum(link.id in tokens for link in arriving)
        kind = self.nodes[node].kind
        if kind == "parallelGateway" and 0 < come < len(arriving):
            return "chờ mãi một nhánh không bao giờ tới: nhánh rẽ loại trừ đi vào cổng song song."
        if kind not in ("parallelGateway", "endEvent") and come > 1:
            return "bị làm nhiều lần: các nhánh song song chưa được gom lại trước đó."
        return ""


def _name_of(node: etree._Element) -> str:
    return " ".join(node.get("name", "").split())


def _link_of(flow: etree._Element) -> Link:
    asked = flow.find(f"{{{MODEL}}}conditionExpression")
    condition = None if asked is None else (asked.text or "").strip()
    ends = flow.get("sourceRef", ""), flow.get("targetRef", "")
    return Link(flow.get("id", ""), *ends, condition, _name_of(flow))
