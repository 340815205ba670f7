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
    "filing-form-giay-to": "Tờ khai điện tử: giấy tờ cần bản sao",
    "filing-form-quan-he": "Tờ khai điện tử: người được cấp",
    "filing-form-da-dang-ky": "Tờ khai điện tử: việc hộ tịch đã đăng ký",
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
    "withdraw": "Rút hồ sơ: lý do và điều sẽ xảy ra",
    "dossier-withdrawing": "Đã yêu cầu rút, chờ trả lời",
    "dossier-stopped": "Hồ sơ dừng giải quyết, có thông báo",
    "dossier-fee": "Cần nộp phí: bao nhiêu, nộp ở đâu",
    "readers": "Ai đã xem dữ liệu của tôi",
    "correspondence": "Trao đổi với Bộ phận Một cửa về hồ sơ",
    "rating": "Đánh giá việc giải quyết hồ sơ",
    "rated": "Đã đánh giá; chưa hài lòng thì gửi phản ánh",
    "dossier-by-secret": "Xem bằng mã bí mật, không đăng nhập",
    "helping": "Điểm hỗ trợ: người đến cần gì, hồ sơ đang mở",
    "helping-begin": "Người được hỗ trợ, điền từ thẻ căn cước",
    "consent": "Xin đồng ý: đọc hết, rồi mã hoặc giấy đã ký",
    "consent-link": "Đồng ý của tôi, rút lại bằng một lần bấm",
    "filing-for-another": "Nộp thay cho người khác, theo đồng ý nào",
    "mandates": "Người tôi nộp thay, ai được nộp thay tôi",
    "notices": "Thông báo của tôi",
    "notices-none": "Chưa có thông báo nào",
    "notice": "Một thông báo: việc cần làm, cơ quan, người, thời điểm",
    "notice-choice": "Cách nhận thông báo",
    "caught-mail": "Thư đã gửi của bản trình diễn",
    "caught-letter": "Một lá thư",
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
    "desk-correspondence-list": "Tin của người nộp chờ trả lời",
    "desk-correspondence": "Trả lời người nộp; chỉ Bộ phận Một cửa được viết",
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
    "desk-answered": "Phần bổ sung đã trả lời từng điểm",
    "desk-withdrawal": "Một cửa trả lời yêu cầu rút hồ sơ",
    "desk-fee-ask": "Yêu cầu nộp phí",
    "desk-fee": "Thu phí tại quầy",
    "desk-opinion-ask": "Lấy ý kiến đơn vị khác",
    "desk-course": "Ý kiến, kiểm tra, phí, gia hạn trên một hồ sơ",
    "reception-entered": "Nhiều hồ sơ một lượt: đã nhập một hồ sơ",
    "visit": "Nhiều hồ sơ một lượt: đã tiếp nhận",
    "paper-moves": "Hồ sơ giấy cần bàn giao",
    "paper-moves-given": "Vừa bàn giao: phiếu để in",
    "paper-moves-taken": "Ký nhận nhiều hồ sơ giấy một lần",
    "batch-signing": "Lãnh đạo ký nhiều hồ sơ",
    "batch-signed": "Đã ký, hồ sơ nào chưa ký được nói rõ",
    "extensions": "Hồ sơ sắp hết hạn",
    "printing": "In nhiều giấy tờ một lần",
    "register": "Sổ theo dõi hồ sơ (Mẫu 07)",
    "desk-propose-supplement": "Chuyên viên đề nghị bổ sung",
    "desk-send-supplement": "Một cửa gửi yêu cầu bổ sung",
    "desk-paused": "Đang chờ bổ sung: thời hạn tạm dừng",
    "desk-supplement": "Nhận phần bổ sung tại quầy",
    "desk-notices": "Thông báo ở bàn làm việc",
    "desk-notice": "Thông báo có việc mới",
    "reception": "Tiếp nhận tại quầy: chọn thủ tục",
    "reception-found": "Tìm thủ tục bằng chữ đầu: gpxd",
    "reception-none": "Không có thủ tục nào giống",
    "counter": "Tiếp nhận tại quầy: cả hồ sơ trên một trang",
    "counter-card": "Chủ hồ sơ điền từ thẻ căn cước",
    "counter-wrong": "Tiếp nhận tại quầy: còn thiếu",
    "counter-received": "Vừa tiếp nhận tại quầy: giấy hẹn để in",
}

ADMINISTRATION = {
    "administration": "Trang đầu: làm gì được, cần để ý gì",
    "administration-agency": "Trang đầu của quản trị một cơ quan",
    "administration-procedures": "Danh sách thủ tục",
    "administration-procedure": "Một thủ tục: các phiên bản, tình trạng",
    "administration-draft": "Bản nháp: nội dung, kiểm tra, so sánh, lịch sử",
    "administration-case-wrong": "Thời hạn ghi sai",
    "administration-papers": "Sửa thành phần hồ sơ, từng dòng",
    "administration-publish": "Công bố từ một ngày",
    "administration-to-come": "Đã công bố, chưa có hiệu lực",
    "administration-process": "Một quy trình nội bộ",
    "administration-process-draft": "Bản nháp quy trình: bảng bước và sơ đồ",
    "administration-steps": "Sửa các bước",
    "administration-run": "Chạy thử quy trình trên giấy",
    "administration-days": "Ngày nghỉ, ngày làm bù trong năm",
    "administration-decision": "Xem trước một quyết định về ngày nghỉ",
    "administration-decision-wrong": "Quyết định ghi thiếu",
    "administration-hours": "Giờ làm việc của các Bộ phận Một cửa",
    "administration-unit-hours": "Đổi giờ làm việc, xem trước",
    "administration-officers": "Tìm cán bộ, gõ không dấu",
    "administration-officer-wrong": "Thêm cán bộ: còn thiếu",
    "administration-unit": "Một đơn vị, vị trí và lịch sử",
    "administration-none": "Không tìm thấy",
    "administration-import": "Nhập và xuất tệp",
    "administration-import-wrong": "Báo cáo tệp còn lỗi: chỗ nào, vì sao",
    "administration-import-report": "Báo cáo tệp trước khi nhận",
    "administration-e-forms": "Mẫu điện tử của tỉnh",
    "administration-e-form": "Một mẫu: các câu hỏi, các bản",
    "administration-e-form-wrong": "Tệp của mẫu còn lỗi: chỗ nào, vì sao",
    "administration-e-form-draft": "Bản nháp của mẫu: khác gì bản đang dùng",
    "administration-e-form-tried": "Điền thử một mẫu",
    "administration-reorganise": "Sắp xếp tổ chức",
    "administration-plan": "Xem trước một kế hoạch sắp xếp",
}


def wanted() -> bool:
    return bool(os.environ.get("SCREENS"))


def photograph(page: Page, name: str) -> None:
    """Take the whole page at every width; the page stays as it was."""
    assert name in CITIZENS | DESKS | ADMINISTRATION, f"{name} has no line in the list of screens"
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
    chapters = {"Citizens": CITIZENS, "Desks": DESKS, "Administration": ADMINISTRATION}
    for heading, names in chapters.items():
        lines += ["", f"## {heading}", ""]
        lines += [
            f"- {line}: [360 px]({name}-360.png), [1440 px]({name}-1440.png)"
            for name, line in names.items()
        ]
    (DIRECTORY / "README.md").write_text("\n".join(lines) + "\n")
