"""Documents as other modellers write them, and every mistake named by element and name."""

import pytest

from motcua.processes import bpmn, drawings, engine, service
from motcua.processes.kinds import Place, StepKind
from motcua.processes.models import InternalProcess, ProcessVersion
from motcua.processes.service import Level, Outcome
from tests.processes.documents import CAMUNDA, signavio
from tests.processes.records import DRAWN, TABLES, drawn


def told(text: str, **given: str) -> list[str]:
    return [str(each) for each in drawings.read(text, **given).problems]


def test_a_camunda_document_is_read_by_its_lanes_words_and_properties():
    drawing = drawings.read(CAMUNDA, code="THU-CAM", limit="5wd")
    assert [str(each) for each in drawing.problems] == []
    table = drawing.table
    assert (table.name, table.agency) == ("Cấp giấy phép thử", "UBND phường")
    assert [(row.key, row.kind, row.place) for row in table.rows] == [
        ("Activity_nhan", StepKind.RECEPTION, Place.ONE_STOP),
        ("Activity_giao", StepKind.ASSIGN, Place.DIVISION),
        ("Activity_lam", StepKind.PROCESS, Place.DIVISION),
        ("Activity_hop", StepKind.REVIEW, Place.DIVISION),
        ("Activity_ky", StepKind.SIGN, Place.LEADERSHIP),
        ("Activity_so", StepKind.NUMBER, Place.RECORDS),
        ("Activity_tra", StepKind.RETURN, Place.ONE_STOP),
    ]
    assert [row.limit for row in table.rows[:3]] == ["0.5wd", "", "3wd"]
    assert table.rows[2].post_name == "Chuyên viên kinh tế"
    assert table.rows[2].unit_name == "Phòng Kinh tế"


def test_what_was_read_runs():
    version = drawn(drawings.read(CAMUNDA, code="THU-CAM").document)
    state = engine.start(version)
    for key in ("Activity_nhan", "Activity_giao"):
        state = engine.complete(version, state, key)
    state = engine.complete(version, state, "Activity_lam", {"decided": {"kho": True}})
    assert engine.ready_steps(state) == ["Activity_hop"]


def test_a_signavio_document_without_a_drawing_is_read():
    drawing = drawings.read(signavio(), code="THU-SIG", limit="4wd")
    assert [str(each) for each in drawing.problems] == []
    assert [row.limit for row in drawing.table.rows] == ["0.5wd", "", "2wd", "1wd", "", ""]


@pytest.mark.parametrize("code", TABLES)
def test_our_own_documents_are_read_back_as_they_were(code):
    table, drawing = TABLES[code], drawings.read(DRAWN[code].bpmn)
    assert drawing.is_sound or "quá thời hạn" in told(DRAWN[code].bpmn)[0]
    assert (drawing.table.code, drawing.table.limit) == (code, table.limit)
    kept = [*bpmn.ATTRIBUTES, "name", "key", "outputs"]
    assert {r.key: [getattr(r, n) for n in kept] for r in drawing.table.rows} == {
        r.key: [getattr(r, n) for n in kept] for r in table.rows
    }


def swap(old: str, new: str) -> str:
    assert old in CAMUNDA
    return CAMUNDA.replace(old, new)


TASK_HOP = '<bpmn:userTask id="Activity_hop" name="Xem xét tại hội đồng" />'
FLOW_5 = '<bpmn:sequenceFlow id="Flow_5" sourceRef="Activity_hop" targetRef="Gateway_2" />'
MERGE = '<bpmn:exclusiveGateway id="Gateway_2" />'
MISTAKES = {
    "không phải XML": ("<bpmn", "không phải XML hợp lệ"),
    "không phải BPMN": ("<html/>", "không phải là sơ đồ BPMN 2.0"),
    "khai báo DOCTYPE": ("<!DOCTYPE a><a/>", "DOCTYPE"),
    "không có quy trình": (swap("bpmn:process", "bpmn:choreography"), "không có quy trình nào"),
    "hai quy trình": (
        swap(
            "<bpmndi:BPMNDiagram",
            '<bpmn:process id="P2" name="Hai"><bpmn:task id="t"/></bpmn:process>'
            "<bpmndi:BPMNDiagram",
        ),
        "có 2 (Cấp giấy phép thử, Hai)",
    ),
    "mã lệnh": (
        swap(
            TASK_HOP,
            '<bpmn:scriptTask id="Activity_hop" name="Tính phí"><bpmn:script>x</bpmn:script>'
            "</bpmn:scriptTask>",
        ),
        "Activity_hop: «Tính phí» chứa mã lệnh",
    ),
    "dịch vụ": (
        swap(TASK_HOP, '<bpmn:serviceTask id="Activity_hop" name="Gọi CSDL" />'),
        "Activity_hop: «Gọi CSDL» tự gọi dịch vụ",
    ),
    "quy trình con": (
        swap(TASK_HOP, '<bpmn:subProcess id="Activity_hop" name="Con" />'),
        "«Con» là quy trình con",
    ),
    "sự kiện chờ": (
        swap(
            MERGE,
            MERGE + '<bpmn:intermediateCatchEvent id="Cho" name="Chờ"><bpmn:timerEventDefinition>'
            "<bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"
            "</bpmn:intermediateCatchEvent>",
        ),
        "Cho: «Chờ» là sự kiện chờ",
    ),
    "lặp nhiều lần": (
        swap(
            TASK_HOP,
            TASK_HOP[:-2] + "><bpmn:multiInstanceLoopCharacteristics/></bpmn:userTask>",
        ),
        "«Xem xét tại hội đồng» lặp lại",
    ),
    "hai điểm bắt đầu": (
        swap(MERGE, MERGE + '<bpmn:startEvent id="S2" />'),
        "phải có đúng một điểm bắt đầu; sơ đồ có 2",
    ),
    "không có điểm kết thúc": (
        swap('<bpmn:endEvent id="Event_end" />', ""),
        "không có điểm kết thúc",
    ),
    "nối vào hư không": (
        swap('targetRef="Event_end"', 'targetRef="Event_dau"'),
        "Flow_9: đường nối tới «Event_dau» không có trong sơ đồ",
    ),
    "không ai tới": (
        swap('name="Khó" sourceRef="Gateway_1"', 'name="Khó" sourceRef="Activity_hop"'),
        "«Xem xét tại hội đồng» (Activity_hop) không có đường nào dẫn tới",
    ),
    "đường cụt": (
        swap(FLOW_5, ""),
        "«Xem xét tại hội đồng» (Activity_hop) không dẫn tới điểm kết thúc nào",
    ),
    "vòng lặp": (
        swap(
            'sourceRef="Activity_hop" targetRef="Gateway_2"',
            'sourceRef="Activity_hop" targetRef="Activity_lam"',
        ),
        "nằm trong vòng lặp",
    ),
    "nhánh loại trừ vào cổng song song": (
        swap(MERGE, '<bpmn:parallelGateway id="Gateway_2" name="Gom" />'),
        "«Gom» (Gateway_2) chờ mãi một nhánh không bao giờ tới",
    ),
    "song song không gom": (
        swap(
            '<bpmn:exclusiveGateway id="Gateway_1" name="Hồ sơ khó?" default="Flow_khong" />',
            '<bpmn:parallelGateway id="Gateway_1" />',
        ).replace(
            '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"\n'
            "        >decided.kho</bpmn:conditionExpression>",
            "",
        ),
        "bị làm nhiều lần",
    ),
    "thiếu điều kiện": (
        swap(' default="Flow_khong"', ""),
        "đường ra «Flow_khong» của «Hồ sơ khó?» (Gateway_1) chưa có điều kiện",
    ),
    "điều kiện viết bằng Python": (
        swap(">decided.kho<", ">__import__('os').system('x')<"),
        "Flow_co: Điều kiện rẽ nhánh",
    ),
    "điều kiện JUEL": (swap(">decided.kho<", ">${kho}<"), "không đúng cú pháp CEL"),
    "hỏi dữ kiện không có": (swap(">decided.kho<", ">tuoi &gt; 60<"), "không có (tuoi)"),
    "nhiều đường ra không cổng": (
        swap(
            'sourceRef="Gateway_2" targetRef="Activity_ky"',
            'sourceRef="Activity_hop" targetRef="Activity_ky"',
        ),
        "«Xem xét tại hội đồng» (Activity_hop) có nhiều đường ra",
    ),
    "bước không tên": (
        swap('name="Thẩm định hồ sơ"', 'name=" "'),
        "bước «Activity_lam» chưa có tên",
    ),
    "ngoài làn": (
        swap("<bpmn:flowNodeRef>Activity_ky</bpmn:flowNodeRef>", ""),
        "«Ký giấy phép» không nằm trong làn nào",
    ),
    "làn không rõ": (
        swap('name="Chủ tịch UBND phường"', 'name="Làn 3"'),
        "tên làn «Làn 3» không cho biết nơi làm",
    ),
    "thời hạn không đếm được": (
        swap('value="3wd"', 'value="vài hôm"'),
        "«Thẩm định hồ sơ»: limit «vài hôm» không đếm được",
    ),
    "trùng mã": (
        swap('id="Activity_so"', 'id="Activity_ky"'),
        "hai phần tử cùng mã «Activity_ky»",
    ),
    "mã dành riêng": (swap("Activity_so", "End"), "mã «End» dành cho hệ thống"),
    "quá thời hạn": (swap('value="3wd"', 'value="9wd"'), "quá thời hạn 05 ngày làm việc"),
    "không ký": (
        swap('name="Ký giấy phép"', 'name="Lãnh đạo duyệt"'),
        "đúng một bước «Ký duyệt»",
    ),
    "không phân công": (
        swap('name="Phân công thụ lý"', 'name="Nghiên cứu"'),
        "chưa được phân công trước đó",
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_each_mistake_is_named_by_element_and_reason(what):
    text, said = MISTAKES[what]
    problems = drawings.read(text, code="THU-CAM", limit="5wd").problems
    assert any(said in str(p) for p in problems if p.level is Level.ERROR), told(text)


@pytest.mark.django_db
@pytest.mark.parametrize("what", MISTAKES)
def test_nothing_of_a_bad_document_is_taken(what):
    before = InternalProcess.objects.count(), ProcessVersion.objects.count()
    report, problems = service.import_drawing(MISTAKES[what][0], code="THU-CAM", limit="5wd")
    assert report.outcome is Outcome.REFUSED
    assert problems
    assert (InternalProcess.objects.count(), ProcessVersion.objects.count()) == before


@pytest.mark.django_db
def test_a_sound_document_becomes_the_version_in_force_once():
    given = {"code": "THU-CAM", "limit": "5wd"}
    checked, _ = service.import_drawing(CAMUNDA, check_only=True, **given)
    assert checked.outcome is Outcome.CREATED
    assert not InternalProcess.objects.filter(code="THU-CAM").exists()
    assert service.import_drawing(CAMUNDA, **given)[0].outcome is Outcome.CREATED
    assert service.import_drawing(CAMUNDA, **given)[0].outcome is Outcome.UNCHANGED
    version = service.version_for("THU-CAM")
    assert version.drawn
    assert service.questions(version) == {"kho": "kho"}
    draft = service.draft_from(version, None)
    assert service.check(draft) == []
    with pytest.raises(service.ProcessError, match="phần mềm BPMN"):
        service.save_draft(draft, service.table_of(draft).rows, None)
