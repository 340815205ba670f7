"""A small process as Camunda Modeler and as Signavio write it."""

# As Camunda Modeler saves: prefixes, forms, properties, a drawing; lanes name posts.
CAMUNDA = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn"
    exporter="Camunda Modeler" exporterVersion="5.11.1">
  <bpmn:collaboration id="Collaboration_1">
    <bpmn:participant id="Participant_1" name="UBND phường" processRef="Process_1" />
    <bpmn:participant id="Participant_2" name="Người dân" />
    <bpmn:messageFlow id="Flow_m" sourceRef="Participant_2" targetRef="Participant_1" />
  </bpmn:collaboration>
  <bpmn:process id="Process_1" name="Cấp giấy phép thử" isExecutable="true">
    <bpmn:laneSet id="LaneSet_1">
      <bpmn:lane id="Lane_1" name="Bộ phận Một cửa">
        <bpmn:flowNodeRef>StartEvent_1</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Activity_nhan</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Activity_tra</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Event_end</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="Lane_2" name="Phòng Kinh tế">
        <bpmn:flowNodeRef>Activity_giao</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Activity_lam</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Gateway_1</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Activity_hop</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>Gateway_2</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="Lane_3" name="Chủ tịch UBND phường">
        <bpmn:flowNodeRef>Activity_ky</bpmn:flowNodeRef>
      </bpmn:lane>
      <bpmn:lane id="Lane_4" name="Văn thư">
        <bpmn:flowNodeRef>Activity_so</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="StartEvent_1" name="Nộp hồ sơ">
      <bpmn:outgoing>Flow_1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="Activity_nhan" name="Tiếp nhận hồ sơ" camunda:formKey="f">
      <bpmn:extensionElements>
        <camunda:properties>
          <camunda:property name="Thời hạn" value="0,5 ngày làm việc" />
        </camunda:properties>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:task id="Activity_giao" name="Phân công thụ lý" />
    <bpmn:manualTask id="Activity_lam" name="Thẩm định hồ sơ">
      <bpmn:extensionElements>
        <camunda:properties>
          <camunda:property name="limit" value="3wd" />
          <camunda:property name="vị trí" value="Chuyên viên kinh tế" />
        </camunda:properties>
      </bpmn:extensionElements>
    </bpmn:manualTask>
    <bpmn:exclusiveGateway id="Gateway_1" name="Hồ sơ khó?" default="Flow_khong" />
    <bpmn:userTask id="Activity_hop" name="Xem xét tại hội đồng" />
    <bpmn:exclusiveGateway id="Gateway_2" />
    <bpmn:userTask id="Activity_ky" name="Ký giấy phép" />
    <bpmn:userTask id="Activity_so" name="Đóng dấu, phát hành" />
    <bpmn:userTask id="Activity_tra" name="Trả kết quả" />
    <bpmn:endEvent id="Event_end" />
    <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="Activity_nhan" />
    <bpmn:sequenceFlow id="Flow_2" sourceRef="Activity_nhan" targetRef="Activity_giao" />
    <bpmn:sequenceFlow id="Flow_3" sourceRef="Activity_giao" targetRef="Activity_lam" />
    <bpmn:sequenceFlow id="Flow_4" sourceRef="Activity_lam" targetRef="Gateway_1" />
    <bpmn:sequenceFlow id="Flow_co" name="Khó" sourceRef="Gateway_1" targetRef="Activity_hop">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"
        >decided.kho</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="Flow_khong" sourceRef="Gateway_1" targetRef="Gateway_2" />
    <bpmn:sequenceFlow id="Flow_5" sourceRef="Activity_hop" targetRef="Gateway_2" />
    <bpmn:sequenceFlow id="Flow_6" sourceRef="Gateway_2" targetRef="Activity_ky" />
    <bpmn:sequenceFlow id="Flow_7" sourceRef="Activity_ky" targetRef="Activity_so" />
    <bpmn:sequenceFlow id="Flow_8" sourceRef="Activity_so" targetRef="Activity_tra" />
    <bpmn:sequenceFlow id="Flow_9" sourceRef="Activity_tra" targetRef="Event_end" />
    <bpmn:textAnnotation id="Note_1"><bpmn:text>Ghi chú</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="As_1" sourceRef="Activity_lam" targetRef="Note_1" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1">
    <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Collaboration_1">
      <bpmndi:BPMNShape id="s1" bpmnElement="Activity_nhan">
        <dc:Bounds x="10" y="10" width="100" height="80" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
"""

# As Signavio exports: default namespace, sid- ids, metadata, no drawing.
_STEPS = [
    ("nhan", "Tiếp nhận", "Trung tâm phục vụ hành chính công", "0.5"),
    ("giao", "Phân công", "Phòng Tư pháp", ""),
    ("lam", "Thẩm định", "Phòng Tư pháp", "2"),
    ("ky", "Ký duyệt", "Lãnh đạo", "1"),
    ("so", "Lấy số", "Văn thư", ""),
    ("tra", "Trả kết quả", "Trung tâm phục vụ hành chính công", ""),
]


def signavio() -> str:
    lanes: dict[str, str] = {}
    tasks, flows, last = "", "", "sid-start"
    for key, name, lane, days in _STEPS:
        here = f"sid-0A1B2C3D-{key}"
        lanes[lane] = lanes.get(lane, "") + f"<flowNodeRef>{here}</flowNodeRef>"
        meta = f'<signavio:signavioMetaData metaKey="thoihan" metaValue="{days}"/>'
        limit = f'<signavio:signavioMetaData metaKey="thoi han" metaValue="{days}wd"/>'
        inner = f"<extensionElements>{meta}{limit if days else ''}</extensionElements>"
        tasks += (
            f'<userTask id="{here}" implementation="webService" name="{name}">{inner}</userTask>'
        )
        flows += f'<sequenceFlow id="sid-f-{key}" sourceRef="{last}" targetRef="{here}"/>'
        last = here
    flows += f'<sequenceFlow id="sid-f-end" sourceRef="{last}" targetRef="sid-end"/>'
    lane_set = "".join(
        f'<lane id="sid-l{n}" name="{name}"><extensionElements/>{refs}</lane>'
        for n, (name, refs) in enumerate(lanes.items())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:signavio="http://www.signavio.com" exporter="Signavio Process Editor" '
        'targetNamespace="http://www.signavio.com" id="sid-d"><process id="sid-p" '
        f'name="Chứng thực thử" isClosed="false"><laneSet id="sid-ls">{lane_set}</laneSet>'
        f'<startEvent id="sid-start" name=""/>{tasks}<endEvent id="sid-end" name=""/>{flows}'
        "</process></definitions>"
    )
