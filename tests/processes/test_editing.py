"""An administrator's road: a draft, what is wrong with it, what it changes, its publication."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from motcua.dated import NotPublished
from motcua.organization.models import Agency
from motcua.people.models import Account
from motcua.processes import service
from motcua.processes.kinds import Place, StepKind
from motcua.processes.models import ProcessVersion, Step
from motcua.processes.service import Level, ProcessError, StepRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return service.default_version("7wd")


@pytest.fixture
def someone():
    return Account.objects.filter(officer__isnull=False).first()


def errors(draft):
    return [each.message for each in service.check(draft) if each.level is Level.ERROR]


def rows(version):
    return list(service.table_of(version).rows)


def test_a_draft_says_the_same_and_is_not_in_force(version, someone):
    draft = service.draft_from(version, someone)
    assert draft.is_draft
    assert draft.number == version.number + 1
    assert service.differences(version, draft) == []
    assert errors(draft) == []
    assert service.default_version("7wd") == version


def test_a_saved_draft_tells_its_differences_in_plain_words(version, someone):
    draft = service.draft_from(version, someone)
    changed = rows(draft)
    changed[2] = replace(changed[2], limit="3wd", name="Thẩm định kỹ")
    asked = StepRow("Hỏi ý kiến", StepKind.OPINION, Place.DIVISION, limit="2wd", silence="2wd")
    service.save_draft(draft, [*changed[:3], asked, *changed[3:]], someone, limit="8wd")
    told = service.differences(version, draft)
    assert told == [
        "Thời hạn chung: 07 ngày làm việc → 08 ngày làm việc.",
        "Thêm bước 4 “Hỏi ý kiến”.",
        "Bước 3 “Thẩm định, dự thảo kết quả”: tên “Thẩm định, dự thảo kết quả” → “Thẩm định kỹ”;"
        " thời hạn 04 ngày làm việc → 03 ngày làm việc.",
    ]
    assert [each.key for each in draft.steps.all()] == [
        "s1",
        "s2",
        "s3",
        "s8",
        "s4",
        "s5",
        "s6",
        "s7",
    ]
    assert 'id="s8"' in draft.bpmn


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda r: [], "không có bước nào"),
        (lambda r: r[1:], "đúng một bước «Tiếp nhận»"),
        (lambda r: [*r, r[4]], "đúng một bước «Ký duyệt»"),
        (lambda r: [r[1], r[0], *r[2:]], "bắt đầu bằng tiếp nhận"),
        (lambda r: [*r[:5], r[6], r[5]], "kết thúc bằng trả kết quả"),
        (lambda r: [*r[:4], r[5], r[4], r[6]], "lấy số ngay trước"),
        (lambda r: [r[0], r[1], r[3], r[4], r[2], *r[5:]], "sau khi đã ký"),
        (lambda r: [r[0], *r[2:]], "chưa được phân công"),
        (lambda r: [replace(r[0], name=" "), *r[1:]], "chưa có tên"),
        (lambda r: [replace(r[0], limit="sớm"), *r[1:]], "«sớm» không đếm được"),
        (lambda r: [replace(r[0], key="một"), *r[1:]], "chữ không dấu"),
        (lambda r: [*r[:2], replace(r[2], parallel_group="A"), *r[3:]], "chỉ có một nhánh"),
        (lambda r: [*r[:3], replace(r[3], condition="import os"), *r[4:]], "cú pháp CEL"),
        (lambda r: [*r[:3], replace(r[3], condition="tuoi > 3"), *r[4:]], "không có (tuoi)"),
        (lambda r: [*r[:3], replace(r[3], return_to="s5"), *r[4:]], "không phải một bước đứng"),
        (lambda r: [*r[:2], replace(r[2], place=Place.OTHER), *r[3:]], "không nêu cơ quan"),
        (lambda r: [*r[:3], replace(r[3], closes_after="30d"), *r[4:]], "không tạm dừng chờ gì"),
        (
            lambda r: [*r[:4], replace(r[4], condition="decided.a"), *r[5:]],
            "đúng một bước «Ký duyệt»",
        ),
    ],
)
def test_what_is_wrong_is_named_and_keeps_the_draft_from_being_published(
    version, someone, spoil, said
):
    draft = service.draft_from(version, someone)
    service.save_draft(draft, spoil(rows(draft)), someone)
    assert any(said in message for message in errors(draft)), errors(draft)
    with pytest.raises(NotPublished, match="Chưa công bố được"):
        draft.publish(timezone.localdate() + timedelta(days=1), by=someone)
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_published_draft_comes_into_force_on_its_day_and_can_be_taken_back(version, someone):
    draft = service.draft_from(version, someone)
    day = timezone.localdate() + timedelta(days=30)
    draft.publish(day, by=someone)
    code = version.process.code
    assert service.version_for(code) == version
    assert service.version_for(code, day) == draft
    draft.unpublish(by=someone)
    assert service.version_for(code, day) == version
    service.discard(draft, someone)
    assert not ProcessVersion.objects.filter(pk=draft.pk).exists()


def test_a_published_text_is_refused_by_the_service(version, someone):
    with pytest.raises(ProcessError, match="không sửa được"):
        service.save_draft(version, rows(version), someone)
    with pytest.raises(ProcessError, match="giữ mãi"):
        service.discard(version, someone)


@pytest.mark.parametrize(
    "change",
    [
        lambda v: ProcessVersion.objects.filter(pk=v.pk).update(bpmn="<x/>"),
        lambda v: ProcessVersion.objects.filter(pk=v.pk).update(limit="1wd"),
        lambda v: ProcessVersion.objects.filter(pk=v.pk).update(status="draft"),
        lambda v: ProcessVersion.objects.filter(pk=v.pk).delete(),
        lambda v: v.steps.filter(order=1).update(limit="9wd"),
        lambda v: v.steps.filter(order=1).delete(),
        lambda v: Step.objects.create(version=v, key="s99", order=99, name="Thêm"),
    ],
)
def test_a_published_text_is_refused_by_the_database(version, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change(version)
    version.refresh_from_db()
    assert version.limit == "7wd"
    assert version.steps.count() == 7


def test_who_changed_a_draft_is_kept(version, someone):
    draft = service.draft_from(version, someone)
    service.save_draft(draft, rows(draft), someone, name="Tên khác")
    last = draft.events.order_by("-pgh_id").first()
    assert last.pgh_context["account"] == someone.pk
    assert last.name == "Tên khác"


def test_a_new_process_begins_with_the_usual_steps(someone):
    draft = service.new_process("THU-MOI", "Quy trình mới", "5wd", someone)
    assert draft.steps.count() == 7
    assert errors(draft) == []
    with pytest.raises(ProcessError, match="Đã có quy trình"):
        service.new_process("THU-MOI", "Quy trình mới", "5wd", someone)


def test_a_desk_nobody_has_is_a_warning_for_that_agency(version):
    commune = Agency.objects.get(code="H24.31")
    bare = Agency.objects.create(code="H24.99", name="Xã chưa có ai", level="commune")
    told = [str(each) for each in service.check(version, [commune, bare])]
    assert not any("Hồng Bàng" in each for each in told)
    assert any("Xã chưa có ai không có vị trí lãnh đạo cơ quan" in each for each in told)
