"""Which forms were in force when a dossier was received, with their numbers and names.

Circular 01/2018/TT-VPCP Art. 9: in force from 6/1/2019. Circular 03/2025/TT-VPCP, Annex I: of
15/9/2025. A dossier keeps the forms of the day it was received.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class PaperKind(StrEnum):
    """The papers this package can print; the value is also the name of the template."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    EXTENSION = "extension"
    STOP = "stop"
    CONTROL = "control"
    REGISTER = "register"
    HAND_OVER = "hand_over"
    GUIDANCE = "guidance"
    FEE_NOTICE = "fee_notice"
    FEE_RECEIPT = "fee_receipt"
    RESULT_HAND_OVER = "result_hand_over"
    RESULT = "result"
    APPLICATION = "application"


class Edition(StrEnum):
    """A circular with its set of forms."""

    TT_01_2018 = "01/2018"
    TT_03_2025 = "03/2025"


class Form(NamedTuple):
    """A form as its circular numbers and names it."""

    number: str
    name: str


IN_FORCE = ((date(2025, 9, 15), Edition.TT_03_2025), (date(2019, 1, 6), Edition.TT_01_2018))

_RECEIPT = Form("01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
_SUPPLEMENT = Form("02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
_REFUSAL = Form("03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ")
_CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_REGISTER = "Sổ theo dõi hồ sơ"

FORMS: dict[Edition, dict[PaperKind, Form]] = {
    Edition.TT_01_2018: {
        PaperKind.RECEIPT: _RECEIPT,
        PaperKind.SUPPLEMENT: _SUPPLEMENT,
        PaperKind.REFUSAL: _REFUSAL,
        PaperKind.EXTENSION: Form("04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        PaperKind.CONTROL: Form("05", _CONTROL),
        PaperKind.REGISTER: Form("06", _REGISTER),
    },
    Edition.TT_03_2025: {
        PaperKind.RECEIPT: _RECEIPT,
        PaperKind.SUPPLEMENT: _SUPPLEMENT,
        PaperKind.REFUSAL: _REFUSAL,
        PaperKind.EXTENSION: Form("04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
        PaperKind.STOP: Form("05", "Thông báo dừng giải quyết hồ sơ"),
        PaperKind.CONTROL: Form("06", _CONTROL),
        PaperKind.REGISTER: Form("07", _REGISTER),
    },
}

# Papers no circular gives a form for; a result document bears its own title when it has one.
OTHER_NAMES = {
    PaperKind.HAND_OVER: "Phiếu bàn giao hồ sơ",
    PaperKind.GUIDANCE: "Phiếu hướng dẫn hoàn thiện hồ sơ",
    PaperKind.FEE_NOTICE: "Thông báo nộp phí, lệ phí",
    PaperKind.FEE_RECEIPT: "Biên lai thu phí, lệ phí",
    PaperKind.RESULT_HAND_OVER: "Biên bản giao nhận kết quả",
    PaperKind.RESULT: "Kết quả giải quyết thủ tục hành chính",
    PaperKind.APPLICATION: "Tờ khai",
}


def forms_of(received: date) -> Edition:
    """The forms for a dossier received on that day, in Vietnamese time.

    Raises ``ValueError`` for a day before 6/1/2019, which had other forms.
    """
    for since, edition in IN_FORCE:
        if received >= since:
            return edition
    raise ValueError(f"No forms are known for a dossier received on {received}")


def paper_name(kind: PaperKind, edition: Edition = Edition.TT_03_2025) -> str:
    """The name printed as title. Raises ``ValueError`` when that circular has no such form."""
    if kind in OTHER_NAMES:
        return OTHER_NAMES[kind]
    if kind not in FORMS[edition]:
        raise ValueError(f"Circular {edition}/TT-VPCP has no form for {kind}")
    return FORMS[edition][kind].name
