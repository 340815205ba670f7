"""The QR code and the bars are read back from the page as drawn by a PDF viewer."""

import random

import pytest

from motcua.papers import PageSize, PaperKind, render
from tests.papers import samples
from tests.papers.reading import read_symbols
from tests.papers.slip_samples import SAMPLES

QR, BARS = "QR Code", "Code 128"
BARRED = [
    PaperKind.RECEIPT,
    PaperKind.SUPPLEMENT,
    PaperKind.REFUSAL,
    PaperKind.EXTENSION,
    PaperKind.STOP,
    PaperKind.CONTROL,
    PaperKind.HAND_OVER,
    PaperKind.GUIDANCE,
    PaperKind.FEE_NOTICE,
    PaperKind.RESULT_HAND_OVER,
]


@pytest.mark.parametrize("size", PageSize)
@pytest.mark.parametrize("kind", PaperKind)
def test_both_symbols_read_back_and_the_qr_code_stands_top_left(kind, size):
    code = {"dossier_code": "H24-260115-0042"} if kind in BARRED else {}
    found = read_symbols(render(kind, SAMPLES[kind](**code), size=size))
    width, height = {PageSize.A4: (210, 297), PageSize.A5: (148, 210)}[size]
    if kind == PaperKind.REGISTER:
        width, height = 297, 210
    assert found[QR].text == samples.QR_TEXT
    assert found[QR].right - found[QR].left > 19.5
    assert found[QR].right < width / 3
    assert found[QR].bottom < height / 4
    if code:
        assert found[BARS].text == "H24-260115-0042"


@pytest.mark.parametrize("code", ["H24.01.02-260115-00012345", "G09.20-260609-1"])
def test_the_bars_say_codes_of_any_shape(code):
    paper = render(PaperKind.RECEIPT, samples.receipt(dossier_code=code), size=PageSize.A5)
    assert read_symbols(paper)[BARS].text == code


def test_both_are_legible_on_a_poor_print():
    symbols = read_symbols(render(PaperKind.RECEIPT, samples.receipt()), dots_per_inch=150)
    assert {name: found.text for name, found in symbols.items()} == {
        QR: samples.QR_TEXT,
        BARS: "H24-260115-0001",
    }


def test_a_long_content_makes_a_larger_symbol():
    text = "\n".join(f"Dòng {n}: Trung tâm Phục vụ hành chính công" for n in range(14))
    found = read_symbols(render(PaperKind.RECEIPT, samples.receipt(qr_text=text)))[QR]
    assert found.text == text
    assert found.right - found.left > 25


def test_any_content_of_a_paper_reads_back():
    chance = random.Random(26)  # noqa: S311
    for _ in range(5):
        text = "".join(
            chance.choices("ấệợđ 0123456789|:\nABCxyz", k=chance.randint(1, 300))
        ).strip()
        paper = render(PaperKind.REFUSAL, samples.refusal(qr_text=text or "0"))
        assert read_symbols(paper)[QR].text == (text or "0")


def test_a_content_no_symbol_can_hold_is_refused():
    with pytest.raises(ValueError, match="data"):
        render(PaperKind.RECEIPT, samples.receipt(qr_text="a" * 3000))
