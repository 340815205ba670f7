"""The areas of administration, as the tabs of every page show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.administration.access import AdministratorRequest


@dataclass(frozen=True)
class Area:
    """One tab; `page` is the name of its first page."""

    key: str
    name: str | Promise
    page: str
    arguments: tuple[str, ...] = ()
    province: bool = False

    @property
    def url(self) -> str:
        return reverse(f"administration:{self.page}", args=self.arguments)


AREAS = (
    Area("home", gettext_lazy("Tổng quan"), "home"),
    Area("procedures", gettext_lazy("Thủ tục"), "procedures", province=True),
    Area("processes", gettext_lazy("Quy trình"), "processes", province=True),
    Area("e_forms", gettext_lazy("Mẫu điện tử"), "e_forms", province=True),
    Area("days", gettext_lazy("Ngày nghỉ"), "days", province=True),
    Area("hours", gettext_lazy("Giờ làm việc"), "hours"),
    Area("co-quan", gettext_lazy("Cơ quan"), "register", ("co-quan",)),
    Area("don-vi", gettext_lazy("Đơn vị"), "register", ("don-vi",)),
    Area("vi-tri", gettext_lazy("Vị trí"), "register", ("vi-tri",)),
    Area("can-bo", gettext_lazy("Cán bộ"), "register", ("can-bo",)),
    Area("uy-quyen", gettext_lazy("Ủy quyền"), "register", ("uy-quyen",)),
    Area("diem-ho-tro", gettext_lazy("Điểm hỗ trợ"), "register", ("diem-ho-tro",)),
    Area("dead_letters", gettext_lazy("Thông báo chưa gửi"), "dead_letters"),
    Area("reorganise", gettext_lazy("Sắp xếp tổ chức"), "reorganisations", province=True),
    Area("import", gettext_lazy("Nhập, xuất tệp"), "import", province=True),
)


def page(
    request: AdministratorRequest,
    template: str,
    area: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of administration, its tab lit."""
    tabs = [
        {"text": each.name, "url": each.url, "current": each.key == area, "count": None}
        for each in AREAS
        if request.reach.everything or not each.province
    ]
    shown = {"section": "administration", "areas": tabs, "reach": request.reach}
    return render(request, f"administration/{template}", shown | (context or {}), status=status)
