"""Reads a BPMN 2.0 document from outside and lets through only what a process may hold."""

from lxml import etree

from motcua.processes import conditions
from motcua.processes.errors import ProcessError

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"

# A province's longest process with its diagram is under 60 kB.
LARGEST_DOCUMENT = 1_000_000

# Steps are user tasks; the rest only shows the road. Scripts, services, timers, messages, loops
# and data are absent on purpose: legal exceptions are acts on the dossier, not drawings.
FLOW_NODES = frozenset(
    {"startEvent", "endEvent", "userTask", "parallelGateway", "exclusiveGateway"}
)
ALLOWED_ELEMENTS = FLOW_NODES | frozenset(
    {
        "laneSet",
        "lane",
        "flowNodeRef",
        "sequenceFlow",
        "conditionExpression",
        "incoming",
        "outgoing",
        "documentation",
        "extensionElements",
        "textAnnotation",
        "text",
        "association",
    }
)

# Names the engine gives to its own first and last token.
RESERVED_IDS = frozenset({"Root", "Start", "End"})


def read(bpmn: str) -> etree._Element:
    """The document's root. Raises ProcessError naming the first thing a process may not hold."""
    root = parse(bpmn)
    if root.tag != f"{{{MODEL}}}definitions":
        raise ProcessError("Tệp không phải là sơ đồ BPMN 2.0.")
    processes = root.findall(f"{{{MODEL}}}process")
    if len(processes) != 1:
        raise ProcessError("Sơ đồ phải có đúng một quy trình.")
    for element in processes[0].iterdescendants(f"{{{MODEL}}}*"):
        _check_element(element)
    _check_flows(processes[0])
    return root


def process_of(bpmn: str) -> etree._Element:
    """The one process of a document. Raises ProcessError as `read` does."""
    return read(bpmn).find(f"{{{MODEL}}}process")


def process_id(root: etree._Element) -> str:
    """The id of the one process of a document that `read` accepted."""
    return str(root.find(f"{{{MODEL}}}process").get("id"))


def parse(bpmn: str) -> etree._Element:
    """The root of any XML that is safe to read. Raises ProcessError."""
    data = bpmn.encode()
    if len(data) > LARGEST_DOCUMENT:
        raise ProcessError("Sơ đồ quy trình quá lớn.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ProcessError(f"Sơ đồ quy trình không phải XML hợp lệ: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise ProcessError("Sơ đồ quy trình không được khai báo DOCTYPE.")
    return root


def _check_element(element: etree._Element) -> None:
    name = etree.QName(element).localname
    if element.get("id") in RESERVED_IDS:
        raise ProcessError(f"Mã phần tử {element.get('id')} đã dành cho hệ thống.")
    if name not in ALLOWED_ELEMENTS:
        where = element.get("name") or element.get("id") or f"dòng {element.sourceline}"
        raise ProcessError(f"Quy trình không được dùng phần tử {name} ({where}).")
    if name == "conditionExpression":
        language = element.get("language", "cel")
        if language.lower() != "cel":
            raise ProcessError(f"Điều kiện rẽ nhánh phải viết bằng CEL, không phải {language}.")
        conditions.compiled((element.text or "").strip())


def _check_flows(process: etree._Element) -> None:
    """Every node lies on a road from the one start to an end, and no road turns back.

    Going back is an act of an officer, with a reason, not a line of the drawing.
    """
    nodes = {node.get("id", ""): etree.QName(node).localname for node in _flow_nodes(process)}
    if list(nodes.values()).count("startEvent") != 1:
        raise ProcessError("Quy trình phải có đúng một điểm bắt đầu.")
    onward: dict[str, list[str]] = {node: [] for node in nodes}
    arrivals = dict.fromkeys(nodes, 0)
    for flow in process.iterfind(f"{{{MODEL}}}sequenceFlow"):
        source, target = flow.get("sourceRef"), flow.get("targetRef")
        if source not in nodes or target not in nodes:
            raise ProcessError(f"Đường nối {flow.get('id')} không nối hai phần tử có trong sơ đồ.")
        onward[source].append(target)
        arrivals[target] += 1
    for node, name in nodes.items():
        if not arrivals[node] and name != "startEvent":
            raise ProcessError(f"Không có đường nào dẫn tới «{node}».")
        if not onward[node] and name != "endEvent":
            raise ProcessError(f"«{node}» không dẫn tới đâu.")
    _check_acyclic(onward, arrivals)


def _flow_nodes(process: etree._Element) -> list[etree._Element]:
    return [node for node in process if node.tag in {f"{{{MODEL}}}{name}" for name in FLOW_NODES}]


def _check_acyclic(onward: dict[str, list[str]], arrivals: dict[str, int]) -> None:
    waiting = [node for node, count in arrivals.items() if not count]
    while waiting:
        for node in onward[waiting.pop()]:
            arrivals[node] -= 1
            if not arrivals[node]:
                waiting.append(node)
    if any(arrivals.values()):
        raise ProcessError(
            "Sơ đồ quy trình có vòng lặp; chuyển lại bước trước là hành vi của cán bộ."
        )
