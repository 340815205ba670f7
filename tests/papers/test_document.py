"""The PDF as a file: archival, tagged, self-contained, reproducible, restyled by a province."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from motcua.papers import PaperKind, paper_name, render
from tests.papers import samples
from tests.papers.reading import open_pdf
from tests.papers.slip_samples import SAMPLES


@pytest.fixture(params=PaperKind)
def kind(request) -> PaperKind:
    return request.param


def test_it_declares_pdf_a_2u_and_pdf_ua_1(kind):
    document = open_pdf(render(kind, SAMPLES[kind]()))
    declared = document.xmp_metadata.stream.get_data().decode()
    for mark in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>U</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert mark in declared


def test_it_is_tagged_in_vietnamese_with_title_and_author(kind):
    content = SAMPLES[kind]()
    document = open_pdf(render(kind, content))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("vi")
    own = {PaperKind.RESULT: "title", PaperKind.APPLICATION: "heading"}
    title = getattr(content, own[kind]) if kind in own else paper_name(kind)
    assert document.metadata.title == title
    by_agency = kind != PaperKind.APPLICATION
    assert document.metadata.author == (content.agency.name if by_agency else content.signer_name)
    assert document.metadata.creation_date == content.issued_at


def test_every_font_is_embedded(kind):
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in open_pdf(render(kind, SAMPLES[kind]())).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        assert {"/FontFile2", "/FontFile3"} & set(font)


def test_equal_content_gives_equal_bytes(kind):
    assert render(kind, SAMPLES[kind]()) == render(kind, SAMPLES[kind]())


def test_papers_are_printed_from_several_threads_at_once():
    contents = [samples.receipt(number=f"{n}/TTPVHCC") for n in range(4)] * 8
    with ThreadPoolExecutor(8) as threads:
        papers = list(threads.map(lambda content: render(PaperKind.RECEIPT, content), contents))
    assert len(set(papers)) == 4


def test_a_paper_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="Refusal"):
        render(PaperKind.REFUSAL, samples.receipt())
