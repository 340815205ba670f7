"""The PDF as a file: archival, tagged, self-contained, reproducible, restyled by a province."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from motcua.papers import PaperError, PaperKind, render
from motcua.papers.rendering import TEMPLATES
from tests.papers import samples
from tests.papers.reading import open_pdf, text_of

TITLES = {
    PaperKind.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    PaperKind.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    PaperKind.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    PaperKind.RESULT: "Giấy phép xây dựng",
}


@pytest.fixture(params=PaperKind)
def kind(request) -> PaperKind:
    return request.param


def test_it_declares_pdf_a_2u_and_pdf_ua_1(kind):
    document = open_pdf(render(kind, getattr(samples, kind)()))
    declared = document.xmp_metadata.stream.get_data().decode()
    for mark in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>U</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert mark in declared


def test_it_is_tagged_in_vietnamese_with_title_and_author(kind):
    content = getattr(samples, kind)()
    document = open_pdf(render(kind, content))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("vi")
    assert document.metadata.title == TITLES[kind]
    assert document.metadata.author == content.agency.name
    assert document.metadata.creation_date == content.issued_at


def test_every_font_is_embedded(kind):
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in open_pdf(render(kind, getattr(samples, kind)())).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        assert {"/FontFile2", "/FontFile3"} & set(font)


def test_equal_content_gives_equal_bytes(kind):
    assert render(kind, getattr(samples, kind)()) == render(kind, getattr(samples, kind)())


def test_papers_are_printed_from_several_threads_at_once():
    contents = [samples.receipt(number=f"{n}/TTPVHCC") for n in range(4)] * 8
    with ThreadPoolExecutor(8) as threads:
        papers = list(threads.map(lambda content: render(PaperKind.RECEIPT, content), contents))
    assert len(set(papers)) == 4


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


def test_a_layout_of_the_province_restyles_every_paper(tmp_path, kind):
    layout = (TEMPLATES / "layout.typ").read_text()
    (tmp_path / "layout.typ").write_text(layout.replace("Hạnh phúc", "Hạnh phúc ★"))
    paper = render(kind, getattr(samples, kind)(), overrides=tmp_path)
    assert "Độc lập - Tự do - Hạnh phúc ★" in text_of(paper)


@pytest.mark.parametrize("template", ["#let paper(content) = nothing", "#let paper = (", ""])
def test_a_broken_template_is_named(tmp_path, template):
    (tmp_path / "receipt.typ").write_text(template)
    with pytest.raises(PaperError, match=r"receipt\.typ"):
        render(PaperKind.RECEIPT, samples.receipt(), overrides=tmp_path)


def test_a_paper_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="Refusal"):
        render(PaperKind.REFUSAL, samples.receipt())
