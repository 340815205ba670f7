"""A whole, sound record of a catalogue file, to be spoiled or changed by a test."""

from typing import Any

CODE = "9.000001"


def record(**changes: Any) -> dict[str, Any]:
    sound: dict[str, Any] = {
        "ma_tthc": CODE,
        "ten": "Cấp giấy phép thử nghiệm",
        "linh_vuc": "Lĩnh vực thử nghiệm",
        "cap": ["xa"],
        "quyet_dinh_cong_bo": "1/QĐ-BTP",
        "doi_tuong": ["cong_dan_vn"],
        "muc_do": "toan_trinh",
        "thoi_han": {"value": 5, "unit": "ngay_lam_viec", "text": "5 ngày làm việc."},
        "phi_le_phi": [{"ten": "Lệ phí", "so_tien": 8000, "ghi_chu": "đồng/bản"}],
        "thanh_phan_ho_so": [paper()],
        "ket_qua": [{"ten": "Giấy phép thử nghiệm", "ma": "KQ.G15.000001"}],
        "can_cu": ["123/2015/NĐ-CP"],
        "trinh_tu": [
            {"buoc": 1, "noi_dung": "Nộp hồ sơ", "vai_tro": "Người yêu cầu", "thoi_gian": None}
        ],
        "dia_phuong": [{"tinh": "Hải Phòng", "noi_dung": "Miễn lệ phí", "van_ban": "1/NQ-HĐND"}],
        "ghi_chu": "Chỉ để thử.",
    }
    return sound | changes


def paper(**changes: Any) -> dict[str, Any]:
    sound: dict[str, Any] = {
        "ten": "Tờ khai",
        "ban_chinh": 1,
        "ban_sao": 0,
        "bat_buoc": True,
        "mau": "Mẫu 01",
        "loai": "nop",
        "truong_hop": None,
    }
    return sound | changes


def catalogue(*records: Any) -> dict[str, Any]:
    return {"procedures": list(records)}
