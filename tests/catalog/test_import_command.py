"""`motcua import procedures FILE` and `motcua import processes FILE`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from motcua.catalog.models import Procedure
from motcua.cli import main
from tests.catalog.records import CODE, catalogue, record

pytestmark = pytest.mark.django_db


def run(tmp_path: Path, kind: str, content: Any) -> Result:
    file = tmp_path / "in.json"
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return CliRunner().invoke(main, ["import", kind, str(file)])


def test_each_record_has_a_line_and_the_file_a_tally(tmp_path):
    content = catalogue(record(), record(ma_tthc="9.000002"))
    result = run(tmp_path, "procedures", content)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        f"1. {CODE} Cấp giấy phép thử nghiệm: tạo mới",
        "2. 9.000002 Cấp giấy phép thử nghiệm: tạo mới",
        "Tổng: 2 bản ghi: 2 tạo mới.",
    ]
    again = run(tmp_path, "procedures", content)
    assert again.output.splitlines()[-1] == "Tổng: 2 bản ghi: 2 không đổi."


def test_a_bad_record_gives_exit_code_1_and_nothing_of_the_file_is_taken(tmp_path):
    result = run(tmp_path, "procedures", catalogue({"ten": ""}, record()))
    assert result.exit_code == 1
    assert result.output.splitlines()[:3] == [
        "1. không rõ tên: không nhận",
        "   - trường “ten” bị thiếu",
        "   - trường “linh_vuc” bị thiếu",
    ]
    assert "chưa nhận vì tệp còn lỗi" in result.output
    assert not Procedure.objects.filter(code=CODE).exists()


@pytest.mark.parametrize("kind", ["procedures", "processes"])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"{", b"[" * 200_000, [1], {"khac": []}, "chuoi"]
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, kind, content):
    result = run(tmp_path, kind, content)
    assert result.exit_code == 1
    assert "Tệp" in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_missing_file_is_one_sentence(tmp_path):
    result = CliRunner().invoke(main, ["import", "procedures", str(tmp_path / "khong-co.json")])
    assert result.exit_code == 1
    assert "Không mở được tệp" in result.output


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    content = b"\xef\xbb\xbf" + json.dumps(catalogue(record())).encode()
    assert run(tmp_path, "procedures", content).exit_code == 0


def test_bad_processes_are_named(tmp_path):
    result = run(tmp_path, "processes", {"processes": [{"ma_quy_trinh": "X-1"}]})
    assert result.exit_code == 1
    assert "không nhận" in result.output


@pytest.mark.parametrize("words", [["import"], ["import", "procedures"], ["import", "processes"]])
def test_help_needs_no_database(words):
    result = CliRunner().invoke(main, [*words, "--help"])
    assert result.exit_code == 0
    assert "from a file" in result.output or "FILE" in result.output


def motcua(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_check_says_what_would_happen_and_writes_nothing(tmp_path):
    file = tmp_path / "in.json"
    file.write_text(json.dumps(catalogue(record())), "utf-8")
    result = motcua("import", "procedures", file, "--check")
    assert result.exit_code == 0, result.output
    assert "tạo mới" in result.output
    assert not Procedure.objects.filter(code=CODE).exists()


def test_drafts_and_texts_of_a_day_to_come(tmp_path):
    file = tmp_path / "in.json"
    file.write_text(json.dumps(catalogue(record())), "utf-8")
    assert "bản nháp mới" in motcua("import", "procedures", file, "--draft").output
    version = Procedure.objects.get(code=CODE).versions.get()
    assert version.is_draft
    result = motcua("import", "procedures", file, "--from", "2099-12-01")
    assert result.exit_code == 0, result.output
    later = Procedure.objects.get(code=CODE).versions.published().get()
    assert f"{later.valid_from}" == "2099-12-01"
    assert "đã qua" in motcua("import", "procedures", file, "--from", "2020-01-01").output
    assert "đã có phiên bản hiệu lực từ 01/12/2099" in motcua("import", "procedures", file).output


def test_a_table_says_what_each_record_lacks(tmp_path):
    file = tmp_path / "in.json"
    file.write_text(json.dumps(catalogue(record(), record(ma_tthc=None, can_cu=[]))), "utf-8")
    lines = motcua("import", "procedures", file, "--check", "--table").output.splitlines()
    assert lines[0] == "| Mã | Thủ tục | Kết quả | Sai hoặc thiếu |"
    assert lines[2].endswith("| đủ |")
    assert "không nêu căn cứ pháp lý" in lines[3]


@pytest.mark.parametrize("name", ["out.json", "out.xlsx"])
def test_what_is_exported_is_taken_back_unchanged(tmp_path, name):
    file = tmp_path / name
    result = motcua("export", "procedures", file, "2.000635", "1.013225")
    assert result.exit_code == 0, result.output
    result = motcua("import", "procedures", file)
    assert result.output.splitlines()[-1] == "Tổng: 2 bản ghi: 2 không đổi."


def test_a_code_nobody_knows_is_one_sentence(tmp_path):
    result = motcua("export", "procedures", tmp_path / "out.json", "9.999999")
    assert result.exit_code == 1
    assert "Không có thủ tục mã “9.999999”" in result.output


def test_the_template_is_written(tmp_path):
    file = tmp_path / "mau.xlsx"
    assert motcua("export", "template", file).exit_code == 0
    assert file.read_bytes().startswith(b"PK")
    assert "Không ghi được tệp" in motcua("export", "template", tmp_path / "x" / "mau.xlsx").output
