"""Invented contents of the papers that follow a dossier: control, hand-over, fees, results."""

from collections.abc import Callable

from motcua.papers import (
    Application,
    BankAccount,
    ComponentLine,
    ControlSheet,
    FeeLine,
    FeeNotice,
    FeeReceipt,
    Guidance,
    HandedDossier,
    HandedResult,
    HandOver,
    PaperContent,
    PaperKind,
    Passage,
    Register,
    RegisterRow,
    ResultHandOver,
    Signatory,
    Timeliness,
)
from motcua.papers.application import Block
from tests.papers import samples
from tests.papers.samples import APPLICANT, CENTRE, NOTICE, QR_TEXT, SUBMITTER, at

CODE = "H24-260115-0001"
REQUEST = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
DIVISION = "Phòng Kinh tế, Hạ tầng và Đô thị"
CLERK = Signatory(name="Vũ Thị Thanh Hằng")
SPECIALIST = Signatory(name="Đỗ Minh Khoa")
PASSAGES = (
    Passage(
        giving_unit=CENTRE.name,
        giver="Vũ Thị Thanh Hằng",
        receiving_unit=DIVISION,
        receiver="Đỗ Minh Khoa",
        at=at(15, 13, 40),
        timeliness=Timeliness.EARLY,
    ),
    Passage(
        giving_unit=DIVISION,
        giver="Đỗ Minh Khoa",
        receiving_unit="Sở Xây dựng",
        receiver="Bùi Hải Yến",
        at=at(20, 8, 5),
        timeliness=Timeliness.ON_TIME,
        note="Lấy ý kiến về chỉ giới",
    ),
    Passage(
        giving_unit="Sở Xây dựng",
        giver="Bùi Hải Yến",
        receiving_unit=DIVISION,
        receiver="Đỗ Minh Khoa",
        at=at(28, 16, 50),
        timeliness=Timeliness.LATE,
        note="Quá hạn 1 ngày làm việc",
    ),
    Passage(
        giving_unit=DIVISION,
        giver="Đỗ Minh Khoa",
        receiving_unit=CENTRE.name,
        at=None,
    ),
)


def control(**changes) -> ControlSheet:
    values = {
        "agency": CENTRE,
        "number": "12/PKS-TTPVHCC",
        "issued_at": at(28, 17, 0),
        "dossier_code": CODE,
        "solving_agency": "Ủy ban nhân dân phường Gia Viên",
        "coordinating_agencies": ("Sở Xây dựng", "Công an phường Gia Viên"),
        "received_at": at(15, 9, 15),
        "due_at": at(5, 17, 0, month=2),
        "passages": PASSAGES,
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return ControlSheet(**(values | changes))


def register_row(entry: int, **changes) -> RegisterRow:
    values = {
        "entry": entry,
        "dossier_code": f"H24-260115-{entry:04}",
        "procedure": REQUEST,
        "applicant": APPLICANT.name,
        "address": "Số 27, ngõ 158 đường Lạch Tray, phường Gia Viên",
        "phone": "0912 345 678",
        "lead_agency": "Ủy ban nhân dân phường Gia Viên",
        "received_at": at(15, 9, 15),
        "due_at": at(5, 17, 0, month=2),
        "returned_at": at(5, 10, 30, month=2) if entry % 3 else None,
        "return_way": "Trực tiếp" if entry % 2 else "Bưu chính",
        "signature": "",
    }
    return RegisterRow(**(values | changes))


def register(**changes) -> Register:
    values = {
        "agency": CENTRE,
        "number": "01/2026",
        "issued_at": at(6, 8, 0, month=2),
        "year": 2026,
        "sector": "Hoạt động xây dựng",
        "rows": tuple(register_row(entry) for entry in range(1, 9)),
        "notice": NOTICE,
        "qr_text": QR_TEXT,
    }
    return Register(**(values | changes))


def hand_over(**changes) -> HandOver:
    values = {
        "agency": CENTRE,
        "number": "31/PBG-TTPVHCC",
        "issued_at": at(15, 13, 35),
        "giving_unit": CENTRE.name,
        "receiving_unit": f"{DIVISION}, phường Gia Viên",
        "handed_at": at(15, 13, 40),
        "dossiers": (
            HandedDossier(
                dossier_code=CODE,
                procedure=REQUEST,
                applicant=APPLICANT.name,
                papers="02 bộ, 14 tờ",
                due_at=at(5, 17, 0, month=2),
                note="Có bản vẽ khổ A3",
            ),
            HandedDossier(
                dossier_code="H24-260115-0002",
                procedure="Cấp lại giấy phép xây dựng",
                applicant=SUBMITTER.name,
                papers="Bản điện tử",
                due_at=at(22, 17, 0),
            ),
        ),
        "giver": Signatory(
            name="Vũ Thị Thanh Hằng", post="Công chức tiếp nhận", signed_at=at(15, 13, 38)
        ),
        "receiver": SPECIALIST,
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return HandOver(**(values | changes))


def guidance(**changes) -> Guidance:
    values = {
        "agency": CENTRE,
        "number": "18/PHD-TTPVHCC",
        "issued_at": at(14, 8, 50),
        "applicant": APPLICANT,
        "requested_content": REQUEST,
        "items": (
            "Lập bản vẽ thiết kế có đủ mặt bằng, mặt đứng, mặt cắt, móng và đấu nối hạ tầng.",
            "Sao y giấy chứng nhận quyền sử dụng đất, hoặc mang bản chính để đối chiếu.",
            "Nộp trực tuyến trên Cổng Dịch vụ công quốc gia hoặc tại Trung tâm.",
        ),
        "components": (
            ComponentLine(name="Đơn đề nghị cấp giấy phép xây dựng", originals=1, note="Mẫu số 01"),
            ComponentLine(name="Giấy chứng nhận quyền sử dụng đất", certified_copies=1),
            ComponentLine(name="Bản vẽ thiết kế xây dựng", originals=2),
        ),
        "time_limit": "15 ngày làm việc",
        "fee": "75.000 đồng",
        "submit_at": "Quầy số 5, hoặc Cổng Dịch vụ công quốc gia",
        "contact_phone": "0225 3000 111",
        "guide": CLERK,
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Guidance(**(values | changes))


FEES = (
    FeeLine(
        name="Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ",
        unit_price=75_000,
        basis="Nghị quyết số 12/2025/NQ-HĐND",
    ),
    FeeLine(name="Phí trích lục bản đồ địa chính", quantity=2, unit_price=15_000),
)


def fee_notice(**changes) -> FeeNotice:
    values = {
        "agency": CENTRE,
        "number": "25/TBP-TTPVHCC",
        "issued_at": at(15, 9, 20),
        "dossier_code": CODE,
        "applicant": APPLICANT,
        "requested_content": REQUEST,
        "lines": FEES,
        "due_at": at(20, 17, 0),
        "account": BankAccount(
            bank_bin="970416",
            bank_name="Ngân hàng TMCP Á Châu, chi nhánh Hải Phòng",
            number="224528479",
            holder="TRUNG TAM PHUC VU HANH CHINH CONG",
        ),
        "transfer_note": CODE,
        "pay_at": "Quầy thu phí tầng 1; thanh toán trực tuyến trên Cổng Dịch vụ công quốc gia",
        "officer": CLERK,
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return FeeNotice(**(values | changes))


def fee_receipt(**changes) -> FeeReceipt:
    values = {
        "agency": CENTRE,
        "number": "1042",
        "issued_at": at(15, 9, 26),
        "dossier_code": CODE,
        "form_symbol": "EBL01",
        "receipt_symbol": "26TAA",
        "collector_name": CENTRE.name,
        "collector_tax_code": "0200000000",
        "collector_address": "Số 2 đường Nguyễn Tri Phương, phường Hồng Bàng, thành phố Hải Phòng",
        "mandated_by": "Sở Xây dựng",
        "payer": APPLICANT,
        "requested_content": REQUEST,
        "lines": FEES,
        "method": "Chuyển khoản",
        "paid_at": at(15, 9, 25),
        "collector": Signatory(
            name="Hoàng Thu Trang", post="Nhân viên thu phí", signed_at=at(15, 9, 26)
        ),
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return FeeReceipt(**(values | changes))


def result_hand_over(**changes) -> ResultHandOver:
    values = {
        "agency": CENTRE,
        "number": "40/BBGN-TTPVHCC",
        "issued_at": at(5, 10, 30, month=2),
        "dossier_code": CODE,
        "applicant": APPLICANT,
        "requested_content": REQUEST,
        "collector": SUBMITTER,
        "authorisation_paper": "Giấy ủy quyền số 118/2026",
        "handed_at": at(5, 10, 30, month=2),
        "way": "Trực tiếp tại quầy số 5",
        "results": (
            HandedResult(
                name="Giấy phép xây dựng",
                number="45/GPXD",
                issued_at=at(4, 15, 40, month=2),
                note="Kèm bản điện tử đã ký số",
            ),
            HandedResult(name="Bản vẽ thiết kế đã đóng dấu", copies=2),
        ),
        "returned_originals": ("Giấy chứng nhận quyền sử dụng đất số DC 012345",),
        "remark": "Đã nhận đủ.",
        "giver": CLERK,
        "receiver": Signatory(name=SUBMITTER.name),
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return ResultHandOver(**(values | changes))


def application(**changes) -> Application:
    values = {
        "heading": "Tờ khai đăng ký khai sinh",
        "addressee": "Ủy ban nhân dân phường Hồng Bàng",
        "place": "Hồng Bàng",
        "issued_at": samples.at(15, 9, 0),
        "body": (
            Block("line", "Họ, chữ đệm, tên người yêu cầu: Nguyễn Thị Mẫu"),
            Block("line", "Nơi sinh: ……"),
            Block("heading", "Đề nghị đăng ký khai sinh cho:"),
            Block("choice", "Giới tính:", ticks=(("Nam", True), ("Nữ", False))),
            Block("table", "", rows=(("Họ và tên", "Năm sinh"), ("Trần Văn Mẫu", "2026"))),
        ),
        "signer": "Người yêu cầu",
        "signer_name": "Nguyễn Thị Mẫu",
        "form_source": "Phụ lục 5 Thông tư 04/2020/TT-BTP",
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Application(**(values | changes))


SAMPLES: dict[PaperKind, Callable[..., PaperContent]] = {
    PaperKind.RECEIPT: samples.receipt,
    PaperKind.SUPPLEMENT: samples.supplement,
    PaperKind.REFUSAL: samples.refusal,
    PaperKind.EXTENSION: samples.extension,
    PaperKind.STOP: samples.stop,
    PaperKind.CONTROL: control,
    PaperKind.REGISTER: register,
    PaperKind.HAND_OVER: hand_over,
    PaperKind.GUIDANCE: guidance,
    PaperKind.FEE_NOTICE: fee_notice,
    PaperKind.FEE_RECEIPT: fee_receipt,
    PaperKind.RESULT_HAND_OVER: result_hand_over,
    PaperKind.RESULT: samples.result,
    PaperKind.APPLICATION: application,
}
