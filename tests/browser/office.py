"""What officers do at their desks."""

from collections.abc import Callable

from tests.browser.visitor import Visitor

PASSWORD = "motcua-demo"  # noqa: S105 printed for everybody
# Thứ Hai, 23/11/2026, 17:30
MOMENT = r"(?:Thứ \w+|Chủ Nhật), \d\d/\d\d/\d{4}, \d\d:\d\d"
CODE = r"H24\.31-\d{6}-\d{4}"


class Office:
    """The desks of one agency; each officer signs in once, in a browser of their own."""

    def __init__(self, come: Callable[[], Visitor]) -> None:
        self._come = come
        self._desks: dict[str, Visitor] = {}

    def desk(self, username: str) -> Visitor:
        """The officer's desk, on the page of what waits for them."""
        if username not in self._desks:
            self._desks[username] = self._come()
            signs_in(self._desks[username], username)
        desk = self._desks[username]
        desk.open("/can-bo/")
        desk.lands_on("Việc của tôi")
        return desk

    def takes(self, username: str, dossier: str) -> Visitor:
        """The officer opens a dossier from their own list, by its code or reference."""
        desk = self.desk(username)
        desk.follow(dossier)
        desk.lands_on(dossier)
        return desk

    def takes_up(self, dossier: str, username: str) -> Visitor:
        """The officer opens a dossier that is not on their list, by the search in the bar."""
        desk = self.desk(username)
        box = desk.page.get_by_role("searchbox", name="Tìm hồ sơ theo mã")
        box.fill(dossier)
        box.press("Enter")
        desk.lands_on(dossier)
        return desk


def signs_in(desk: Visitor, username: str) -> None:
    desk.open("/can-bo/")
    desk.lands_on("Đăng nhập dành cho cán bộ")
    desk.write("Tên đăng nhập", username)
    desk.write("Mật khẩu", PASSWORD)
    desk.press("Đăng nhập")
    desk.lands_on("Việc của tôi")


def signs_in_to_administration(keeper: Visitor, username: str) -> None:
    """Who keeps the rules has no desk, and lands on the first page of administration."""
    keeper.open("/quan-tri/")
    keeper.lands_on("Đăng nhập dành cho cán bộ")
    keeper.write("Tên đăng nhập", username)
    keeper.write("Mật khẩu", PASSWORD)
    keeper.press("Đăng nhập")
    keeper.lands_on("Quản trị")


def receives(desk: Visitor) -> str:
    """Press the one button; gives the code of the dossier."""
    desk.press("Tiếp nhận")
    desk.reads("Đã tiếp nhận hồ sơ")
    desk.state_is("Được tiếp nhận")
    return desk.finds(f"Đã tiếp nhận hồ sơ ({CODE})")


def drafts(desk: Visitor, title: str, body: str) -> None:
    """The result, on its own page."""
    desk.press("Trình kết quả thẩm định")
    desk.lands_on("Trình kết quả thẩm định")
    desk.write("Tên văn bản kết quả", title)
    desk.write("Nội dung kết quả", body)


def presses(desk: Visitor, act: str, told: str) -> None:
    desk.press(act)
    desk.reads(told)
