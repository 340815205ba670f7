"""Many papers in one document."""

import pytest

from motcua.papers import PageSize, PaperKind, render_batch
from tests.papers import samples
from tests.papers.reading import open_pdf, page_texts
from tests.papers.slip_samples import PASSAGES, SAMPLES, control


def test_every_kind_prints_in_one_document_that_stays_tagged_and_archival():
    pdf = open_pdf(render_batch([SAMPLES[kind]() for kind in PaperKind]))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf.xmp_metadata.stream.get_data()
    assert len(pdf.pages) == len(PaperKind) + 1  # the register takes two


@pytest.mark.parametrize("size", PageSize)
def test_each_paper_counts_its_own_pages(size):
    long = control(dossier_code="H24-260115-0009", passages=PASSAGES * 10)
    alone = len(page_texts(render_batch([long], size=size)))
    texts = page_texts(render_batch([samples.refusal(), long, samples.refusal()], size=size))
    assert len(texts) == alone + 2
    assert "Trang" not in texts[0] + texts[-1]
    for number, text in enumerate(texts[1:-1], start=1):
        assert f"Mã hồ sơ H24-260115-0009 · Trang {number}/{alone}" in text


def test_each_receipt_of_a_stack_is_its_own():
    contents = [samples.receipt(number=f"{n}/TTPVHCC") for n in range(1, 31)]
    texts = page_texts(render_batch(contents))
    assert len(texts) == 30
    assert [f"Số: {n}/TTPVHCC" in text for n, text in enumerate(texts, start=1)] == [True] * 30


def test_an_empty_batch_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        render_batch([])
