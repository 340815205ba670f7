"""Invented dossiers, one for each one-stop form, as an issuing act would fill them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from motcua.papers import (
    AgencyHeading,
    ComponentLine,
    Extension,
    Party,
    Receipt,
    Refusal,
    Result,
    Signatory,
    Stop,
    Supplement,
    Tracking,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOTICE = "Bản trình diễn, không có giá trị pháp lý."
CENTRE = AgencyHeading(
    superior="Ủy ban nhân dân thành phố Hải Phòng",
    name="Trung tâm Phục vụ hành chính công",
    place="Hải Phòng",
)
WARD = AgencyHeading(
    superior="Ủy ban nhân dân thành phố Hải Phòng",
    name="Ủy ban nhân dân phường Gia Viên",
    place="Gia Viên",
)
APPLICANT = Party(
    name="Nguyễn Thị Hoài Ngọc Diễm",
    id_number="031190004321",
    address="Số 27, ngõ 158 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng",
    phone="0912 345 678",
    email="hoaingoc.diem@example.vn",
)
SUBMITTER = Party(
    name="Lê Quốc Khánh",
    id_number="031085001234",
    address="Thôn Đông Phương, xã Kiến Thụy, thành phố Hải Phòng",
    phone="0987 654 321",
    email="khanh.le@example.vn",
)
HOUSE_COMPONENTS = (
    ComponentLine(name="Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 01)", originals=1),
    ComponentLine(
        name="Giấy tờ chứng minh quyền sử dụng đất theo quy định của pháp luật về đất đai",
        certified_copies=1,
        note="Đã đối chiếu bản chính",
    ),
    ComponentLine(
        name="Bản vẽ thiết kế xây dựng (mặt bằng, mặt đứng, mặt cắt, móng, đấu nối hạ tầng)",
        originals=2,
    ),
    ComponentLine(name="Bản cam kết bảo đảm an toàn đối với công trình liền kề", photocopies=1),
)
TRACKING = Tracking(url="https://motcua.example.vn/tra-cuu", secret="K7PX-2MQD")
QR_TEXT = (
    "H24-260115-0001|1.009994|031190004321|Giấy tiếp nhận hồ sơ và hẹn trả kết quả|"
    "Hệ thống Một Cửa|2026-01-15T09:16:02+07:00|2026-02-12T17:00:00+07:00"
)


def at(day: int, hour: int, minute: int, *, month: int = 1) -> datetime:
    """A moment of 2026 in Vietnamese time."""
    return datetime(2026, month, day, hour, minute, tzinfo=HANOI)


def receipt(**changes) -> Receipt:
    values = {
        "agency": CENTRE,
        "number": "12/TTPVHCC",
        "issued_at": at(15, 9, 16),
        "dossier_code": "H24-260115-0001",
        "applicant": APPLICANT,
        "requested_content": "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        "components": HOUSE_COMPONENTS,
        "sets": 2,
        "time_limit": "15 ngày làm việc",
        "received_at": at(15, 9, 15),
        "return_at": at(5, 17, 0, month=2),
        "return_way": "Quầy số 5, Trung tâm Phục vụ hành chính công thành phố Hải Phòng",
        "register_book": "01/2026",
        "register_entry": "318",
        "receiver": Signatory(name="Vũ Thị Thanh Hằng"),
        "tracking": TRACKING,
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Receipt(**(values | changes))


def supplement(**changes) -> Supplement:
    values = {
        "agency": CENTRE,
        "number": "03/PBS-TTPVHCC",
        "issued_at": at(19, 14, 30),
        "dossier_code": "H24-260115-0001",
        "applicant": APPLICANT,
        "requested_content": "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        "items": (
            "Bản vẽ thiết kế xây dựng: bổ sung mặt bằng và mặt cắt móng tỷ lệ 1/100 - 1/200, "
            "có sơ đồ đấu nối thoát nước thải.",
            "Giấy tờ chứng minh quyền sử dụng đất: trang 3 bị mờ, đề nghị nộp lại bản sao rõ nét.",
            "Bản cam kết đối với công trình liền kề: bổ sung chữ ký của chủ nhà số 29.",
        ),
        "reason": "Hồ sơ chưa đủ thành phần theo quy định về cấp giấy phép xây dựng.",
        "contact_name": "Bà Trần Mỹ Lệ, Phòng Kinh tế, Hạ tầng và Đô thị",
        "contact_phone": "0225 3000 111",
        "guide": Signatory(
            name="Vũ Thị Thanh Hằng", post="Công chức tiếp nhận", signed_at=at(19, 14, 31)
        ),
        "tracking": TRACKING,
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Supplement(**(values | changes))


def refusal(**changes) -> Refusal:
    values = {
        "agency": CENTRE,
        "number": "02/PTC-TTPVHCC",
        "issued_at": at(16, 10, 5),
        "dossier_code": "H24-260116-0007",
        "applicant": APPLICANT,
        "requested_content": "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        "reason": (
            "Thửa đất đề nghị xây dựng thuộc hành lang bảo vệ đê điều, không thuộc trường hợp "
            "được cấp giấy phép xây dựng nhà ở riêng lẻ.\n"
            "Ông/Bà có thể liên hệ Phòng Kinh tế, Hạ tầng và Đô thị để được hướng dẫn thủ tục "
            "phù hợp."
        ),
        "receiver": Signatory(name="Vũ Thị Thanh Hằng"),
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Refusal(**(values | changes))


def extension(**changes) -> Extension:
    values = {
        "agency": WARD,
        "number": "07/PXL-UBND",
        "issued_at": at(3, 9, 30, month=2),
        "dossier_code": "H24-260115-0001",
        "applicant": APPLICANT,
        "requested_content": "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        "received_by": "Trung tâm Phục vụ hành chính công",
        "received_at": at(15, 9, 15),
        "return_at": at(5, 17, 0, month=2),
        "reason": "cần lấy thêm ý kiến của Sở Xây dựng về chỉ giới đường đỏ; văn bản trả lời dự "
        "kiến có ngày 10 tháng 02 năm 2026.",
        "new_return_at": at(12, 17, 0, month=2),
        "head": Signatory(name="Phạm Đức Thuận", post="KT. Chủ tịch\nPhó Chủ tịch"),
        "recipients": ("Như trên;", "Trung tâm Phục vụ hành chính công;", "Lưu: VT, KTHT."),
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Extension(**(values | changes))


def stop(**changes) -> Stop:
    values = {
        "agency": WARD,
        "number": "04/TB-UBND",
        "issued_at": at(22, 10, 20),
        "dossier_code": "H24-260115-0001",
        "applicant": APPLICANT,
        "requested_content": "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
        "received_at": at(15, 9, 15),
        "requested_at": at(21, 8, 40),
        "reason": "chủ hồ sơ thay đổi thiết kế, đề nghị rút hồ sơ để lập lại.",
        "stage": "đang thẩm định, chưa ban hành quyết định.",
        "stopped_at": at(22, 10, 15),
        "settlement": "lệ phí 75.000 đồng đã nộp được hoàn trả theo tài khoản đã đăng ký.",
        "returned_papers": "02 bộ bản vẽ thiết kế; 01 bản sao giấy chứng nhận.",
        "signatory": Signatory(
            name="Phạm Đức Thuận",
            post="KT. Chủ tịch\nPhó Chủ tịch",
            signed_at=at(22, 10, 19),
        ),
        "recipients": ("Như trên;", "Trung tâm Phục vụ hành chính công;", "Lưu: VT, KTHT."),
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Stop(**(values | changes))


def result(**changes) -> Result:
    values = {
        "agency": WARD,
        "number": "45/GPXD",
        "issued_at": at(4, 15, 40, month=2),
        "dossier_code": "H24-260115-0001",
        "title": "Giấy phép xây dựng",
        "subject": "Sử dụng cho nhà ở riêng lẻ",
        "paragraphs": (
            "1. Cấp cho: Bà Nguyễn Thị Hoài Ngọc Diễm, số định danh cá nhân 031190004321; địa chỉ "
            "thường trú: số 27, ngõ 158 đường Lạch Tray, phường Gia Viên, thành phố Hải Phòng.",
            "2. Được phép xây dựng công trình: nhà ở riêng lẻ trên thửa đất số 112, tờ bản đồ số "
            "36; diện tích xây dựng 68,4 m²; tổng diện tích sàn 205,2 m²; số tầng: 03; chiều cao "
            "công trình 11,4 m.",
            "3. Giấy tờ về đất đai: Giấy chứng nhận quyền sử dụng đất số DC 012345.",
            "4. Giấy phép có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; "
            "quá thời hạn trên phải đề nghị gia hạn./.",
        ),
        "recipients": ("Bà Nguyễn Thị Hoài Ngọc Diễm;", "Thanh tra xây dựng;", "Lưu: VT, KTHT."),
        "signatory": Signatory(
            name="Phạm Đức Thuận",
            post="TM. Ủy ban nhân dân\nKT. Chủ tịch\nPhó Chủ tịch",
            signed_at=at(4, 15, 41, month=2),
        ),
        "qr_text": QR_TEXT,
        "notice": NOTICE,
    }
    return Result(**(values | changes))
