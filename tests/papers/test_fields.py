"""Every field of the forms of Circular 03/2025/TT-VPCP, Annex I, is on the printed paper."""

from datetime import UTC, datetime

import pytest

from motcua.papers import ComponentLine, PaperKind, Party, Signatory, render
from tests.papers import samples
from tests.papers.reading import text_of

HEADING = [
    "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
]
APPLICANT = [
    "Số định danh cá nhân/tổ chức: 031190004321",
    "Địa chỉ: Số 27, ngõ 158 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng",
    "Số điện thoại: 0912 345 678",
    "Email: hoaingoc.diem@example.vn",
    "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
]

RECEIPT = [
    *HEADING,
    *APPLICANT,
    "Số: 12/TTPVHCC",
    "Hải Phòng, ngày 15 tháng 01 năm 2026",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ: H24-260115-0001",
    "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Hoài Ngọc Diễm",
    "Thành phần hồ sơ nộp gồm:",
    "TT Tên giấy tờ Bản chính Bản sao chứng thực Bản chụp Ghi chú",
    "1 Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 01) 1",
    "Giấy tờ chứng minh quyền sử dụng đất theo quy định của pháp luật về đất đai 1",
    "Đã đối chiếu bản chính",
    "Số lượng hồ sơ: 02 (bộ)",
    "Thời gian giải quyết hồ sơ theo quy định là: 15 ngày làm việc",
    "Thời gian nhận hồ sơ: 09 giờ 15 phút, ngày 15 tháng 01 năm 2026",
    "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 05 tháng 02 năm 2026",
    "Đăng ký nhận kết quả tại: Quầy số 5, Trung tâm Phục vụ hành chính công thành phố Hải Phòng",
    "Vào Sổ theo dõi hồ sơ, Quyển số: 01/2026",
    "Số thứ tự: 318",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "(Ký và ghi rõ họ tên)",
    "Vũ Thị Thanh Hằng",
    "https://motcua.example.vn/tra-cuu",
    "Mã bí mật: K7PX-2MQD",
    samples.NOTICE,
]
SUPPLEMENT = [
    *HEADING,
    *APPLICANT[1:],
    "Số: 03/PBS-TTPVHCC",
    "Hải Phòng, ngày 19 tháng 01 năm 2026",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "Hồ sơ của: Nguyễn Thị Hoài Ngọc Diễm",
    "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
    "1. Bản vẽ thiết kế xây dựng: bổ sung mặt bằng và mặt cắt móng",
    "2. Giấy tờ chứng minh quyền sử dụng đất: trang 3 bị mờ",
    "3. Bản cam kết đối với công trình liền kề",
    "Lý do: Hồ sơ chưa đủ thành phần theo quy định về cấp giấy phép xây dựng.",
    "Ông/Bà liên hệ với Bà Trần Mỹ Lệ, Phòng Kinh tế, Hạ tầng và Đô thị",
    "số điện thoại 0225 3000 111 để được hướng dẫn./.",
    "NGƯỜI HƯỚNG DẪN",
    "ĐÃ KÝ TRÊN HỆ THỐNG",
    "Người ký: Vũ Thị Thanh Hằng",
    "Chức vụ: Công chức tiếp nhận",
    "Thời gian ký: 19/01/2026 14:31:00 +07:00",
    "Mã bí mật: K7PX-2MQD",
]
REFUSAL = [
    *HEADING,
    *APPLICANT,
    "Số: 02/PTC-TTPVHCC",
    "Hải Phòng, ngày 16 tháng 01 năm 2026",
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    "Tiếp nhận hồ sơ của: Nguyễn Thị Hoài Ngọc Diễm",
    "Mã hồ sơ (nếu có): H24-260116-0007",
    "không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
    "Thửa đất đề nghị xây dựng thuộc hành lang bảo vệ đê điều",
    "Ông/Bà có thể liên hệ Phòng Kinh tế, Hạ tầng và Đô thị",
    "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "Vũ Thị Thanh Hằng",
]
RESULT = [
    "ỦY BAN NHÂN DÂN PHƯỜNG GIA VIÊN",
    *HEADING[2:],
    "Số: 45/GPXD",
    "Gia Viên, ngày 04 tháng 02 năm 2026",
    "GIẤY PHÉP XÂY DỰNG",
    "Sử dụng cho nhà ở riêng lẻ",
    "1. Cấp cho: Bà Nguyễn Thị Hoài Ngọc Diễm, số định danh cá nhân 031190004321;",
    "quá thời hạn trên phải đề nghị gia hạn./.",
    "nhận: - Bà Nguyễn Thị Hoài Ngọc Diễm;",
    "- Thanh tra xây dựng;",
    "- Lưu: VT, KTHT.",
    "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
    "Người ký: Phạm Đức Thuận",
    "Thời gian ký: 04/02/2026 15:41:00 +07:00",
]


@pytest.mark.parametrize(
    ("kind", "content", "lines"),
    [
        (PaperKind.RECEIPT, samples.receipt(), RECEIPT),
        (PaperKind.SUPPLEMENT, samples.supplement(), SUPPLEMENT),
        (PaperKind.REFUSAL, samples.refusal(), REFUSAL),
        (PaperKind.RESULT, samples.result(), RESULT),
    ],
    ids=["receipt", "supplement", "refusal", "result"],
)
def test_every_field_is_printed(kind, content, lines):
    text = text_of(render(kind, content))
    assert [line for line in lines if line not in text] == []


def test_a_submitter_is_named_first_and_the_applicant_as_authorising():
    content = samples.receipt(
        submitter=samples.SUBMITTER, authorisation_paper="Giấy ủy quyền số 118/2026"
    )
    text = text_of(render(PaperKind.RECEIPT, content))
    in_order = [
        "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Lê Quốc Khánh",
        "Số định danh cá nhân/tổ chức: 031085001234",
        "Địa chỉ: Thôn Đông Phương, xã Kiến Thụy, thành phố Hải Phòng",
        "Số điện thoại: 0987 654 321 Email: khanh.le@example.vn",
        "Người ủy quyền: Nguyễn Thị Hoài Ngọc Diễm",
        "Số định danh cá nhân/tổ chức: 031190004321",
        "Địa chỉ: Số 27, ngõ 158 đường Lạch Tray",
        "Số điện thoại: 0912 345 678 Email: hoaingoc.diem@example.vn",
        "Giấy tờ ủy quyền: Giấy ủy quyền số 118/2026",
    ]
    positions = [text.find(line) for line in in_order]
    assert -1 not in positions
    assert positions == sorted(positions)
    signatures = text[text.index("NGƯỜI NỘP HỒ SƠ") :]
    assert "Lê Quốc Khánh" in signatures
    assert "Nguyễn Thị Hoài Ngọc Diễm" not in signatures


def test_only_the_kinds_of_copy_handed_in_have_a_column():
    online = (ComponentLine(name="Tờ khai", electronic=2),)
    text = text_of(render(PaperKind.RECEIPT, samples.receipt(components=online)))
    assert "TT Tên giấy tờ Bản điện tử 1 Tờ khai 2 Số lượng" in text


BARE = Party(name="Nguyễn Thị Hoài Ngọc Diễm")
UNSIGNED = Signatory(name="")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (
            PaperKind.RECEIPT,
            samples.receipt(
                number="",
                applicant=BARE,
                requested_content="",
                components=(),
                time_limit="",
                return_at=None,
                return_way="",
                register_book="",
                register_entry="",
                receiver=UNSIGNED,
                tracking=None,
                qr_text="",
                notice="",
            ),
        ),
        (
            PaperKind.SUPPLEMENT,
            samples.supplement(
                number="",
                dossier_code="",
                applicant=BARE,
                items=(),
                reason="",
                contact_name="",
                contact_phone="",
                guide=UNSIGNED,
                tracking=None,
                qr_text="",
                notice="",
            ),
        ),
        (
            PaperKind.REFUSAL,
            samples.refusal(
                number="",
                dossier_code="",
                applicant=BARE,
                reason="",
                receiver=UNSIGNED,
                qr_text="",
                notice="",
            ),
        ),
        (
            PaperKind.RESULT,
            samples.result(
                number="",
                dossier_code="",
                subject="",
                recipients=(),
                signatory=UNSIGNED,
                qr_text="",
                notice="",
            ),
        ),
    ],
    ids=["receipt", "supplement", "refusal", "result"],
)
def test_what_is_not_known_leaves_room_to_write(kind, content):
    text = text_of(render(kind, content))
    assert "none" not in text.lower()
    assert "....." in text
    assert text.count("Trang") == 0


def test_an_unknown_appointment_leaves_every_part_of_the_moment_open():
    text = text_of(render(PaperKind.RECEIPT, samples.receipt(return_at=None)))
    assert "giải quyết hồ sơ: …… giờ …… phút, ngày …… tháng …… năm ……" in text


def test_moments_are_printed_in_vietnamese_time():
    received = datetime(2026, 3, 8, 17, 30, tzinfo=UTC)
    text = text_of(render(PaperKind.RECEIPT, samples.receipt(received_at=received)))
    assert "Thời gian nhận hồ sơ: 00 giờ 30 phút, ngày 09 tháng 3 năm 2026" in text


def test_a_moment_without_time_zone_is_refused():
    naive = datetime(2026, 1, 15, 9, 15)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        render(PaperKind.RECEIPT, samples.receipt(received_at=naive))
