"""Templates of a province win over the packaged ones, and are refused at start-up when broken."""

import pytest
from django.core import checks

from motcua.papers import PaperError, PaperKind, render
from motcua.papers.rendering import TEMPLATES
from tests.commands.running import motcua
from tests.papers import samples
from tests.papers.reading import text_of
from tests.papers.slip_samples import SAMPLES


def test_a_template_of_the_province_wins(tmp_path):
    (tmp_path / "refusal.typ").write_text(
        '#import "layout.typ": *\n'
        "#let paper(content) = {\n"
        '  show: sheet.with(content, title: "Mẫu riêng")\n'
        '  heading-row(content + (paper_name: "Mẫu riêng"))\n'
        '  field("Lý do riêng", content.reason)\n'
        "}\n"
    )
    text = text_of(render(PaperKind.REFUSAL, samples.refusal(), overrides=tmp_path))
    assert "Lý do riêng: Thửa đất" in text
    assert "PHIẾU TỪ CHỐI" not in text
    assert "PHIẾU TỪ CHỐI" in text_of(render(PaperKind.REFUSAL, samples.refusal()))


@pytest.mark.parametrize("kind", PaperKind)
def test_a_layout_of_the_province_restyles_every_paper(tmp_path, kind):
    layout = (TEMPLATES / "layout.typ").read_text()
    (tmp_path / "layout.typ").write_text(layout.replace("emph(notice)", "[★ #notice]"))
    paper = render(kind, SAMPLES[kind](), overrides=tmp_path)
    assert f"★ {samples.NOTICE}" in text_of(paper)


@pytest.mark.parametrize("template", ["#let paper(content) = nothing", "#let paper = (", ""])
def test_a_broken_template_is_named(tmp_path, template):
    (tmp_path / "receipt.typ").write_text(template)
    with pytest.raises(PaperError, match=r"receipt\.typ"):
        render(PaperKind.RECEIPT, samples.receipt(), overrides=tmp_path)


WITH_HOTLINE = """#import "packaged/receipt.typ" as packaged
#let paper(content) = {
  packaged.paper(content)
  align(center)[Đường dây nóng: 1022]
}
"""


def test_a_province_adds_a_line_to_a_packaged_template(tmp_path):
    (tmp_path / "receipt.typ").write_text(WITH_HOTLINE)
    text = text_of(render(PaperKind.RECEIPT, samples.receipt(), overrides=tmp_path))
    assert "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Hoài Ngọc Diễm" in text
    assert "Đường dây nóng: 1022" in text


def test_the_setting_names_the_directory(tmp_path, settings):
    (tmp_path / "receipt.typ").write_text(WITH_HOTLINE)
    settings.PAPER_TEMPLATES = str(tmp_path)
    assert "Đường dây nóng: 1022" in text_of(render(PaperKind.RECEIPT, samples.receipt()))


def found_at_start_up() -> list[str]:
    return [error.msg for error in checks.run_checks(tags=["papers"])]


def test_templates_that_print_pass_the_start_up_check(tmp_path, settings):
    assert found_at_start_up() == []
    (tmp_path / "receipt.typ").write_text(WITH_HOTLINE)
    (tmp_path / "layout.typ").write_text((TEMPLATES / "layout.typ").read_text())
    settings.PAPER_TEMPLATES = str(tmp_path)
    assert found_at_start_up() == []


@pytest.mark.parametrize(
    "line",
    ["#panic()", "content.no_such_field", 'image("missing.png", alt: "x")', "content.notice + 1"],
)
def test_a_template_that_does_not_print_is_named_at_start_up(tmp_path, settings, line):
    (tmp_path / "refusal.typ").write_text(
        '#import "packaged/refusal.typ" as packaged\n'
        f"#let paper(content) = {{ packaged.paper(content)\n {line} }}\n"
    )
    settings.PAPER_TEMPLATES = str(tmp_path)
    (message,) = found_at_start_up()
    assert "refusal.typ" in message


def test_a_template_that_prints_only_full_forms_is_named_too(tmp_path, settings):
    (tmp_path / "receipt.typ").write_text(
        '#import "packaged/receipt.typ" as packaged\n'
        "#let paper(content) = { packaged.paper(content); content.tracking.url }\n"
    )
    settings.PAPER_TEMPLATES = str(tmp_path)
    (message,) = found_at_start_up()
    assert "receipt.typ" in message


def test_a_directory_that_is_not_there_is_named_at_start_up(tmp_path, settings):
    settings.PAPER_TEMPLATES = str(tmp_path / "nowhere")
    (message,) = found_at_start_up()
    assert "nowhere" in message


def test_a_site_with_a_broken_template_does_not_start(tmp_path):
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "refusal.typ").write_text("#let paper(content) = (")
    ended = motcua(
        tmp_path,
        "serve",
        DJANGO_SETTINGS_MODULE="motcua.settings.test",
        PAPER_TEMPLATES=str(templates),
    )
    assert ended.returncode == 1
    assert "Mẫu giấy của địa phương không in được: refusal.typ" in ended.stderr
    assert "A template of the province does not print: refusal.typ" in ended.stderr
    assert "Traceback" not in ended.stderr
