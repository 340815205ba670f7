"""Every record of the seed file becomes a lawful table; every change is told."""

import copy

import pytest

from motcua.clock import Limit
from motcua.processes import limits
from motcua.processes.blocks import blocks, span
from motcua.processes.errors import ProcessError
from motcua.processes.kinds import Place, StepKind
from motcua.processes.lawful import normalise
from motcua.processes.lawfulness import check
from motcua.processes.tables import ProcessTable, default_table
from tests.processes.records import (
    DIVISION,
    ONE_STOP,
    REAL,
    TABLES,
    action,
    days,
    real_record,
    record,
    step,
)

RECEIVED = step(1, ONE_STOP, 0.5, action("TIEP_NHAN", 0.5, "Mẫu 01"))
WORKED = step(2, DIVISION, 5, action("PHAN_CONG", 1), action("THU_LY", 3), action("XET_DUYET", 1))
SIGNED = step(3, "Lãnh đạo UBND", 2, action("KY_DUYET", 2))
RETURNED = step(4, ONE_STOP, 0, action("TRA_KET_QUA"))


def row(table: ProcessTable, kind: StepKind, nth: int = 0):
    return [each for each in table.rows if each.kind == kind][nth]


def kinds(table: ProcessTable) -> list[str]:
    return [each.kind.value for each in table.rows]


def test_all_33_real_processes_are_read():
    assert len(REAL) == 33


@pytest.mark.parametrize("code", TABLES)
def test_every_table_is_lawful(code):
    table = TABLES[code]
    check(table)
    assert [each.key for each in table.rows] == [f"s{n + 1}" for n in range(len(table.rows))]
    for limit in filter(None, [table.limit, *(each.limit for each in table.rows)]):
        Limit.parse(limit)
    for each in table.rows:
        assert each.name
        assert each.place == Place.OTHER or (each.place == Place.ONE_STOP) == (
            each.kind in (StepKind.RECEPTION, StepKind.RETURN, StepKind.FEE)
        )


def test_one_source_step_with_several_actions_becomes_several_steps():
    table = normalise(record(RECEIVED, WORKED, SIGNED, RETURNED))
    assert kinds(table) == ["reception", "assign", "process", "review", "sign", "number", "return"]
    assert [each.limit for each in table.rows] == ["0.5wd", "1wd", "3wd", "1wd", "2wd", "", ""]


def test_times_that_do_not_add_up_go_to_the_processing_step():
    table = normalise(real_record("YB-KT01"))
    assert (row(table, StepKind.PROCESS).limit, row(table, StepKind.ASSIGN).limit) == ("12wd", "")
    assert any("không khớp" in note for note in table.notes)


def test_hand_over_joins_the_step_before_and_adds_its_time():
    handing = action("BAN_GIAO", 1, "Phiếu kiểm soát")
    received = step(1, ONE_STOP, 1.5, action("TIEP_NHAN", 0.5, "Mẫu 01"), handing)
    table = normalise(record(received, WORKED, SIGNED, RETURNED))
    reception = row(table, StepKind.RECEPTION)
    assert reception.limit == "1.5wd"
    assert reception.outputs == ("Mẫu 01", "Phiếu kiểm soát")


def test_hand_over_after_the_signature_is_the_release_by_records():
    number = row(REAL["YB-TN08"], StepKind.NUMBER)
    assert (number.place, number.limit, number.post_name) == (Place.RECORDS, "1wd", "Văn thư")


def test_the_citizens_own_step_is_left_out():
    table = REAL["HN-QD1811-2.000635"]
    assert "Kê khai, nộp" not in [each.name for each in table.rows]
    assert any("người nộp hồ sơ" in note for note in table.notes)


def test_optional_steps_get_the_condition_the_source_says_in_words():
    table = REAL["QG-1.013225"]
    asked = {each.condition: each.condition_label for each in table.rows if each.condition}
    assert asked == {
        "decided.bo_sung_chua_dat": "Bổ sung chưa đạt",
        "decided.van_khong_dat": "Vẫn không đạt",
    }
    assert sum("nguồn không ghi điều kiện" in note for note in table.notes) == 2


def test_work_that_sometimes_arises_comes_before_the_decision():
    rows = REAL["QG-1.010803"].rows
    places = [each.name for each in rows if each.kind in (StepKind.PROCESS, StepKind.SIGN)]
    assert places[1:] == [
        "Đối chiếu hồ sơ liệt sĩ, ra quyết định",
        "Hồ sơ gốc ở tỉnh khác, đề nghị di chuyển hồ sơ",
        "Ký duyệt kết quả",
    ]


def test_fees_are_a_step_of_their_own_while_something_is_owed():
    fee = step(4, ONE_STOP, 0, action("THU_PHI", 0, "Biên lai"))
    table = normalise(record(RECEIVED, WORKED, SIGNED, fee, RETURNED))
    found = row(table, StepKind.FEE)
    assert (found.condition, found.pauses, found.resumes) == ("fee.due", "payment", "payment")
    assert found.outputs == ("Biên lai",)
    assert [each.kind for each in table.rows[-3:]] == ["number", "fee", "return"]


def test_a_hand_over_is_told_on_the_step_that_hands_over():
    assert row(REAL["YB-KT01"], StepKind.RECEPTION).hands_over == (
        "Bàn giao hồ sơ cho đơn vị kế tiếp"
    )


@pytest.mark.parametrize(
    ("code", "silence"),
    [("QG-1.001266", ["2wd"]), ("QG-1.013225", ["12d"]), ("QG-1.009374", ["5wd"])],
)
def test_silence_that_is_consent_has_its_limit(code, silence):
    assert [each.silence for each in REAL[code].rows if each.silence] == silence


def test_pauses_of_the_source_are_kept():
    waiting = action("BAN_GIAO") | {"tam_dung": True, "noi_dung": "Chờ nộp thuế"}
    told = action("THU_LY", 1) | {"tiep_tuc": True, "noi_dung": "Đã nộp thuế"}
    asked = action("THU_LY", 1) | {"tam_dung": True, "noi_dung": "Thông báo nộp thuế"}
    work = step(2, DIVISION, 2, action("PHAN_CONG"), asked, told, waiting)
    table = normalise(record(RECEIVED, work, SIGNED, RETURNED))
    working = [each for each in table.rows if each.kind == StepKind.PROCESS]
    assert [(each.pauses, each.resumes) for each in working] == [("payment", ""), ("", "payment")]


def test_what_the_source_lacks_is_told():
    notes = " ".join(REAL["QG-1.013225"].notes)
    assert "không nêu cơ quan nào" in notes
    assert "khác thời hạn 15 ngày" in notes
    assert "đơn vị khác nhau nên không cộng được" in " ".join(REAL["QG-2.000986"].notes)
    assert "nguồn không chia giờ từng bước" in " ".join(REAL["HN-QD1811-2.000635"].notes)


def test_the_pool_is_named_after_who_decides_not_after_the_source():
    assert REAL["HN-QD1811-2.000635"].agency == "Sở Tư pháp"
    assert REAL["YB-KT01"].agency == "UBND thành phố"


@pytest.mark.parametrize("code", REAL)
def test_the_steps_add_up_to_the_limit_or_the_report_says_why_not(code):
    table = REAL[code]
    added = span(blocks(table.rows))
    if not added or not limits.same(added, table.limit):
        said = ("khác thời hạn", "không cộng được", "không bước nào có thời hạn riêng")
        assert any(words in note for note in table.notes for words in said)


def test_missing_signature_is_the_last_review():
    table = normalise(record(RECEIVED, WORKED, RETURNED))
    assert kinds(table) == ["reception", "assign", "process", "sign", "number", "return"]
    assert row(table, StepKind.SIGN).limit == "1wd"


def test_missing_signature_without_any_review_is_added():
    worked = step(2, DIVISION, 5, action("THU_LY", 5))
    table = normalise(record(RECEIVED, worked, RETURNED))
    assert kinds(table) == ["reception", "assign", "process", "sign", "number", "return"]


def test_a_signature_before_other_work_is_a_review():
    again = step(4, DIVISION, 1, action("THU_LY", 1))
    table = normalise(record(RECEIVED, WORKED, SIGNED, again, RETURNED))
    assert kinds(table)[2:] == [
        "process",
        "review",
        "review",
        "process",
        "sign",
        "number",
        "return",
    ]


def test_only_the_last_signature_remains():
    table = normalise(record(RECEIVED, WORKED, SIGNED, SIGNED | {"stt": 4}, RETURNED))
    assert kinds(table).count("sign") == 1


def test_missing_reception_and_return_are_added_at_the_one_stop():
    table = normalise(record(WORKED, SIGNED))
    assert (kinds(table)[0], kinds(table)[-1]) == ("reception", "return")
    assert table.rows[0].place == table.rows[-1].place == Place.ONE_STOP


def test_a_process_of_decisions_alone_gets_someone_to_draft():
    table = REAL["YB-TN17"]
    assert kinds(table) == ["reception", "assign", "process", "sign", "number", "return"]
    assert row(table, StepKind.PROCESS).limit == "0.5wd"


def test_each_division_assigns_its_own_work_once():
    table = REAL["YB-TN08"]
    assert kinds(table).count("assign") == 1
    assert kinds(table).count("process") == 3


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("QG-2.000986", "Công an"),
        ("QG-2.000986", "Bảo hiểm xã hội"),
        ("QG-1.001266", "Cơ quan thuế"),
        ("QG-1.010803", "UBND cấp xã"),
        ("YB-TN08", "UBND phường, xã"),
    ],
)
def test_other_agencies_keep_their_names(code, unit):
    places = {each.place for each in REAL[code].rows if each.unit_name == unit}
    assert Place.OTHER in places


def test_the_department_that_decides_is_the_solving_agency():
    assert row(REAL["QG-1.010803"], StepKind.PROCESS, 1).place == Place.DIVISION
    assert row(REAL["QG-1.010803"], StepKind.SIGN).unit_name == "Sở Nội vụ"


def side_by_side(code: str) -> list[str]:
    return [each.unit_name for each in REAL[code].rows if each.parallel_group]


def test_parallel_steps_share_a_stage():
    assert side_by_side("QG-2.000986") == ["Công an", "Bảo hiểm xã hội"]


def test_a_lone_parallel_step_runs_beside_the_work_before_it():
    assert side_by_side("QG-1.013225") == ["UBND cấp xã", "Cơ quan được hỏi ý kiến"]


def test_a_missing_total_is_the_sum_of_the_steps():
    table = REAL["YB-LD21"]
    assert table.limit == "10wd"
    assert any("tổng các bước 10 ngày làm việc" in note for note in table.notes)


def test_steps_that_do_not_add_up_to_the_total_are_told():
    assert any("khác thời hạn 09 ngày làm việc" in note for note in REAL["YB-TC07"].notes)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda r: r.pop("buoc"), "buoc"),
        (lambda r: r.update(buoc=[]), "không có bước nào"),
        (lambda r: r["buoc"][0].pop("don_vi"), "don_vi"),
        (lambda r: r["buoc"][1]["tac_vu"].append(action("NGU_TRUA")), "NGU_TRUA"),
        (lambda r: r["buoc"][0].update(thoi_gian=days(2, "tuan_trang")), "tuan_trang"),
        (lambda r: r["buoc"][0].update(thoi_gian=days(-1)), "không tính được"),
        (lambda r: r["buoc"][0].update(thoi_gian=days("hai")), "không hiểu được"),
        (lambda r: r["buoc"].append(RECEIVED), "2 bước «Tiếp nhận»"),
        (lambda r: r["buoc"].append(RETURNED), "2 bước «Trả kết quả»"),
        (lambda r: r.update(tong_thoi_gian=None), "thiếu hoặc sai mục"),
    ],
)
def test_a_spoilt_record_is_refused_with_its_reason(spoil, said):
    spoilt = copy.deepcopy(record(RECEIVED, WORKED, SIGNED, RETURNED))
    spoil(spoilt)
    with pytest.raises(ProcessError, match=said):
        normalise(spoilt)


@pytest.mark.parametrize("nonsense", [None, [], "x", 3])
def test_what_is_not_a_record_is_refused(nonsense):
    with pytest.raises(ProcessError):
        normalise(nonsense)


@pytest.mark.parametrize(
    ("limit", "shares"),
    [
        ("10wd", ["0.5wd", "0.5wd", "7wd", "0.5wd", "1wd", "0.5wd", ""]),
        ("3wd", ["1wh", "1wh", "18wh", "1wh", "2wh", "1wh", ""]),
        ("4wh", ["0.5wh", "0.5wh", "1.5wh", "0.5wh", "0.5wh", "0.5wh", ""]),
        ("15d", ["0.5wd", "0.5wd", "7wd", "0.5wd", "1wd", "0.5wd", ""]),
        ("inday", [""] * 7),
        ("", [""] * 7),
    ],
)
def test_default_process_keeps_the_proportions_of_the_approved_one(limit, shares):
    assert [each.limit for each in default_table(limit).rows] == shares


def test_a_limit_nobody_can_count_is_refused():
    with pytest.raises(ProcessError):
        default_table("sớm")
