"""The words of administration: how models, fields and values are called by those who keep them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Field, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.administration.fields import limit_in_words

MOST_LETTERS = 60

# Written as the clock writes them.
LIMITS = {"limit", "online_limit", "post_limit"}
# What follows from other fields, or concerns machines only.
UNTOLD = {
    "id",
    "notes",
    "search_text",
    "source_digest",
    "digest",
    "bpmn",
    "published_by",
}

ACCOUNT = {"username", "is_active"}
NAMED_BY = ("name", "code", "username", "staff_code", "number", "day")

THINGS: dict[str, Any] = {
    "agency": gettext_lazy("Cơ quan"),
    "unit": gettext_lazy("Đơn vị"),
    "post": gettext_lazy("Vị trí việc làm"),
    "officer": gettext_lazy("Cán bộ"),
    "account": gettext_lazy("Tài khoản"),
    "postholding": gettext_lazy("Giữ vị trí"),
    "delegation": gettext_lazy("Ủy quyền"),
    "officehours": gettext_lazy("Giờ làm việc"),
    "daydecision": gettext_lazy("Quyết định về ngày"),
    "procedure": gettext_lazy("Thủ tục"),
    "procedureversion": gettext_lazy("Phiên bản"),
    "procedurecase": gettext_lazy("Trường hợp"),
    "component": gettext_lazy("Thành phần hồ sơ"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "competence": gettext_lazy("Thẩm quyền"),
    "receivingunit": gettext_lazy("Nơi tiếp nhận"),
    "processversion": gettext_lazy("Phiên bản quy trình"),
    "step": gettext_lazy("Bước"),
    "eformversion": gettext_lazy("Bản của mẫu điện tử"),
    "supportpoint": gettext_lazy("Điểm hỗ trợ"),
    "helper": gettext_lazy("Người hỗ trợ"),
}

LABELS: dict[str, Any] = {
    "address": gettext_lazy("Địa chỉ"),
    "agency": gettext_lazy("Cơ quan"),
    "author": gettext_lazy("Người ghi"),
    "code": gettext_lazy("Mã"),
    "commune_code": gettext_lazy("Mã đơn vị hành chính"),
    "day": gettext_lazy("Ngày"),
    "username": gettext_lazy("Tên đăng nhập"),
    "full_name": gettext_lazy("Họ và tên"),
    "is_active": gettext_lazy("Được đăng nhập"),
    "password_given_at": gettext_lazy("Cấp mật khẩu mới lúc"),
    "decided_on": gettext_lazy("Ngày ký quyết định"),
    "decision_number": gettext_lazy("Số quyết định"),
    "division": gettext_lazy("Phòng giải quyết"),
    "kind": gettext_lazy("Loại"),
    "level": gettext_lazy("Cấp"),
    "limit": gettext_lazy("Thời hạn giải quyết"),
    "name": gettext_lazy("Tên"),
    "number": gettext_lazy("Số thứ tự"),
    "officer": gettext_lazy("Cán bộ"),
    "one_stop": gettext_lazy("Bộ phận Một cửa"),
    "from_officer": gettext_lazy("Người ủy quyền, người được thay"),
    "to_officer": gettext_lazy("Người làm thay"),
    "delegation.decision": gettext_lazy("Số văn bản"),
    "delegation.kind": gettext_lazy("Hình thức"),
    "decided_by": gettext_lazy("Người quyết định"),
    "parent": gettext_lazy("Trực thuộc"),
    "phone": gettext_lazy("Điện thoại"),
    "post": gettext_lazy("Vị trí việc làm"),
    "procedure": gettext_lazy("Thủ tục"),
    "process": gettext_lazy("Quy trình nội bộ"),
    "published_at": gettext_lazy("Công bố lúc"),
    "reason": gettext_lazy("Lý do"),
    "role": gettext_lazy("Vai trò"),
    "short_name": gettext_lazy("Tên gọn"),
    "source": gettext_lazy("Nguồn"),
    "staff_code": gettext_lazy("Mã cán bộ"),
    "status": gettext_lazy("Tình trạng"),
    "unit": gettext_lazy("Đơn vị"),
    "title": gettext_lazy("Tên"),
    "valid_from": gettext_lazy("Từ ngày"),
    "valid_to": gettext_lazy("Đến hết ngày"),
    "weekly": gettext_lazy("Giờ làm việc"),
}

WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ Nhật"),
)


def label(model: type[Model], name: str) -> str:
    """What a field is called: as its model says, else as said here."""
    field = model._meta.get_field(name)
    # Django's own account calls its fields in Django's words.
    if getattr(field, "_verbose_name", None) and name not in ACCOUNT:
        return str(field.verbose_name)  # type: ignore[union-attr]
    return str(LABELS.get(f"{model._meta.model_name}.{name}") or LABELS.get(name, name))


def thing(model: type[Model], row: Any) -> str:
    """A row of a kind, e.g. Đơn vị “Phòng Tư pháp”."""
    kind = str(THINGS.get(model._meta.model_name or "", model._meta.verbose_name))
    called = next((getattr(row, part, "") for part in NAMED_BY), "")
    if not called:
        return kind
    shown = called if isinstance(called, str) else value(None, called)
    return f"{kind} “{shown if len(shown) <= MOST_LETTERS else shown[:MOST_LETTERS] + '…'}”"


def name(row: Model) -> str:
    return str(row)


def with_names(model: type[Model]) -> QuerySet[Any]:
    """The rows with what their names are made of, in one query."""
    rows = model._default_manager.all()
    known = {each.name for each in model._meta.fields}
    needed = {"Post": "unit", "Officer": "account"}.get(model.__name__)
    return rows.select_related(needed) if needed in known else rows


def value(field: Field | None, given: Any) -> str:
    """A value as people write it."""
    if given is None or given == "" or given == [] or given == {}:
        return _("(trống)")
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(given, given))
    if isinstance(given, bool):
        return _("có") if given else _("không")
    if isinstance(given, dt.datetime):
        return f"{timezone.localtime(given):%H:%M %d/%m/%Y}"
    if isinstance(given, dt.date):
        return f"{given:%d/%m/%Y}"
    if field is not None and field.name == "weekly":
        return hours(given)
    if field is not None and field.name in LIMITS:
        return limit_in_words(given)
    if isinstance(given, list):
        return "; ".join(value(None, each) for each in given)
    if isinstance(given, dict):
        return "; ".join(f"{key}: {value(None, each)}" for key, each in given.items())
    return str(given)


def hours(weekly: dict[str, list[str]]) -> str:
    """Office hours of a week; days that keep the same hours are named together."""
    runs: list[tuple[int, int, str]] = []
    for weekday in range(len(WEEKDAYS)):
        said = ", ".join(weekly.get(str(weekday)) or ()) or _("nghỉ")
        if runs and runs[-1][2] == said:
            runs[-1] = (runs[-1][0], weekday, said)
        else:
            runs.append((weekday, weekday, said))
    return "; ".join(f"{_days(first, last)}: {said}" for first, last, said in runs)


def _days(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAYS[first])
    return f"{WEEKDAYS[first]} – {WEEKDAYS[last]}"
