"""Every field of Mẫu 04 to 07, of the slips and of the papers of money is on the printed paper."""

import pytest

from motcua.papers import AgencyHeading, PaperKind, Party, render
from motcua.papers.specimen import specimen
from tests.papers import samples
from tests.papers.reading import text_of
from tests.papers.slip_samples import SAMPLES, fee_notice, fee_receipt

HEADING = [
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    samples.NOTICE,
]
WARD_HEADING = ["ỦY BAN NHÂN DÂN PHƯỜNG GIA VIÊN", *HEADING[1:]]
APPLICANT = [
    "Số định danh cá nhân/tổ chức: 031190004321",
    "Địa chỉ: Số 27, ngõ 158 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng",
]
CONTACT = ["Số điện thoại: 0912 345 678", "Email: hoaingoc.diem@example.vn"]
REQUEST = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
RECIPIENTS = ["- Như trên;", "- Trung tâm Phục vụ hành chính công;", "- Lưu: VT, KTHT."]
MONEY = [
    "TT Loại phí, lệ phí Căn cứ Số lượng Mức thu (đồng) Thành tiền (đồng)",
    "1 Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ Nghị quyết số 12/2025/NQ-HĐND 1 75.000 75.000",
    "2 Phí trích lục bản đồ địa chính 2 15.000 30.000",
    "Tổng cộng 105.000",
    "Số tiền bằng chữ: Một trăm linh năm nghìn đồng.",
]
LINES = {
    PaperKind.EXTENSION: [
        *WARD_HEADING,
        *APPLICANT,
        *RECIPIENTS,
        "Số: 07/PXL-UBND",
        "Gia Viên, ngày 03 tháng 02 năm 2026",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi: Nguyễn Thị Hoài Ngọc Diễm",
        "Ngày 15 tháng 01 năm 2026, Trung tâm Phục vụ hành chính công đã tiếp nhận hồ sơ",
        f"Tên thủ tục hành chính: {REQUEST}",
        "Mã hồ sơ: H24-260115-0001",
        "hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 05 tháng 02 năm 2026",
        "Lý do: cần lấy thêm ý kiến của Sở Xây dựng về chỉ giới đường đỏ;",
        "Ủy ban nhân dân phường Gia Viên xin lỗi Ông (Bà)/Tổ chức",
        "được trả vào: 17 giờ 00 phút, ngày 12 tháng 02 năm 2026",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Phạm Đức Thuận",
    ],
    PaperKind.STOP: [
        *WARD_HEADING,
        *APPLICANT,
        *CONTACT,
        *RECIPIENTS,
        "Số: 04/TB-UBND",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Kính gửi: Nguyễn Thị Hoài Ngọc Diễm",
        "Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ;",
        "Căn cứ Điều 7 Thông tư số 03/2025/TT-VPCP",
        "Xét yêu cầu của Ông (Bà)/Tổ chức ngày 21 tháng 01 năm 2026",
        "Mã hồ sơ: H24-260115-0001",
        f"Nội dung yêu cầu giải quyết: {REQUEST}",
        "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 15 tháng 01 năm 2026",
        "Lý do dừng giải quyết: chủ hồ sơ thay đổi thiết kế, đề nghị rút hồ sơ để lập lại.",
        "Tình trạng giải quyết khi dừng: đang thẩm định, chưa ban hành quyết định.",
        "Thời điểm dừng: 10 giờ 15 phút, ngày 22 tháng 01 năm 2026",
        "nghĩa vụ tài chính: lệ phí 75.000 đồng đã nộp được hoàn trả",
        "Giấy tờ trả lại: 02 bộ bản vẽ thiết kế; 01 bản sao giấy chứng nhận.",
        "Người ký: Phạm Đức Thuận",
    ],
    PaperKind.CONTROL: [
        *HEADING,
        "Số: 12/PKS-TTPVHCC",
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        "Mã hồ sơ: H24-260115-0001",
        "Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân phường Gia Viên",
        "Cơ quan phối hợp giải quyết hồ sơ: Sở Xây dựng; Công an phường Gia Viên",
        "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 15 tháng 01 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 05 tháng 02 năm 2026",
        "Tên cơ quan Thời gian giao, nhận hồ sơ Kết quả giải quyết",
        "Ghi chú",
        "1. Giao: Phòng Kinh tế, Hạ tầng và Đô thị 2. Nhận: Sở Xây dựng",
        "08 giờ 05 phút, ngày 20 tháng 01 năm 2026",
        "Người giao Người nhận Đỗ Minh Khoa Bùi Hải Yến Đúng hạn Lấy ý kiến về chỉ giới",
        "Trước hạn",
        "Quá hạn Quá hạn 1 ngày làm việc",
        "…… giờ …… phút, ngày …… tháng …… năm ……",
    ],
    PaperKind.REGISTER: [
        *HEADING,
        "Quyển số: 01/2026",
        "SỔ THEO DÕI HỒ SƠ NĂM 2026",
        "Lĩnh vực: Hoạt động xây dựng",
        "STT Mã hồ sơ Tên thủ tục hành chính Tên cá nhân, tổ chức Địa chỉ, số điện thoại "
        "Cơ quan chủ trì giải quyết Ngày tiếp nhận Ngày hẹn trả Ngày trả kết quả "
        "Phương thức nhận kết quả Ký nhận",
        f"2 H24-260115-0002 {REQUEST} Nguyễn Thị Hoài Ngọc Diễm Số 27, ngõ 158 đường Lạch Tray, "
        "phường Gia Viên 0912 345 678 Ủy ban nhân dân phường Gia Viên 15/01/2026 09:15 "
        "05/02/2026 17:00 05/02/2026 10:30 Bưu chính",
    ],
    PaperKind.HAND_OVER: [
        *HEADING,
        "Số: 31/PBG-TTPVHCC",
        "PHIẾU BÀN GIAO HỒ SƠ",
        "Bên giao: Trung tâm Phục vụ hành chính công",
        "Bên nhận: Phòng Kinh tế, Hạ tầng và Đô thị, phường Gia Viên",
        "Thời gian bàn giao: 13 giờ 40 phút, ngày 15 tháng 01 năm 2026",
        "Số hồ sơ bàn giao: 02",
        "TT Mã hồ sơ Thủ tục hành chính Chủ hồ sơ Giấy tờ kèm theo Hẹn trả Ghi chú",
        f"1 H24-260115-0001 {REQUEST} Nguyễn Thị Hoài Ngọc Diễm 02 bộ, 14 tờ 05/02/2026 17:00 "
        "Có bản vẽ khổ A3",
        "2 H24-260115-0002 Cấp lại giấy phép xây dựng Lê Quốc Khánh Bản điện tử 22/01/2026 17:00",
        "BÊN GIAO",
        "Người ký: Vũ Thị Thanh Hằng",
        "BÊN NHẬN",
        "Đỗ Minh Khoa",
    ],
    PaperKind.GUIDANCE: [
        *HEADING,
        *CONTACT,
        "Số: 18/PHD-TTPVHCC",
        "PHIẾU HƯỚNG DẪN HOÀN THIỆN HỒ SƠ",
        "Ông (Bà)/Tổ chức: Nguyễn Thị Hoài Ngọc Diễm",
        f"Nội dung yêu cầu giải quyết: {REQUEST}",
        "1. Lập bản vẽ thiết kế có đủ mặt bằng",
        "3. Nộp trực tuyến trên Cổng Dịch vụ công quốc gia hoặc tại Trung tâm.",
        "TT Giấy tờ cần chuẩn bị Bản chính Bản sao Ghi chú",
        "1 Đơn đề nghị cấp giấy phép xây dựng 1 Mẫu số 01",
        "3 Bản vẽ thiết kế xây dựng 2",
        "Thời hạn giải quyết: 15 ngày làm việc",
        "Phí, lệ phí: 75.000 đồng",
        "Nơi nộp hồ sơ: Quầy số 5, hoặc Cổng Dịch vụ công quốc gia",
        "số điện thoại 0225 3000 111./.",
        "NGƯỜI HƯỚNG DẪN",
        "Vũ Thị Thanh Hằng",
    ],
    PaperKind.FEE_NOTICE: [
        *HEADING,
        *APPLICANT,
        *CONTACT,
        *MONEY,
        "Số: 25/TBP-TTPVHCC",
        "THÔNG BÁO NỘP PHÍ, LỆ PHÍ",
        "Kính gửi Ông (Bà)/Tổ chức: Nguyễn Thị Hoài Ngọc Diễm",
        f"Nội dung yêu cầu giải quyết: {REQUEST}",
        "Hạn nộp: 17 giờ 00 phút, ngày 20 tháng 01 năm 2026",
        "Ngân hàng: Ngân hàng TMCP Á Châu, chi nhánh Hải Phòng",
        "Số tài khoản: 224528479",
        "Chủ tài khoản: TRUNG TAM PHUC VU HANH CHINH CONG",
        "Số tiền: 105.000 đồng",
        "Nội dung chuyển khoản: H24-260115-0001",
        "Nơi nộp khác: Quầy thu phí tầng 1;",
        "NGƯỜI LẬP THÔNG BÁO",
        "Vũ Thị Thanh Hằng",
    ],
    PaperKind.FEE_RECEIPT: [
        *APPLICANT[1:],
        *MONEY,
        "BIÊN LAI THU PHÍ, LỆ PHÍ",
        "Ngày 15 tháng 01 năm 2026",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG Mã số thuế: 0200000000",
        "Địa chỉ: Số 2 đường Nguyễn Tri Phương",
        "Thu theo ủy nhiệm của: Sở Xây dựng",
        "Mẫu số: EBL01 Ký hiệu: 26TAA Số: 1042",
        "Người nộp tiền: Nguyễn Thị Hoài Ngọc Diễm",
        "Số định danh cá nhân/mã số thuế: 031190004321",
        f"Nội dung: {REQUEST}",
        "Mã hồ sơ: H24-260115-0001",
        "Hình thức nộp: Chuyển khoản",
        "Thời điểm thu: 09 giờ 25 phút, ngày 15 tháng 01 năm 2026",
        "NGƯỜI THU TIỀN",
        "Người ký: Hoàng Thu Trang",
        "Thời gian ký: 15/01/2026 09:26:00 +07:00",
    ],
    PaperKind.RESULT_HAND_OVER: [
        *HEADING,
        "Số: 40/BBGN-TTPVHCC",
        "BIÊN BẢN GIAO NHẬN KẾT QUẢ",
        "Mã hồ sơ: H24-260115-0001",
        "Chủ hồ sơ: Nguyễn Thị Hoài Ngọc Diễm",
        f"Nội dung yêu cầu giải quyết: {REQUEST}",
        "Người nhận kết quả: Lê Quốc Khánh",
        "Số định danh cá nhân/tổ chức: 031085001234",
        "Địa chỉ: Thôn Đông Phương, xã Kiến Thụy, thành phố Hải Phòng",
        "Giấy tờ ủy quyền: Giấy ủy quyền số 118/2026",
        "Thời gian trả kết quả: 10 giờ 30 phút, ngày 05 tháng 02 năm 2026",
        "Cách thức trả kết quả: Trực tiếp tại quầy số 5",
        "TT Tên giấy tờ Số, ký hiệu Ngày ban hành Số bản Ghi chú",
        "1 Giấy phép xây dựng 45/GPXD 04/02/2026 01 Kèm bản điện tử đã ký số",
        "2 Bản vẽ thiết kế đã đóng dấu 02",
        "Bản chính trả lại: 1. Giấy chứng nhận quyền sử dụng đất số DC 012345",
        "Ý kiến của người nhận: Đã nhận đủ.",
        "NGƯỜI NHẬN KẾT QUẢ",
        "NGƯỜI TRẢ KẾT QUẢ",
    ],
}


@pytest.mark.parametrize("kind", LINES)
def test_every_field_is_printed(kind):
    text = text_of(render(kind, SAMPLES[kind]()))
    assert [line for line in LINES[kind] if line not in text] == []


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("kind", PaperKind)
def test_full_and_empty_forms_are_printed_without_traces_of_the_machine(kind, filled):
    text = text_of(render(kind, specimen(kind, filled=filled)))
    assert "none" not in text.lower()
    assert "{" not in text
    if not filled and kind not in (PaperKind.RESULT, PaperKind.REGISTER):
        assert "....." in text


def test_an_unknown_number_account_and_payer_leave_room_to_write():
    text = text_of(
        render(
            PaperKind.FEE_NOTICE,
            fee_notice(account=None, due_at=None, applicant=Party(name=""), number=""),
        )
    )
    assert "VietQR" not in text
    assert "Hạn nộp: …… giờ …… phút" in text
    assert "Kính gửi Ông (Bà)/Tổ chức: ..." in text


@pytest.mark.parametrize("number", ["", "0", "000", "123456789", "12a", "-1", "١٢"])
def test_a_receipt_number_has_at_most_8_digits(number):
    with pytest.raises(ValueError, match="8 digits"):
        fee_receipt(number=number)


@pytest.mark.parametrize("symbol", ["", "26AA", "26TA", "2026TAA", "26Taa", "26TAAA"])
def test_a_receipt_symbol_follows_the_circular(symbol):
    with pytest.raises(ValueError, match="26TAA"):
        fee_receipt(receipt_symbol=symbol)


def test_an_agency_without_a_superior_stands_alone():
    agency = AgencyHeading(superior="", name="Sở Xây dựng", place="Hải Phòng")
    text = text_of(render(PaperKind.STOP, samples.stop(agency=agency)))
    assert text.startswith("SỞ XÂY DỰNG CỘNG HÒA")
