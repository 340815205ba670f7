"""Every paper, as tools that know nothing of Typst see it: pdfinfo, pdffonts, qpdf."""

import subprocess
from pathlib import Path

import pytest

from motcua.papers import PageSize, PaperKind, render, render_batch
from tests.papers.slip_samples import SAMPLES


def said_by(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(params=[*PaperKind, "batch"])
def file(request, tmp_path) -> Path:
    path = tmp_path / "paper.pdf"
    if request.param == "batch":
        path.write_bytes(render_batch([SAMPLES[kind]() for kind in PaperKind], size=PageSize.A5))
    else:
        path.write_bytes(render(request.param, SAMPLES[request.param]()))
    return path


def test_pdfinfo_sees_tags_and_no_script(file):
    facts = dict(line.split(":", 1) for line in said_by("pdfinfo", file).splitlines())
    assert facts["Tagged"].strip() == "yes"
    assert facts["JavaScript"].strip() == "no"
    assert facts["Encrypted"].strip() == "no"
    assert facts["Title"].strip()


def test_pdfinfo_reads_pdf_a_2u_in_the_metadata(file):
    declared = said_by("pdfinfo", "-meta", file)
    assert "<pdfaid:part>2</pdfaid:part>" in declared
    assert "<pdfaid:conformance>U</pdfaid:conformance>" in declared
    assert "<pdfuaid:part>1</pdfuaid:part>" in declared


def test_pdfinfo_reads_paragraphs_and_figures_in_the_structure(file):
    structure = said_by("pdfinfo", "-struct", file)
    assert structure.splitlines()[0].startswith("Document")
    assert "  P" in structure
    assert "Figure" in structure


def test_pdffonts_finds_every_font_embedded_with_its_letters(file):
    _, _, *fonts = said_by("pdffonts", file).splitlines()
    assert fonts
    for font in fonts:
        # The last columns are: embedded, subset, mapped to Unicode, object, generation.
        embedded, _subset, unicode_map, *_object = font.split()[-5:]
        assert (embedded, unicode_map) == ("yes", "yes")


def test_qpdf_finds_nothing_wrong(file):
    assert "No syntax or stream encoding errors found" in said_by("qpdf", "--check", file)
