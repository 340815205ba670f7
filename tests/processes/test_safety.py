"""A document from outside can neither run code nor reach out; conditions only compare facts."""

import pytest

from motcua.processes import bpmn, engine
from motcua.processes.errors import ProcessError
from tests.processes.records import DRAWN, drawn

HEAD = f'<definitions xmlns="{bpmn.MODEL}" targetNamespace="urn:thu">'


def document(*elements: str, flows: str = "") -> str:
    body = "".join(elements)
    return (
        f'{HEAD}<process id="p" isExecutable="true"><startEvent id="start"/>{body}'
        f'<endEvent id="end"/>{flows}</process></definitions>'
    )


def flow(
    name: str, source: str, target: str, condition: str | None = None, language: str = ""
) -> str:
    inner = (
        f"<conditionExpression{language}><![CDATA[{condition}]]></conditionExpression>"
        if condition is not None
        else ""
    )
    ends = f'id="{name}" sourceRef="{source}" targetRef="{target}"'
    return f"<sequenceFlow {ends}>{inner}</sequenceFlow>"


def choice(condition: str, language: str = "") -> str:
    return document(
        '<userTask id="s1"/><exclusiveGateway id="ask" default="no"/>',
        '<userTask id="fee"/><userTask id="free"/><userTask id="s2"/>',
        flows=flow("f1", "start", "s1")
        + flow("f2", "s1", "ask")
        + flow("yes", "ask", "fee", condition, language)
        + flow("no", "ask", "free")
        + flow("f3", "fee", "s2")
        + flow("f4", "free", "s2")
        + flow("f5", "s2", "end"),
    )


def straight(element: str) -> str:
    flows = flow("f1", "start", "x") + flow("f2", "x", "end")
    return document(element, flows=flows)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"fee": 50000, "kind": "tổ chức"}, "fee"),
        ({"fee": 0, "kind": "tổ chức"}, "free"),
        ({"fee": 50000, "kind": "cá nhân"}, "free"),
    ],
)
def test_a_condition_chooses_the_branch_by_the_facts(facts, expected):
    version = drawn(choice("fee > 0 && kind == 'tổ chức'"))
    state = engine.complete(version, engine.start(version), "s1", facts)
    assert engine.ready_steps(state) == [expected]
    assert "fee > 0" not in str(state)
    again = engine.go_back(version, engine.complete(version, state, expected), expected)
    assert engine.ready_steps(again) == [expected]


@pytest.mark.parametrize(
    "condition",
    [
        "__import__('os').system('touch /tmp/motcua-owned')",
        "import os",
        "exec('1')",
        "eval('1')",
        "().__class__.__bases__",
        "open('/etc/passwd').read() != ''",
        "lambda: True",
        "[x for x in range(9)]",
        "f'{1}'",
        "[1,2,3].exists(x, [1,2,3].exists(y, x == y))",
        "''.matches('(a+)+$')",
        "1 == 1 " + "&& 1 == 1 " * 100,
        "",
    ],
)
def test_a_malicious_or_meaningless_condition_is_refused_before_it_runs(condition):
    with pytest.raises(ProcessError):
        engine.check(choice(condition))


@pytest.mark.parametrize("condition", ["no_such_fact > 0", "fee", "fee / 0 > 1", "kind > 3"])
def test_a_condition_that_cannot_be_told_stops_the_step(condition):
    version = drawn(choice(condition))
    state = engine.start(version)
    with pytest.raises(ProcessError):
        engine.complete(version, state, "s1", {"fee": 5, "kind": "tổ chức"})


def test_only_cel_is_a_language_for_conditions():
    engine.check(choice("true", ' language="CEL"'))
    with pytest.raises(ProcessError, match="CEL"):
        engine.check(choice("true", ' language="python"'))


@pytest.mark.parametrize(
    "element",
    [
        '<scriptTask id="x"><script>open("/tmp/motcua-owned", "w")</script></scriptTask>',
        '<serviceTask id="x"/>',
        '<businessRuleTask id="x"/>',
        '<callActivity id="x" calledElement="p"/>',
        '<task id="x"/>',
        '<subProcess id="x"/>',
        '<userTask id="x"><standardLoopCharacteristics><loopCondition>1</loopCondition>'
        "</standardLoopCharacteristics></userTask>",
        '<userTask id="x"><multiInstanceLoopCharacteristics/></userTask>',
        '<intermediateCatchEvent id="x"><timerEventDefinition><timeDuration>exit()</timeDuration>'
        "</timerEventDefinition></intermediateCatchEvent>",
        '<userTask id="Start"/><userTask id="x"/>',
    ],
)
def test_anything_but_steps_and_gateways_is_refused(element):
    with pytest.raises(ProcessError):
        engine.check(straight(element))


def test_a_plain_process_is_accepted():
    engine.check(straight('<userTask id="x"/>'))


def test_a_step_off_the_road_is_refused():
    aside = '<userTask id="x"/><userTask id="aside"/>'
    road = flow("f1", "start", "x") + flow("f2", "x", "end")
    with pytest.raises(ProcessError, match="dẫn tới «aside»"):
        engine.check(document(aside, flows=road + flow("f3", "aside", "end")))
    with pytest.raises(ProcessError, match="«aside» không dẫn tới đâu"):
        engine.check(document(aside, flows=road + flow("f3", "x", "aside")))


def test_a_drawn_loop_is_refused():
    flows = flow("f1", "start", "a") + flow("f2", "a", "b") + flow("f3", "b", "a")
    flows += flow("f4", "b", "end")
    with pytest.raises(ProcessError, match="vòng lặp"):
        engine.check(document('<userTask id="a"/><userTask id="b"/>', flows=flows))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "không phải XML",
        "<html/>",
        f"{HEAD}</definitions>",
        f'{HEAD}<process id="a"/><process id="b"/></definitions>',
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + straight("<userTask id='x'/>"),
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]>' + straight("<userTask id='x'/>"),
        straight("<userTask id='x'/>" + "<!-- -->" * 200_000),
        document(flows=flow("f1", "start", "nowhere")),
        document('<startEvent id="b"/>', flows=flow("f1", "start", "end") + flow("f2", "b", "end")),
        document("<userTask/>", flows=flow("f1", "start", "end")),
        DRAWN["YB-KT01"].bpmn.replace('x="', 'x="bên trái '),
        DRAWN["YB-KT01"].bpmn.replace('id="s3"', ""),
        f'{HEAD}<process id="p"><userTask id="x"/></process></definitions>',
    ],
)
def test_what_is_not_a_process_is_refused(text):
    with pytest.raises(ProcessError):
        engine.check(text)
