"""Procedures: the list, one procedure with its texts, one text, and its life."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua import history
from motcua.administration import past
from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.fields import limit_in_words
from motcua.administration.keeping import ReasonMixin
from motcua.administration.paging import CAP, page_of, words_of
from motcua.administration.publishing import about
from motcua.administration.texts import PROCEDURES
from motcua.catalog import service as catalog
from motcua.catalog.models import Procedure, Standing
from motcua.face.forms import DayMonthYearField
from motcua.face.words import money
from motcua.search import Searchable


@province_only
def procedures(request: AdministratorRequest) -> HttpResponse:
    words, group = words_of(request), request.GET.get("nhom", "")
    found: Searchable = PROCEDURES.grouped(Procedure.objects.all(), group)  # type: ignore[assignment]
    found = found.matching(words) if words else found.order_by("name")
    shown = page_of(request, found.select_related("domain"))
    context = {
        "title": _("Thủ tục hành chính"),
        "here": reverse("administration:procedures"),
        "page": shown,
        "rows": [
            {**row, "name": row["thing"].name, "more": row["thing"].domain.name}
            for row in PROCEDURES.rows(list(shown))
        ],
        "more": _("Lĩnh vực"),
        **searched(words, group),
    }
    return page(request, "things.html", "procedures", context)


def searched(words: str, group: str) -> dict[str, Any]:
    """What a list of procedures or processes shows besides its rows."""
    groups = (
        ("", _("Tất cả")),
        ("ban-nhap", _("Có bản nháp")),
        ("sap-co", _("Sắp có hiệu lực")),
    )
    tabs = [
        {"text": text, "url": f"?nhom={key}" if key else "?", "current": key == group}
        for key, text in groups
    ]
    return {"words": words, "tabs": tabs, "cap": CAP}


@province_only
def procedure(request: AdministratorRequest, code: str) -> HttpResponse:
    found = PROCEDURES.thing(code)
    versions = list(PROCEDURES.versions(found).order_by("-number"))
    standing = found.standing()
    context = {
        "procedure": found,
        "standing": standing,
        "status": found.status(),
        "suspended": standing == Standing.SUSPENDED,
        "over": standing in (Standing.WITHDRAWN, Standing.REPLACED),
        "texts": PROCEDURES,
        "versions": [(each, PROCEDURES.version_url(each)) for each in versions],
        "newest": versions[0] if versions else None,
        "statuses": found.statuses.select_related("successor").order_by("-valid_from"),
        "competences": _competences(found),
        "receivers": found.receivers.in_force().select_related("unit"),
        "changes": past.changes(PROCEDURES.kept_of(found))[:20],
    }
    return page(request, "procedure.html", "procedures", context)


def _competences(found: Procedure) -> QuerySet[Any]:
    return found.competences.in_force().select_related("agency", "division", "delegated_by")


@province_only
def version(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    """All that one text says."""
    found = PROCEDURES.version(code, number)
    cases = found.cases.select_related("process").prefetch_related("components").order_by("pk")
    context = about(PROCEDURES, found) | {
        "cases": [{"case": case, "limits": _limits(case)} for case in cases],
        "fees": [(fee, _sum(fee)) for fee in found.fees.select_related("case")],
        "changes": past.changes(PROCEDURES.kept(found))[:20],
        "seen": PROCEDURES.mark(found),
    }
    return page(request, "procedure_version.html", "procedures", context)


def _limits(case: Any) -> list[tuple[str, str]]:
    """The limit, and those of channels that have their own."""
    given = (
        (_("Thời hạn"), case.limit),
        (_("Nộp trực tuyến"), case.online_limit),
        (_("Gửi bưu chính"), case.post_limit),
    )
    return [(label, limit_in_words(limit)) for label, limit in given if limit]


def _sum(fee: Any) -> str:
    if fee.amount is not None:
        return money(fee.amount)
    return fee.formula or _("do Hội đồng nhân dân tỉnh quyết định")


class LifeForm(ReasonMixin):
    """From a day on a procedure is suspended, taken again, withdrawn or replaced."""

    decision = forms.CharField(label=gettext_lazy("Số quyết định"), max_length=200, required=False)
    from_day = DayMonthYearField(
        label=gettext_lazy("Từ ngày"),
        error_messages={"required": gettext_lazy("Hãy ghi từ ngày nào.")},
    )
    to_day = DayMonthYearField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Để trống nếu chưa biết."),
        required=False,
    )
    successor = forms.CharField(label=gettext_lazy("Mã thủ tục thay thế"), max_length=40)
    notice = forms.CharField(
        label=gettext_lazy("Thông báo cho người dân"),
        help_text=gettext_lazy("Hiện trên cổng: lý do, và khi nào nộp lại được."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        required=False,
    )
    field_order = ("from_day", "to_day", "successor", "decision", "notice", "reason")

    def __init__(self, *args: Any, keep: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("decision", "to_day", "successor", "notice"):
            if name not in keep:
                del self.fields[name]

    def clean_successor(self) -> Procedure:
        found = Procedure.objects.filter(code=self.cleaned_data["successor"].strip()).first()
        if found is None:
            raise ValidationError(_("Không có thủ tục nào mang mã này."))
        return found


# What may be done to a procedure: its words, what is asked, and the door of the room.
LIVES: dict[str, dict[str, Any]] = {
    "tam-ngung": {
        "title": gettext_lazy("Tạm ngừng tiếp nhận"),
        "lead": gettext_lazy("Hồ sơ đã nhận vẫn giải quyết; chỉ không nhận hồ sơ mới."),
        "asks": ("decision", "to_day", "notice"),
        "act": catalog.suspend,
    },
    "tiep-nhan-lai": {
        "title": gettext_lazy("Tiếp nhận trở lại"),
        "lead": gettext_lazy("Thủ tục nhận hồ sơ mới từ ngày ghi dưới đây."),
        "asks": (),
        "act": catalog.resume,
    },
    "bai-bo": {
        "title": gettext_lazy("Bãi bỏ thủ tục"),
        "lead": gettext_lazy("Từ ngày ấy không nhận hồ sơ mới. Hồ sơ đã nhận giữ quy định cũ."),
        "asks": ("decision", "notice"),
        "act": catalog.withdraw,
    },
    "thay-the": {
        "title": gettext_lazy("Thay thế bằng thủ tục khác"),
        "lead": gettext_lazy("Người dân mở thủ tục này được dẫn tới thủ tục thay thế."),
        "asks": ("decision", "successor", "notice"),
        "act": catalog.replace,
    },
}


@province_only
def life(request: AdministratorRequest, code: str, act: str) -> HttpResponse:
    """Suspend, take again, withdraw or replace."""
    found, said = PROCEDURES.thing(code), LIVES[act]
    form = LifeForm(request.POST or None, keep=said["asks"])
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in (*said["asks"], "from_day")}
        try:
            with transaction.atomic(), history.by(request.user, form.cleaned_data["reason"]):
                said["act"](found, by=request.user, **given)
        except catalog.NotChanged as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi: %(what)s.") % {"what": said["title"]})
            return redirect(PROCEDURES.url(found))
    context = {"procedure": found, "form": form, "back_url": PROCEDURES.url(found), **said}
    status = 422 if form.errors else 200
    return page(request, "procedure_life.html", "procedures", context, status=status)
