"""What a new text changes is said in one sentence each, as an administration would."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from motcua.catalog import service
from motcua.catalog.models import ProcedureVersion
from tests.catalog import texts
from tests.catalog.records import paper

pytestmark = pytest.mark.django_db


def changes(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """What the second record changes of the first."""
    procedure = texts.procedure(**before)
    first = procedure.current()
    texts.procedure(**after)
    second = procedure.versions.get(number=2)
    second.valid_from = None
    return service.differences(first, second)


LIMIT = {"value": 7, "unit": "ngay_lam_viec", "text": "5 ngày làm việc."}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"thoi_han": LIMIT}, {}, ["thời hạn 7 → 5 ngày làm việc"]),
        (
            {"thoi_han": {"value": 1, "unit": "trong_ngay", "text": "5 ngày làm việc."}},
            {},
            ["thời hạn trong ngày làm việc → 5 ngày làm việc"],
        ),
        (
            {"thoi_han": LIMIT},
            {"thoi_han": LIMIT | {"unit": "ngay"}},
            ["thời hạn 7 ngày làm việc → 7 ngày"],
        ),
        (
            {"thoi_han": LIMIT},
            {"thoi_han": LIMIT | {"value": None, "unit": None}},
            ["thời hạn 7 ngày làm việc → chưa công bố"],
        ),
        (
            {},
            {
                "cach_thuc": [
                    {"kenh": "truc_tiep", "thoi_han": None},
                    {"kenh": "truc_tuyen", "thoi_han": {"value": 3, "unit": "ngay_lam_viec"}},
                ]
            },
            [
                "thời hạn nộp trực tuyến 5 → 3 ngày làm việc",
                "không nhận hồ sơ nộp bưu chính",
            ],
        ),
        (
            {},
            {"thanh_phan_ho_so": [paper(), paper(ten="Bản vẽ")]},
            ["thêm giấy tờ “Bản vẽ”"],
        ),
        ({"thanh_phan_ho_so": [paper(), paper(ten="Bản vẽ")]}, {}, ["bỏ giấy tờ “Bản vẽ”"]),
        (
            {},
            {"thanh_phan_ho_so": [paper(bat_buoc=False, ban_sao=2)]},
            ["giấy tờ “Tờ khai”: không còn bắt buộc", "giấy tờ “Tờ khai”: bản sao: 0 → 2"],
        ),
        (
            {},
            {"phi_le_phi": [{"ten": "Lệ phí", "so_tien": 10000, "ghi_chu": "đồng/bản"}]},
            ["lệ phí: 8.000 → 10.000 đồng"],
        ),
        (
            {},
            {"phi_le_phi": [{"ten": "Lệ phí", "so_tien": 0, "ghi_chu": "đồng/bản"}]},
            ["lệ phí: 8.000 đồng → không thu"],
        ),
        (
            {},
            {
                "phi_le_phi": [
                    {
                        "ten": "Lệ phí",
                        "cong_thuc": "so_luong * 8000",
                        "ghi_chu": "đồng/bản",
                        "mien_giam": [{"doi_tuong": "Hộ nghèo", "muc": 50, "can_cu": "1/TT"}],
                    }
                ]
            },
            [
                "lệ phí: 8.000 đồng → 8.000 đồng × số lượng",
                "lệ phí: thêm giảm 50%: Hộ nghèo (1/TT)",
            ],
        ),
        ({}, {"phi_le_phi": []}, ["bỏ lệ phí"]),
        ({}, {"can_cu": ["123/2015/NĐ-CP", "2/NĐ-CP"]}, ["thêm căn cứ “2/NĐ-CP”"]),
        (
            {},
            {
                "ket_qua": [
                    {
                        "ten": "Giấy phép thử nghiệm",
                        "ma": "KQ.G15.000001",
                        "hieu_luc": {"value": 6, "unit": "thang"},
                    }
                ]
            },
            ["kết quả “Giấy phép thử nghiệm”: thêm “có giá trị 6 tháng”"],
        ),
        (
            {},
            {"muc_do": "mot_phan", "ly_do_mot_phan": "Phải kiểm tra tại chỗ"},
            [
                "mức độ: Dịch vụ công toàn trình → Dịch vụ công một phần",
                "lý do một phần: thêm “Phải kiểm tra tại chỗ”",
            ],
        ),
        (
            {},
            {
                "truong_hop": [
                    {"ma": "chuan", "ten": "Cấp mới"},
                    {"ma": "cap-lai", "ten": "Cấp lại"},
                ]
            },
            ["thêm trường hợp “Cấp lại”", "trường hợp “chuan”: tên: thêm “Cấp mới”"],
        ),
        ({}, {"quy_tac": {"bo_sung": "tam_dung"}}, ["quy tắc tính thời hạn thay đổi"]),
    ],
)
def test_each_change_is_one_sentence(before, after, said):
    assert changes(before, after) == said


def test_the_day_it_comes_into_force_is_said():
    draft = texts.draft()
    draft.cases.update(limit="3wd")
    day = timezone.localdate() + timedelta(days=10)
    draft.publish(day, by=texts.administrator())
    before = ProcedureVersion.objects.get(procedure=draft.procedure, number=1)
    assert service.differences(before, draft) == [f"thời hạn 5 → 3 ngày làm việc từ {day:%d/%m/%Y}"]


def test_a_copy_changes_nothing():
    for version in ProcedureVersion.objects.in_force().select_related("procedure")[:20]:
        draft = service.draft_from(version, texts.administrator())
        assert service.differences(version, draft) == []


def test_in_english_too():
    with translation.override("en"):
        said = changes({"thoi_han": LIMIT}, {})
    assert said == ["time limit 7 → 5 working days"]
