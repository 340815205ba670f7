"""The first page: what one can do here, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration.access import AdministratorRequest, administrators_only
from motcua.administration.areas import page
from motcua.administration.registers import HOLDINGS, POSTS
from motcua.administration.texts import TEXTS
from motcua.files import antivirus
from motcua.people.models import PostHolding

SOON = timedelta(days=30)
MOST_SHOWN = 10


@dataclass(frozen=True)
class Task:
    """One thing an administrator comes to do."""

    name: str | Promise
    hint: str | Promise
    page: str
    arguments: tuple[str, ...] = ()
    province: bool = False

    @property
    def url(self) -> str:
        return reverse(f"administration:{self.page}", args=self.arguments)


TASKS = (
    Task(
        gettext_lazy("Sửa thời hạn, giấy tờ, lệ phí của một thủ tục"),
        gettext_lazy("Soạn bản mới, so sánh, công bố từ một ngày."),
        "procedures",
        province=True,
    ),
    Task(
        gettext_lazy("Đổi các bước của một quy trình"),
        gettext_lazy("Bảng các bước; hồ sơ đang chạy giữ quy trình cũ."),
        "processes",
        province=True,
    ),
    Task(
        gettext_lazy("Ghi ngày nghỉ, ngày làm bù"),
        gettext_lazy("Xem trước hồ sơ nào đổi hạn rồi mới ban hành."),
        "days",
        province=True,
    ),
    Task(
        gettext_lazy("Đổi giờ làm việc của Bộ phận Một cửa"),
        gettext_lazy("Áp dụng từ một ngày; giai đoạn trước giữ nguyên."),
        "hours",
    ),
    Task(
        gettext_lazy("Thêm cán bộ, cấp tài khoản"),
        gettext_lazy("Rồi phân công giữ vị trí để có quyền."),
        "register",
        ("can-bo",),
    ),
    Task(
        gettext_lazy("Phân công cán bộ giữ vị trí"),
        gettext_lazy("Quyền bắt đầu và hết theo ngày."),
        "register",
        ("giu-vi-tri",),
    ),
    Task(
        gettext_lazy("Ghi ủy quyền, phân công làm thay"),
        gettext_lazy("Khi có người đi vắng, nghỉ phép."),
        "register",
        ("uy-quyen",),
    ),
    Task(
        gettext_lazy("Sửa địa chỉ, điện thoại của đơn vị"),
        gettext_lazy("In trên giấy tiếp nhận và hiện trên cổng."),
        "register",
        ("don-vi",),
    ),
    Task(
        gettext_lazy("Nhập thủ tục, quy trình từ tệp"),
        gettext_lazy("Báo cáo từng mục trước khi nhận; có mẫu Excel."),
        "import",
        province=True,
    ),
    Task(
        gettext_lazy("Sáp nhập, chia tách, đổi tên cơ quan"),
        gettext_lazy("Xem trước hồ sơ, cán bộ chuyển đi đâu."),
        "reorganisations",
        province=True,
    ),
)


@dataclass(frozen=True)
class Waiting:
    """Something that wants a look."""

    text: str
    url: str
    note: str = ""


@administrators_only
def home(request: AdministratorRequest) -> HttpResponse:
    tasks = [each for each in TASKS if request.reach.everything or not each.province]
    groups = [
        (_("Bản nháp chưa công bố"), list(_drafts(request))),
        (_("Sắp có hiệu lực"), list(_to_come(request))),
        (_("Sắp hết thời gian giữ vị trí"), list(_ending(request))),
        (_("Vị trí chưa ai giữ"), list(_vacant(request))),
    ]
    context = {
        "tasks": tasks,
        "groups": [group for group in groups if group[1]],
        "trouble": antivirus.trouble() if request.reach.everything else "",
    }
    return page(request, "home.html", "home", context)


def _drafts(request: AdministratorRequest) -> Iterator[Waiting]:
    if request.reach.everything:
        for texts in TEXTS.values():
            for draft in texts.all().drafts().order_by("-pk")[:MOST_SHOWN]:
                yield Waiting(_called(texts, draft), texts.version_url(draft))


def _to_come(request: AdministratorRequest) -> Iterator[Waiting]:
    if request.reach.everything:
        for texts in TEXTS.values():
            published = texts.all().published().filter(valid_from__gt=timezone.localdate())
            for version in published.order_by("valid_from")[:MOST_SHOWN]:
                note = _("từ %(day)s") % {"day": f"{version.valid_from:%d/%m/%Y}"}
                yield Waiting(_called(texts, version), texts.version_url(version), note)


def _called(texts: Any, version: Any) -> str:
    name = version.name if len(version.name) < 90 else f"{version.name[:88]}…"
    return f"{texts.of(version).code} {name}"


def _ending(request: AdministratorRequest) -> Iterator[Waiting]:
    today = timezone.localdate()
    ending = HOLDINGS.rows(request.reach).filter(valid_to__range=(today, today + SOON))
    for each in ending.order_by("valid_to")[:MOST_SHOWN]:
        note = _("đến hết %(day)s") % {"day": f"{each.valid_to:%d/%m/%Y}"}
        yield Waiting(HOLDINGS.title(each), HOLDINGS.url(each), note)


def _vacant(request: AdministratorRequest) -> Iterator[Waiting]:
    today = timezone.localdate()
    in_force = Q(valid_from=None) | Q(valid_from__lte=today)
    in_force &= Q(valid_to=None) | Q(valid_to__gte=today)
    held = PostHolding.objects.in_force().filter(post=OuterRef("pk"))
    vacant = POSTS.rows(request.reach).filter(in_force, ~Exists(held))
    for each in vacant[:MOST_SHOWN]:
        yield Waiting(POSTS.title(each), POSTS.url(each))
