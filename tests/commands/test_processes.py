"""`motcua process show`, `check`, `migrate`, and `motcua import processes` of a drawing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from motcua.cli import main
from motcua.dossiers.models import Dossier
from motcua.processes import service
from motcua.processes.models import InternalProcess
from tests.dossiers import people
from tests.dossiers.test_linked import SHOP_CHANGE
from tests.dossiers.test_migrating import with_a_second_look
from tests.processes.documents import CAMUNDA

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_the_table_and_the_picture_of_a_process(tmp_path: Path) -> None:
    picture = tmp_path / "quy-trinh.svg"
    result = run("process", "show", "QG-1.013225", "--svg", str(picture))
    assert result.exit_code == 0, result.output
    assert "QG-1.013225, phiên bản 1: Cấp phép xây dựng" in result.output
    assert "chỉ khi: Vẫn không đạt" in result.output
    assert "im lặng là đồng ý sau: 12 ngày" in result.output
    assert picture.read_text("utf-8").startswith("<svg")


def test_an_unknown_process_is_said_in_one_sentence() -> None:
    result = run("process", "show", "KHONG-CO")
    assert result.exit_code == 1
    assert "Quy trình KHONG-CO không có phiên bản hiệu lực" in result.output


def test_a_check_names_warnings_and_errors_and_tells_by_its_exit(tmp_path: Path) -> None:
    assert run("process", "check", "QG-1.013225").exit_code == 0
    file = tmp_path / "thu.bpmn"
    file.write_text(CAMUNDA, "utf-8")
    assert run("process", "check", str(file), "--limit", "5wd").output == "0 lỗi, 0 lưu ý.\n"
    file.write_text(CAMUNDA.replace('"Văn thư"', '"Làn 4"'), "utf-8")
    result = run("process", "check", str(file))
    assert result.exit_code == 1
    assert "tên làn «Làn 4»" in result.output


def test_a_drawing_is_imported_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "thu.bpmn"
    file.write_text(CAMUNDA.replace(">decided.kho<", ">kho<"), "utf-8")
    said = ["import", "processes", str(file), "--code", "THU-CAM", "--limit", "5wd"]
    result = run(*said)
    assert result.exit_code == 1
    assert "Flow_co" in result.output
    assert not InternalProcess.objects.filter(code="THU-CAM").exists()
    file.write_text(CAMUNDA, "utf-8")
    assert "tạo mới" in run(*said, "--check").output
    assert not InternalProcess.objects.filter(code="THU-CAM").exists()
    assert "tạo mới" in run(*said).output
    assert service.version_for("THU-CAM").drawn


def test_a_migration_is_shown_before_it_is_done() -> None:
    dossier = people.carry_to(people.received(SHOP_CHANGE), "process")
    code = dossier.road.version.process.code
    new = with_a_second_look(dossier)
    said = ["process", "migrate", code, "--from", "1", "--to", str(new.number)]
    shown = run(*said)
    assert shown.exit_code == 0, shown.output
    assert "1 hồ sơ chuyển được, 0 hồ sơ không." in shown.output
    assert f"{dossier}: đang ở Thẩm định, dự thảo kết quả; sẽ ở Thẩm định hồ sơ" in shown.output
    assert Dossier.objects.get(pk=dossier.pk).road.process != new
    assert "--by" in run(*said, "--apply").output
    done = run(*said, "--apply", "--by", "qt", "--reason", "Quyết định 12/QĐ-UBND")
    assert "Đã chuyển 1 hồ sơ; 0 hồ sơ giữ nguyên." in done.output
    assert Dossier.objects.get(pk=dossier.pk).road.process == new
