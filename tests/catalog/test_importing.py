"""Procedures come in whole, once, with a line of report each."""

import unicodedata
from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.catalog.importing import BadFileError, Outcome, Report, import_procedures
from motcua.catalog.models import Component, Domain, Procedure, ProcedureVersion
from motcua.processes.models import InternalProcess
from motcua.seeds.data import read_data
from tests.catalog.records import CODE, catalogue, paper, record

pytestmark = pytest.mark.django_db


def take(*records: object) -> list[Report]:
    return import_procedures(catalogue(*records))


def outcomes(reports: list[Report]) -> list[Outcome]:
    return [report.outcome for report in reports]


def taken() -> Procedure:
    return Procedure.objects.get(code=CODE)


def test_a_record_becomes_a_procedure_with_its_version_case_papers_and_fees():
    assert outcomes(take(record())) == [Outcome.CREATED]
    procedure = taken()
    version = procedure.current()
    assert (procedure.name, procedure.domain.name) == (
        "Cấp giấy phép thử nghiệm",
        "Lĩnh vực thử nghiệm",
    )
    assert (version.number, version.level, version.decision) == (1, "full", "1/QĐ-BTP")
    assert version.audience == ["Công dân Việt Nam"]
    assert version.legal_bases == ["123/2015/NĐ-CP"]
    assert version.sequence == [
        {"order": 1, "text": "Nộp hồ sơ", "by": "Người yêu cầu", "time": ""}
    ]
    assert version.results == [
        {"name": "Giấy phép thử nghiệm", "code": "KQ.G15.000001", "validity": ""}
    ]
    assert version.note == "Chỉ để thử.\nHải Phòng: Miễn lệ phí (1/NQ-HĐND)."
    assert version.limit_note == "5 ngày làm việc."
    case = version.cases.get()
    assert case.limit == "5wd"
    assert case.policy["supplement"] == "restart"
    component = case.components.get()
    assert (component.name, component.kind, component.mandatory) == ("Tờ khai", "nop", True)
    assert (component.originals, component.copies, component.form) == (1, 0, "Mẫu 01")
    fee = version.fees.get()
    assert (fee.name, fee.amount, fee.note) == ("Lệ phí", 8000, "đồng/bản")


def test_a_second_time_nothing_changes():
    take(record())
    assert outcomes(take(record())) == [Outcome.UNCHANGED]
    assert taken().versions.count() == 1


def test_the_order_of_fields_is_no_change():
    take(record())
    assert outcomes(take(dict(reversed(record().items())))) == [Outcome.UNCHANGED]


def test_the_whole_seed_again_changes_nothing():
    reports = import_procedures(read_data("procedures.json"))
    assert len(reports) == 60
    assert set(outcomes(reports)) == {Outcome.UNCHANGED}


def test_a_changed_record_is_a_new_version_in_force_from_today():
    take(record())
    assert outcomes(take(record(ten="Cấp giấy phép thử nghiệm mới"))) == [Outcome.NEW_VERSION]
    procedure = taken()
    old, new = procedure.versions.all()
    today = timezone.localdate()
    assert procedure.name == "Cấp giấy phép thử nghiệm mới"
    assert (old.valid_to, new.valid_from) == (today - timedelta(days=1), today)
    assert procedure.current() == new
    assert old.cases.get().components.count() == 1


def test_two_changes_in_one_day_leave_the_last_in_force():
    for name in ("Một", "Hai", "Ba"):
        take(record(ten=name))
    assert taken().versions.count() == 3
    assert taken().current().number == 3


def test_a_new_version_keeps_the_internal_process():
    take(record())
    process = InternalProcess.objects.first()
    taken().current().cases.update(process=process)
    take(record(muc_do="mot_phan"))
    assert taken().current().cases.get().process == process


@pytest.mark.parametrize(
    ("value", "unit", "limit"),
    [
        (3, "ngay_lam_viec", "3wd"),
        (0.5, "ngay_lam_viec", "0.5wd"),
        (30, "ngay", "30d"),
        (8, "gio_lam_viec", "8wh"),
        (None, "trong_ngay", "inday"),
        (None, None, ""),
    ],
)
def test_limits_are_written_as_the_clock_reads_them(value, unit, limit):
    take(record(thoi_han={"value": value, "unit": unit, "text": None}))
    assert taken().current().cases.get().limit == limit


@pytest.mark.parametrize(
    ("text", "cutoff"),
    [
        ("Trong ngày; nhận sau 16 giờ thì trả ngày làm việc tiếp theo.", "16:00"),
        ("Trong ngày; nhận sau 14 giờ 30 thì sang ngày làm việc tiếp theo.", "14:30"),
        ("Trong ngày.", "15:00"),
    ],
)
def test_a_limit_in_the_day_keeps_its_hour(text, cutoff):
    take(record(thoi_han={"value": None, "unit": "trong_ngay", "text": text}))
    assert taken().current().cases.get().policy["in_day_cutoff"] == cutoff


def test_a_procedure_without_a_national_code_gets_the_same_local_one_each_time():
    nameless = record(ma_tthc=None)
    (created,) = take(nameless)
    (again,) = take(nameless)
    assert created.code == again.code
    assert again.outcome is Outcome.UNCHANGED
    assert "chưa có mã quốc gia" in created.notes[0]
    assert not Procedure.objects.get(code=created.code).code_is_national


def test_letters_with_loose_accents_are_composed():
    loose = unicodedata.normalize("NFD", "Lĩnh vực thử nghiệm")
    take(record(), record(ma_tthc="9.000002", linh_vuc=loose))
    assert Domain.objects.filter(name="Lĩnh vực thử nghiệm").count() == 1


def test_what_the_clerk_should_know_is_said_though_the_record_is_taken():
    (report,) = take(
        record(
            thoi_han={"value": None, "unit": None, "text": None},
            thanh_phan_ho_so=[],
            doi_tuong=["nguoi_ngoai_hanh_tinh"],
        )
    )
    assert report.outcome is Outcome.CREATED
    assert report.notes == (
        "đối tượng “nguoi_ngoai_hanh_tinh” không có trong danh mục, giữ nguyên",
        "không nêu thời hạn",
        "không nêu thành phần hồ sơ",
    )


BAD = [
    ("một chuỗi", "bản ghi không phải là một đối tượng JSON"),
    (None, "bản ghi không phải là một đối tượng JSON"),
    (record(ten=""), "trường “ten” bị thiếu"),
    (record(ten=7), "trường “ten” không phải là chữ"),
    (record(ten="dài " * 500), "trường “ten” dài quá 1000 ký tự"),
    (record(linh_vuc=None), "trường “linh_vuc” bị thiếu"),
    (record(ma_tthc="abc"), "Mã thủ tục “abc” không hợp lệ"),
    (record(muc_do="cap_4"), "trường “muc_do” có giá trị “cap_4” không có trong danh mục"),
    (record(thoi_han=[5]), "“thoi_han” không phải là một đối tượng JSON"),
    (record(thoi_han={"value": 5, "unit": "quy"}), "đơn vị thời hạn “quy”"),
    (
        record(thoi_han={"value": "5", "unit": "ngay"}),
        "“thoi_han”, trường “value” phải là số, không phải “5”",
    ),
    (record(thoi_han={"value": -1, "unit": "ngay"}), "thời hạn -1 ngay không tính được"),
    (record(thoi_han={"value": 10**40, "unit": "ngay"}), "không tính được"),
    (record(phi_le_phi={"ten": "Phí"}), "trường “phi_le_phi” không phải là một danh sách"),
    (
        record(phi_le_phi=[{"ten": "Phí", "so_tien": "8000"}]),
        "mục 1 của “phi_le_phi”, trường “so_tien” phải là số nguyên",
    ),
    (
        record(thanh_phan_ho_so=[paper(), paper(loai="ban_photo")]),
        "mục 2 của “thanh_phan_ho_so”, trường “loai” có giá trị “ban_photo”",
    ),
    (
        record(thanh_phan_ho_so=[paper(bat_buoc=None)]),
        "mục 1 của “thanh_phan_ho_so”, trường “bat_buoc” phải là true hoặc false",
    ),
    (
        record(thanh_phan_ho_so=[paper(ban_chinh=-1)]),
        "mục 1 của “thanh_phan_ho_so”, trường “ban_chinh” phải là số nguyên",
    ),
    (record(can_cu=["1/NĐ-CP", 2]), "mục 2 của “can_cu” không phải là chữ"),
    (record(trinh_tu=[{"noi_dung": ""}]), "mục 1 của “trinh_tu”, trường “noi_dung” bị thiếu"),
    (record(ghi_chu="a\x00b"), "trường “ghi_chu” có ký tự không đọc được"),
    (record(ghi_chu="a\ud800b"), "trường “ghi_chu” có ký tự không đọc được"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_bad_record_is_named_and_nothing_of_its_file_is_kept(bad, reason):
    sound = record(ma_tthc="9.000002", ten="Bản ghi lành")
    before = ProcedureVersion.objects.count(), Component.objects.count()
    first, second = take(sound, bad)
    assert first.outcome is Outcome.HELD
    assert (second.position, second.outcome) == (2, Outcome.REFUSED)
    assert any(reason in note for note in second.notes), second.notes
    assert str(second).startswith("2. ")
    assert not Procedure.objects.filter(code__in=[CODE, "9.000002"]).exists()
    assert (ProcedureVersion.objects.count(), Component.objects.count()) == before


def test_a_code_twice_in_one_file_is_refused_the_second_time():
    first, second = take(record(), record(ten="Tên khác"))
    assert first.outcome is Outcome.HELD
    assert second.outcome is Outcome.REFUSED
    assert second.notes == (f"trường “ma_tthc” trùng mã {CODE} với bản ghi 1",)
    assert not Procedure.objects.filter(code=CODE).exists()


def test_a_bad_change_leaves_the_version_in_force():
    take(record())
    take(record(muc_do="cap_4"))
    assert taken().current().number == 1


@pytest.mark.parametrize("data", [None, [], {}, {"procedures": {}}, {"processes": []}, 5])
def test_a_file_that_is_no_catalogue_is_refused_as_a_whole(data):
    with pytest.raises(BadFileError, match="procedures"):
        import_procedures(data)
