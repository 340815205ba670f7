"""Draws the samples shown in docs/papers: ``python -m tests.papers.draw_samples docs/papers``."""

import sys
from pathlib import Path

from motcua.papers import PageSize, PaperKind, Signatory, render
from tests.papers import samples
from tests.papers.reading import draw_page

ELECTRONIC = Signatory(
    name="Vũ Thị Thanh Hằng",
    post="Công chức tiếp nhận, Trung tâm Phục vụ hành chính công",
    signed_at=samples.at(15, 9, 16),
)
AUTHORISED = samples.receipt(
    submitter=samples.SUBMITTER,
    authorisation_paper="Giấy ủy quyền số 118/2026 lập ngày 12 tháng 01 năm 2026",
    components=samples.HOUSE_COMPONENTS * 4,
    receiver=ELECTRONIC,
)
BLANK = samples.receipt(
    number="",
    components=(),
    time_limit="",
    return_at=None,
    return_way="",
    register_book="",
    register_entry="",
)
PAGES = {
    "receipt": (PaperKind.RECEIPT, samples.receipt(receiver=ELECTRONIC), PageSize.A4, 1),
    "receipt-a5": (PaperKind.RECEIPT, samples.receipt(), PageSize.A5, 1),
    "receipt-authorised": (PaperKind.RECEIPT, AUTHORISED, PageSize.A4, 1),
    "receipt-authorised-2": (PaperKind.RECEIPT, AUTHORISED, PageSize.A4, 2),
    "receipt-unfilled": (PaperKind.RECEIPT, BLANK, PageSize.A4, 1),
    "supplement": (PaperKind.SUPPLEMENT, samples.supplement(), PageSize.A4, 1),
    "refusal": (PaperKind.REFUSAL, samples.refusal(), PageSize.A4, 1),
    "result": (PaperKind.RESULT, samples.result(), PageSize.A4, 1),
}


def main(folder: Path) -> None:
    """One PNG a sample page, in few colours."""
    for name, (kind, content, size, page) in PAGES.items():
        drawn = draw_page(render(kind, content, size=size), 110, page)
        drawn.quantize(32).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
