"""Before a text is published, everything wrong with it is said where it is."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from motcua.catalog import service
from motcua.catalog.models import Component, Fee, ProcedureCase, ProcedureVersion
from motcua.dated import NotPublished
from motcua.processes.models import InternalProcess
from tests.catalog import texts

pytestmark = pytest.mark.django_db


def changed(row: object, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()  # type: ignore[attr-defined]


def case(version: ProcedureVersion) -> ProcedureCase:
    return version.cases.get()


def component(version: ProcedureVersion) -> Component:
    return case(version).components.get()


def fee(version: ProcedureVersion) -> Fee:
    return version.fees.get()


def second_case(version: ProcedureVersion, **values: object) -> None:
    ProcedureCase.objects.create(version=version, limit="3wd", **values)


def without_cases(version: ProcedureVersion) -> None:
    Component.objects.filter(case__version=version).delete()
    version.cases.all().delete()


def another_paper(version: ProcedureVersion) -> None:
    Component.objects.create(
        case=case(version), order=2, name="Bản vẽ", code=component(version).code, mandatory=False
    )


Spoil = Callable[[ProcedureVersion], None]
ERRORS: list[tuple[Spoil, str]] = [
    (lambda v: changed(v, name=" "), "Tên thủ tục: chưa ghi"),
    (lambda v: changed(v, level="partial"), "phải công bố lý do"),
    (lambda v: changed(v, results=[{"name": ""}]), "Kết quả 1: chưa ghi tên"),
    (
        lambda v: changed(v, results=[{"name": "Giấy phép", "validity": "6"}]),
        "hiệu lực “6” thiếu số hoặc đơn vị",
    ),
    (without_cases, "chưa có trường hợp nào"),
    (lambda v: second_case(v, name="Cấp lại"), "mã “chuan” dùng cho 2 trường hợp"),
    (lambda v: second_case(v, code="cap-lai"), "mỗi trường hợp phải có tên"),
    (lambda v: changed(case(v), limit="5xx"), "thời hạn “5xx” không đọc được"),
    (
        lambda v: changed(case(v), channels=["counter"], online_limit="3wd"),
        "thời hạn riêng cho cách thức không nhận: Trực tuyến",
    ),
    (lambda v: changed(case(v), channels=["fax"]), "cách thức nộp không có trong danh mục"),
    (lambda v: changed(case(v), policy={"cutoff": 15}), "quy tắc tính thời hạn không đọc được"),
    (lambda v: changed(case(v), rule="so_luong >"), "không phải là biểu thức CEL hợp lệ"),
    (lambda v: changed(case(v), rule="tuoi > 18"), "dữ kiện “tuoi” không có trong mẫu"),
    (
        lambda v: changed(
            case(v), process=InternalProcess.objects.create(code="TRONG", name="Trống")
        ),
        "quy trình TRONG chưa có phiên bản hiệu lực",
    ),
    (lambda v: changed(component(v), code=""), "“Tờ khai” thiếu mã giấy tờ"),
    (lambda v: changed(component(v), name=""), "giấy tờ 1: chưa ghi tên"),
    (another_paper, "mã giấy tờ “to-khai” dùng 2 lần"),
    (lambda v: changed(component(v), rule="mau == "), "không phải là biểu thức CEL hợp lệ"),
    (lambda v: changed(fee(v), formula="so_luong * 2"), "có cả số tiền và công thức"),
    (
        lambda v: changed(fee(v), amount=None, formula="so_to * 2"),
        "dữ kiện “so_to” không có trong mẫu",
    ),
    (
        lambda v: changed(fee(v), exemptions=[{"who": "Hộ nghèo", "percent": 0, "basis": ""}]),
        "mức từ 1 đến 100%",
    ),
]


@pytest.mark.parametrize(("spoil", "said"), ERRORS)
def test_a_mistake_is_named_and_keeps_the_draft_from_being_published(spoil: Spoil, said: str):
    draft = texts.draft()
    assert service.errors_of(draft) == []
    spoil(draft)
    errors = [str(problem) for problem in service.errors_of(draft)]
    assert any(said in error for error in errors), errors
    with pytest.raises(NotPublished, match="Bản nháp còn lỗi"):
        draft.publish(timezone.localdate() + timedelta(days=1), by=texts.administrator())


WARNINGS: list[tuple[Spoil, str]] = [
    (lambda v: changed(case(v), limit=""), "chưa có thời hạn nên không tiếp nhận được"),
    (lambda v: changed(component(v), mandatory=False), "không có giấy tờ bắt buộc nào"),
    (
        lambda v: changed(case(v), process=InternalProcess.objects.get(code="QG-1.013225")),
        "các bước của quy trình QG-1.013225 cộng lại",
    ),
]


@pytest.mark.parametrize(("spoil", "said"), WARNINGS)
def test_what_is_only_odd_is_said_and_can_be_published(spoil: Spoil, said: str):
    draft = texts.draft()
    spoil(draft)
    problems = service.check(draft)
    assert any(said in str(problem) for problem in problems), problems
    assert service.errors_of(draft) == []
    draft.publish(timezone.localdate() + timedelta(days=1), by=texts.administrator())


def test_texts_in_force_at_the_same_time_are_named_with_their_days():
    procedure = texts.procedure()
    first = procedure.current()
    changed(first, valid_to=date(2027, 1, 31))
    second = ProcedureVersion.objects.create(
        procedure=procedure, number=2, name="Bản hai", valid_from=date(2027, 1, 1)
    )
    said = [str(problem) for problem in service.errors_of(second)]
    assert "Thời gian hiệu lực: trùng với phiên bản 1 (… - 31/01/2027)." in said


def test_a_period_that_ends_before_it_begins_is_an_error():
    version = texts.procedure().current()
    changed(version, valid_from=date(2027, 2, 1), valid_to=date(2027, 1, 1))
    assert any("kết thúc trước ngày bắt đầu" in str(each) for each in service.errors_of(version))


def test_the_demonstration_has_no_error_but_what_its_source_lacks():
    versions = ProcedureVersion.objects.in_force().select_related("procedure")
    said = {str(error) for version in versions for error in service.errors_of(version)}
    assert said <= {"Mức độ: dịch vụ công một phần phải công bố lý do (NĐ 118/2025/NĐ-CP)."}
