"""What is exported, imported again, changes nothing: JSON and Excel, whatever was written."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.catalog import service
from motcua.catalog.exporting import records
from motcua.catalog.models import Procedure
from motcua.catalog.service import Outcome
from motcua.catalog.stored import record_of
from tests.catalog.records import catalogue

WRITERS = (service.export_json, service.export_xlsx)


def take(*read: Any, **kwargs: Any) -> list[service.Report]:
    return service.import_file(json.dumps(catalogue(*read)).encode(), **kwargs)


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITERS)
def test_the_whole_demonstration_comes_back_unchanged(write):
    before = [each.model_dump() for each in records()]
    reports = service.import_file(write())
    assert len(reports) == 60
    assert {report.outcome for report in reports} == {Outcome.UNCHANGED}, [
        str(each) for each in reports if each.outcome is not Outcome.UNCHANGED
    ]
    assert [each.model_dump() for each in records()] == before


words = st.text("abcđêộ ợ,.;:“”()/%0123456789-_\n\t=+@<>&'\"", max_size=30)
name = st.text("Giấy tờ đăng ký số 0123456789=+@_x0041", min_size=1, max_size=40).filter(str.strip)
code = st.text("abcdefghij0123456789-_", min_size=1, max_size=12)
rule = st.sampled_from(["", "so_luong > 2", 'content.loai_nha == "rieng_le"', "co_uy_quyen"])
limit = st.one_of(
    st.none(),
    st.builds(
        lambda value, unit: {"value": value, "unit": unit},
        st.integers(1, 300),
        st.sampled_from(["ngay_lam_viec", "ngay", "gio_lam_viec", "tuan", "thang"]),
    ),
    st.just({"value": 0.5, "unit": "ngay_lam_viec"}),
    st.just({"unit": "trong_ngay", "text": "Trong ngày; sau 16 giờ thì hôm sau."}),
)
case_limit = limit.map(lambda each: each and {k: v for k, v in each.items() if k != "text"})
channels = st.lists(
    st.fixed_dictionaries(
        {"kenh": st.sampled_from(["truc_tiep", "truc_tuyen", "buu_chinh"]), "thoi_han": case_limit}
    ),
    max_size=3,
    unique_by=lambda each: each["kenh"],
)
rules = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "gio_chot": st.sampled_from(["", "11:30"]),
        "gio_chot_trong_ngay": st.sampled_from(["", "15:00", "16:00", "khong"]),
        "gio_cuoi_tinh_hom_sau": st.booleans(),
        "bo_sung": st.sampled_from(["", "tinh_lai", "tam_dung"]),
        "dung_khi_cho_nop_phi": st.booleans(),
        "so_lan_gia_han": st.integers(0, 9),
        "tu_dong_sau": st.none() | st.integers(1, 90),
        "im_lang": st.sampled_from(["", "dong_y", "tu_choi"]),
    },
)
papers = st.lists(
    st.fixed_dictionaries(
        {
            "ten": name,
            "bat_buoc": st.booleans(),
            "ma": code,
            "loai": st.sampled_from([None, "nop", "xuat_trinh", "e_form", "he_thong_sinh"]),
            "ban_chinh": st.integers(0, 5),
            "ban_chung_thuc": st.integers(0, 5),
            "ban_sao": st.none() | st.integers(0, 5),
            "mau": words,
            "mau_tep": words,
            "mau_dien_tu": words,
            "truong_hop": words,
            "dieu_kien": rule,
        }
    ),
    max_size=4,
    unique_by=lambda each: each["ma"],
)
exemptions = st.lists(
    st.fixed_dictionaries({"doi_tuong": name, "muc": st.integers(1, 100), "can_cu": words}),
    max_size=2,
)
money = st.sampled_from([{}, {"so_tien": 0}, {"so_tien": 8000}, {"cong_thuc": "so_luong * 8000"}])
fees = st.lists(
    st.builds(
        lambda fee, sum_: fee | sum_,
        st.fixed_dictionaries(
            {
                "ten": name,
                "kenh": st.sampled_from([None, "truc_tuyen"]),
                "mien_giam": exemptions,
                "ghi_chu": words,
            },
            optional={"loai": st.sampled_from(["phi", "le_phi"])},
        ),
        money,
    ),
    max_size=3,
)
cases = st.lists(
    st.fixed_dictionaries(
        {
            "ma": code,
            "ten": name,
            "dieu_kien": rule,
            "thoi_han": case_limit,
            "cach_thuc": channels,
            "quy_tac": rules,
            "phi_le_phi": fees,
        }
    ),
    max_size=3,
    unique_by=lambda each: each["ma"],
)
validity = st.one_of(
    st.none(),
    st.just({"value": None, "unit": "khong_thoi_han"}),
    st.fixed_dictionaries(
        {"value": st.integers(1, 99), "unit": st.sampled_from(["ngay", "thang", "nam"])}
    ),
)
whole_records = st.fixed_dictionaries(
    {
        "ma_tthc": st.just("9.123450"),
        "ten": name,
        "linh_vuc": name,
        "cap": st.lists(st.sampled_from(["xa", "tinh", "bo"]), max_size=2),
        "co_quan": st.none() | st.fixed_dictionaries({"tu_20250701": words, "phoi_hop": words}),
        "doi_tuong": st.lists(st.sampled_from(["cong_dan_vn", "Tổ chức", "ai đó"]), max_size=3),
        "muc_do": st.sampled_from([None, "toan_trinh", "mot_phan", 2, 3, 4, "3"]),
        "ly_do_mot_phan": words,
        "thu_nghiem": st.booleans(),
        "thoi_han": limit,
        "cach_thuc": channels,
        "quy_tac": rules,
        "thanh_phan_ho_so": papers,
        "phi_le_phi": fees,
        "truong_hop": cases,
        "ket_qua": st.lists(
            st.fixed_dictionaries({"ten": name, "ma": words, "hieu_luc": validity}), max_size=2
        ),
        "can_cu": st.lists(name, max_size=3),
        "trinh_tu": st.lists(
            st.fixed_dictionaries({"noi_dung": name, "vai_tro": words, "thoi_gian": words}),
            max_size=3,
        ),
        "ghi_chu": words,
    }
)


class RoundTrip(TestCase):
    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    @given(whole_records)
    def test_any_procedure_comes_back_as_it_was(self, written: dict[str, Any]) -> None:
        (report,) = take(written)
        assert report.outcome is Outcome.CREATED, report
        before = record_of(Procedure.objects.get(code="9.123450").versions.get()).model_dump()
        for write in WRITERS:
            (again,) = service.import_file(write(["9.123450"]))
            assert again.outcome is Outcome.UNCHANGED, again
        version = Procedure.objects.get(code="9.123450").versions.get()
        assert record_of(version).model_dump() == before
