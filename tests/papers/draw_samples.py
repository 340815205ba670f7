"""Draws the samples shown in docs/papers: ``python -m tests.papers.draw_samples docs/papers``."""

import os
import sys
from pathlib import Path

from motcua.papers import Edition, PageSize, Signatory, render_batch
from tests.papers import samples, slip_samples
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
MANY_PASSAGES = slip_samples.control(passages=slip_samples.PASSAGES * 10)
PAGES = {
    "receipt": (samples.receipt(receiver=ELECTRONIC), PageSize.A4, 1),
    "receipt-a5": (samples.receipt(), PageSize.A5, 1),
    "receipt-authorised": (AUTHORISED, PageSize.A4, 1),
    "receipt-authorised-2": (AUTHORISED, PageSize.A4, 2),
    "receipt-unfilled": (BLANK, PageSize.A4, 1),
    "supplement": (samples.supplement(), PageSize.A4, 1),
    "refusal": (samples.refusal(), PageSize.A4, 1),
    "extension": (samples.extension(), PageSize.A4, 1),
    "extension-2018-a5": (samples.extension(edition=Edition.TT_01_2018), PageSize.A5, 1),
    "stop": (samples.stop(), PageSize.A4, 1),
    "control": (slip_samples.control(), PageSize.A4, 1),
    "control-40": (MANY_PASSAGES, PageSize.A4, 2),
    "register": (slip_samples.register(), PageSize.A4, 1),
    "hand_over": (slip_samples.hand_over(), PageSize.A4, 1),
    "guidance": (slip_samples.guidance(), PageSize.A4, 1),
    "fee_notice": (slip_samples.fee_notice(), PageSize.A4, 1),
    "fee_receipt": (slip_samples.fee_receipt(), PageSize.A4, 1),
    "fee_receipt-a5": (slip_samples.fee_receipt(), PageSize.A5, 1),
    "result_hand_over": (slip_samples.result_hand_over(), PageSize.A4, 1),
    "result": (samples.result(), PageSize.A4, 1),
}


def main(folder: Path) -> None:
    """One PNG a sample page, in few colours."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings.test")
    for name, (content, size, page) in PAGES.items():
        drawn = draw_page(render_batch([content], size=size), 110, page)
        drawn.quantize(32).save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
