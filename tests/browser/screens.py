"""The photographs in docs/screens: what there is, and how they are taken (SCREENS=1)."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

DIRECTORY = Path(__file__).resolve().parents[2] / "docs" / "screens"
WIDTHS = (360, 1440)
TALLEST = 2600  # px; what is longer goes on as it begins
QUANTIZE = Image.Quantize.MAXCOVERAGE  # keeps the rare ones: the green of a small tick
LARGEST = 150_000  # bytes
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
VIEWER = "iframe.mc-viewer__frame"

CITIZENS = {
    "home": "Trang chủ: tìm thủ tục",
    "procedures": "Tìm “trich luc ho tich”, gõ không dấu",
    "procedures-none": "Không tìm thấy thủ tục",
    "procedure": "Một thủ tục: thời hạn, lệ phí, giấy tờ",
    "procedure-long": "Một thủ tục tên rất dài",
    "sign-in": "Đăng nhập của bản trình diễn",
    "begin": "Trước khi bắt đầu nộp",
    "filing-agency": "Nộp hồ sơ: nơi giải quyết",
    "filing-applicant": "Nộp hồ sơ: người đề nghị, đã điền sẵn",
    "filing-applicant-wrong": "Người đề nghị khai sai: lỗi dẫn đến ô, giữ nguyên điều đã gõ",
    "filing-request": "Nộp hồ sơ: nội dung đề nghị",
    "filing-papers": "Nộp hồ sơ: giấy tờ, mỗi giấy một ô",
    "filing-papers-wrong": "Tệp sai loại, tệp trống",
    "filing-papers-too-large": "Tệp quá lớn, bị chặn trước khi gửi",
    "filing-papers-uploaded": "Giấy tờ đã tải lên",
    "filing-review": "Kiểm tra trước khi nộp",
    "filing-review-gaps": "Kiểm tra: còn thiếu gì",
    "filed": "Đã nộp: mã tham chiếu và việc tiếp theo",
    "my-dossiers": "Hồ sơ của tôi",
    "my-dossiers-none": "Chưa có hồ sơ nào",
    "discard": "Xóa hồ sơ đang làm dở",
    "dossier-registered": "Hồ sơ mới đăng ký",
    "dossier-received": "Hồ sơ đã có mã và ngày hẹn",
    "dossier-supplement": "Hồ sơ cần bổ sung",
    "supplement": "Nộp phần bổ sung",
    "dossier-refused": "Hồ sơ bị từ chối, có lý do",
    "dossier-returned": "Hồ sơ đã có kết quả",
    "dossier-by-secret": "Xem bằng mã bí mật, không đăng nhập",
    "track": "Tra cứu",
    "track-unknown": "Tra cứu mã không có",
    "track-progress": "Tra cứu bằng mã: tiến độ, không có dữ liệu cá nhân",
    "not-found": "Trang không có",
    "forbidden": "Người dân mở trang của cán bộ",
    "form-expired": "Biểu mẫu hết hạn",
}
DESKS = {
    "office-sign-in": "Đăng nhập bàn làm việc",
    "office-sign-in-wrong": "Sai mật khẩu",
    "worklist": "Việc của tôi, xếp theo thời hạn",
    "worklist-none": "Không còn việc",
    "office-search": "Tìm hồ sơ theo tên chủ hồ sơ",
    "office-search-none": "Không tìm thấy hồ sơ",
    "desk-receive": "Bàn một cửa: hồ sơ trực tuyến chờ tiếp nhận",
    "desk-received": "Vừa tiếp nhận: mã, ngày hẹn, giấy tiếp nhận",
    "desk-stale": "Hồ sơ đã đổi sau khi mở trang",
    "desk-refuse": "Từ chối tiếp nhận",
    "desk-refuse-wrong": "Từ chối mà chưa ghi lý do",
    "desk-refused": "Đã từ chối: phiếu Mẫu 03",
    "desk-assign": "Trưởng phòng phân công",
    "desk-process": "Chuyên viên: hồ sơ chờ thẩm định",
    "desk-propose": "Chuyên viên soạn kết quả",
    "desk-review": "Lãnh đạo phòng xem dự thảo",
    "desk-sign": "Lãnh đạo ký",
    "desk-number": "Văn thư lấy số",
    "desk-release": "Văn thư phát hành",
    "desk-return": "Một cửa trả kết quả",
    "desk-returned": "Hồ sơ đã kết thúc",
    "desk-propose-supplement": "Chuyên viên đề nghị bổ sung",
    "desk-send-supplement": "Một cửa gửi yêu cầu bổ sung",
    "desk-paused": "Đang chờ bổ sung: thời hạn tạm dừng",
    "desk-supplement": "Nhận phần bổ sung tại quầy",
    "reception": "Tiếp nhận tại quầy: chọn thủ tục",
    "reception-found": "Tìm thủ tục bằng chữ đầu: gpxd",
    "reception-none": "Không có thủ tục nào giống",
    "counter": "Tiếp nhận tại quầy: cả hồ sơ trên một trang",
    "counter-card": "Chủ hồ sơ điền từ thẻ căn cước",
    "counter-wrong": "Tiếp nhận tại quầy: còn thiếu",
    "counter-received": "Vừa tiếp nhận tại quầy: giấy hẹn để in",
}


def wanted() -> bool:
    return bool(os.environ.get("SCREENS"))


def photograph(page: Page, name: str) -> None:
    """Take the whole page at every width; the page stays as it was."""
    assert name in CITIZENS | DESKS, f"{name} has no line in the list of screens"
    if not wanted():
        return
    size = page.viewport_size
    assert size is not None
    for width in sorted(WIDTHS, key=lambda width: width != size["width"]):
        page.set_viewport_size({"width": width, "height": 740 if width < 800 else 900})
        page.wait_for_load_state("networkidle")
        page.evaluate(NEXT_FRAME)
        paper = _paper(page)
        page.evaluate("window.scrollTo(0, 0)")
        height = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
        # Hiding the caret would leave style attributes behind.
        shot = _image(page.screenshot(full_page=True, clip=clip, caret="initial"))
        if paper:
            box = page.locator(VIEWER).bounding_box()
            assert box is not None
            shot.paste(paper, (round(box["x"]), round(box["y"])))
        keep(shot, f"{name}-{width}")
    page.set_viewport_size(size)


def _paper(page: Page) -> Image.Image | None:
    """The browser's own viewer as it shows a PDF: only in sight, and it does not say when."""
    viewer = page.locator(VIEWER)
    if not viewer.count():
        return None
    for _ in range(100):
        viewer.scroll_into_view_if_needed()
        shown = _image(viewer.screenshot(caret="initial"))
        white = sum(shown.convert("L").histogram()[250:])
        if white > shown.width * shown.height / 5:
            return shown
    raise AssertionError(f"no paper in the viewer of {page.url}")


def _image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def keep(image: Image.Image, name: str) -> None:
    """Write it small: a page has few colours."""
    for colours in (256, 128, 64):
        small = image.quantize(colours, QUANTIZE, kmeans=2, dither=Image.Dither.NONE)
        out = io.BytesIO()
        small.save(out, "PNG", optimize=True)
        if out.tell() < LARGEST:
            break
    DIRECTORY.mkdir(exist_ok=True)
    (DIRECTORY / f"{name}.png").write_bytes(out.getvalue())


def write_index() -> None:
    """docs/screens/README.md: one line a screen."""
    lines = [
        "# Every page, as the tests saw it",
        "",
        "`make screens` takes these photographs anew, from a real demonstration in a real browser.",
        "People and their data are invented.",
    ]
    for heading, names in (("Citizens", CITIZENS), ("Desks", DESKS)):
        lines += ["", f"## {heading}", ""]
        lines += [
            f"- {line}: [360 px]({name}-360.png), [1440 px]({name}-1440.png)"
            for name, line in names.items()
        ]
    (DIRECTORY / "README.md").write_text("\n".join(lines) + "\n")
