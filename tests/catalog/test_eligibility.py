"""Questions before signing in: where answers lead, and questions that lead nowhere."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalog import service
from motcua.catalog.eligibility import case_by, interview, is_needed, questions_of
from motcua.catalog.models import Procedure, ProcedureVersion
from motcua.catalog.service import Outcome
from tests.catalog import texts
from tests.catalog.records import catalogue, paper, record

pytestmark = pytest.mark.django_db

SEEDED = ("1.001193", "2.000635", "1.000894", "1.013225", "1.001612", "3.000347", "1.001776")
HOUSE = {
    "ma": "loai",
    "hoi": "Xây gì?",
    "lua_chon": [
        {"gia_tri": "nha", "ten": "Nhà"},
        {"gia_tri": "khac", "ten": "Khác"},
        {"gia_tri": "tam", "ten": "Nhà tạm", "khong_nop": "Không phải xin phép.", "lam_gi": "Xây."},
    ],
}
AREA = {
    "ma": "rong",
    "hoi": "Rộng bao nhiêu mét vuông?",
    "khi": 'content.loai == "nha"',
    "du_kien": "dien_tich",
    "nho_nhat": 1,
    "lon_nhat": 9999,
}
CASES = [
    {"ma": "lon", "ten": "Nhà lớn", "dieu_kien": 'content.loai == "nha" && dien_tich > 250'},
    {"ma": "nho", "ten": "Nhà nhỏ", "dieu_kien": 'content.loai == "nha"'},
    {"ma": "khac", "ten": "Khác"},
]


def asking(**changes: Any) -> dict[str, Any]:
    return record(cau_hoi=[HOUSE, AREA], truong_hop=CASES, **changes)


def current(code: str) -> ProcedureVersion:
    return Procedure.objects.get(code=code).current()


def text_with(**changes: Any) -> ProcedureVersion:
    texts.procedure(**{"cau_hoi": [HOUSE, AREA], "truong_hop": CASES, **changes})
    return current(record()["ma_tthc"])


def reached(version: ProcedureVersion, **answers: str) -> str:
    found = interview(questions_of(version), answers)
    if found.refused:
        return found.refused.refusal
    if found.next:
        return f"{found.next.ask}"
    case = case_by(version.cases.order_by("pk"), found.facts)
    assert case is not None
    return case.name


@pytest.mark.parametrize(
    ("answers", "where"),
    [
        ({}, "Xây gì?"),
        ({"loai": "nha"}, "Rộng bao nhiêu mét vuông?"),
        ({"loai": "nha", "rong": "251"}, "Nhà lớn"),
        ({"loai": "nha", "rong": "1.251"}, "Nhà lớn"),
        ({"loai": "nha", "rong": "250"}, "Nhà nhỏ"),
        ({"loai": "khac"}, "Khác"),
        ({"loai": "khac", "rong": "500"}, "Khác"),
        ({"loai": "tam"}, "Không phải xin phép."),
        ({"loai": "<script>alert(1)</script>"}, "Xây gì?"),
        ({"loai": "nha", "rong": "0"}, "Rộng bao nhiêu mét vuông?"),
        ({"loai": "nha", "rong": "-5"}, "Rộng bao nhiêu mét vuông?"),
        ({"loai": "nha", "rong": "٣"}, "Rộng bao nhiêu mét vuông?"),
        ({"loai": "nha", "rong": "9" * 40}, "Rộng bao nhiêu mét vuông?"),
    ],
)
def test_answers_decide_what_is_asked_next_and_which_case_it_is(answers, where):
    assert reached(text_with(), **answers) == where


@pytest.mark.parametrize("code", SEEDED)
def test_the_questions_of_the_demonstration_are_sound(code):
    version = current(code)
    assert version.questions
    assert [str(each) for each in service.check(version) if "âu hỏi" in each.where] == []


@pytest.mark.parametrize("code", SEEDED)
@given(data=st.data())
def test_every_way_ends_at_a_case_or_a_reason(code, data):
    version = current(code)
    questions, answers = questions_of(version), {}
    for _turn in range(len(questions) + 1):
        found = interview(questions, answers)
        if found.next is None:
            break
        offered = [choice.value for choice in found.next.choices] or [str(found.next.low)]
        answers[found.next.code] = data.draw(st.sampled_from(offered))
    if found.refused:
        assert found.refused.instead
    else:
        case = case_by(version.cases.order_by("pk"), found.facts)
        assert case is not None
        # Whoever answered everything is told of every paper with a rule whether it is due.
        ruled = [each for each in case.components.all() if each.rule]
        assert all(is_needed(each, found.facts) is not None for each in ruled)


def needed(code: str, **answers: str) -> set[str]:
    version = current(code)
    found = interview(questions_of(version), answers)
    assert found.is_over, found.next
    case = case_by(version.cases.order_by("pk"), found.facts)
    return {each.name for each in case.components.all() if is_needed(each, found.facts)}


def test_only_the_papers_that_apply_are_due():
    answers = {"nuoc_ngoai": "false", "da_dang_ky": "chua", "uy_quyen": "false", "so_ban_sao": "0"}
    found = needed("1.001193", **answers, cha_me="bo_roi")
    assert "Biên bản về trẻ bị bỏ rơi" in found
    assert not any(name.startswith("Giấy chứng sinh") for name in found)
    usual = needed("1.001193", **answers, cha_me="ket_hon", mang_thai_ho="false")
    assert any(name.startswith("Giấy chứng sinh") for name in usual)
    assert not any("ủy quyền" in name or "mang thai hộ" in name for name in usual)


def taken(*records: Any) -> list[service.Report]:
    return service.import_file(json.dumps(catalogue(*records)).encode())


def without(question: dict[str, Any], *keys: str, **changes: Any) -> dict[str, Any]:
    return {key: value for key, value in question.items() if key not in keys} | changes


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cau_hoi": [HOUSE, HOUSE]}, "trùng mã câu hỏi “loai”"),
        ({"cau_hoi": [without(HOUSE, du_kien="mau_sac")]}, "không phải là dữ kiện hỏi được"),
        ({"cau_hoi": [AREA, HOUSE]}, "không câu nào trước đó hỏi điều ấy"),
        ({"cau_hoi": [HOUSE, without(AREA, khi="ngay_sinh > 3")]}, "dùng dữ kiện “ngay_sinh”"),
        ({"cau_hoi": [HOUSE, without(AREA, "nho_nhat")]}, "phải có số nhỏ nhất và lớn nhất"),
        ({"cau_hoi": [without(HOUSE, lua_chon=HOUSE["lua_chon"][:1])]}, "từ hai lựa chọn"),
        ({"cau_hoi": [HOUSE]}, "không câu trả lời nào dẫn đến trường hợp “Nhà lớn”"),
        ({"truong_hop": CASES[:2]}, "không dẫn đến trường hợp nào"),
        (
            {"cau_hoi": [without(HOUSE, du_kien="co_uy_quyen")]},
            "ngoài các giá trị của dữ kiện: false, true",
        ),
        (
            {
                "cau_hoi": [
                    without(
                        HOUSE,
                        lua_chon=[
                            *HOUSE["lua_chon"][:2],
                            {"gia_tri": "tam", "ten": "Nhà tạm", "khong_nop": "Không."},
                        ],
                    )
                ]
            },
            "phải ghi làm gì thay",
        ),
    ],
)
def test_a_file_with_wrong_questions_is_refused_whole(changes, said):
    (report,) = taken(asking() | changes)
    assert report.outcome is Outcome.REFUSED
    assert said in " ".join(report.notes)


@pytest.mark.parametrize("write", [service.export_json, service.export_xlsx])
def test_questions_come_back_from_a_file_as_they_were(write):
    version = text_with()
    (report,) = service.import_file(write([version.procedure.code]))
    assert report.outcome is Outcome.UNCHANGED
    assert len(version.questions) == 2


def test_a_file_that_asks_nothing_leaves_the_questions_there_are():
    text_with()
    (report,) = taken(without(asking(ten="Tên mới"), "cau_hoi"))
    assert report.outcome is Outcome.NEW_VERSION
    assert [each["code"] for each in current(record()["ma_tthc"]).questions] == ["loai", "rong"]


def test_a_question_nobody_needs_and_a_procedure_nobody_knows_are_pointed_out():
    idle = {"ma": "mau", "hoi": "Màu gì?", "lua_chon": [
        {"gia_tri": "do", "ten": "Đỏ"},
        {"gia_tri": "xanh", "ten": "Xanh", "thu_tuc": "9.999999"},
    ]}  # fmt: skip
    version = text_with(cau_hoi=[HOUSE, AREA, idle])
    said = " ".join(str(each) for each in service.check(version))
    assert "Câu hỏi “mau”: không quyết định" in said
    assert "9.999999, không có trong danh mục" in said
    assert not service.errors_of(version)


def test_a_question_a_paper_asks_for_is_needed():
    ruled = paper(ma="mau", ten="Mẫu màu", dieu_kien='content.mau == "do"')
    colour = {"ma": "mau", "hoi": "Màu gì?", "lua_chon": [
        {"gia_tri": "do", "ten": "Đỏ"}, {"gia_tri": "xanh", "ten": "Xanh"},
    ]}  # fmt: skip
    version = text_with(cau_hoi=[HOUSE, AREA, colour], thanh_phan_ho_so=[paper(ma="don"), ruled])
    assert "Câu hỏi" not in " ".join(str(each) for each in service.check(version))


def test_changes_of_questions_are_said_in_plain_words():
    before = text_with()
    draft = service.draft_from(before, texts.administrator())
    house, area = draft.questions
    house["choices"][2].pop("refusal")
    house["choices"].append({"value": "pho", "text": "Nhà phố"})
    draft.questions = [house, area | {"high": 500}, {**area, "code": "cao", "ask": "Cao mấy tầng?"}]
    draft.save()
    said = " ".join(service.differences(before, draft))
    assert "thêm câu hỏi “Cao mấy tầng?”" in said
    assert "chọn “Nhà tạm” nay nộp được" in said
    assert "thêm lựa chọn “Nhà phố”" in said
    assert "nhận số từ 1 đến 500" in said
