"""Drafting, publishing from a day, taking a publication back, throwing a draft away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua import history
from motcua.administration import past
from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.keeping import ReasonMixin, look_again
from motcua.administration.procedure_forms import PublicationForm
from motcua.administration.texts import Texts, texts_of
from motcua.dated import NotPublished


class TakingBackForm(ReasonMixin):
    """Why a publication is undone or a draft thrown away."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("reason", "seen")


@province_only
@require_POST
def draft(request: AdministratorRequest, kind: str, code: str, number: int) -> HttpResponse:
    """A draft with the same text as this version."""
    texts = texts_of(kind)
    try:
        made = texts.draft_from(texts.version(code, number), request.user)
    except texts.refusals as refused:
        messages.warning(request, str(refused))
        return redirect(texts.url(texts.thing(code)))
    messages.success(
        request,
        _("Đã lập bản nháp số %(number)s. Sửa xong, ông/bà kiểm tra rồi công bố.")
        % {"number": made.number},
    )
    return redirect(texts.version_url(made))


@province_only
def publish(request: AdministratorRequest, kind: str, code: str, number: int) -> HttpResponse:
    """What changes, what is wrong, from which day."""
    texts = texts_of(kind)
    version = texts.version(code, number)
    if not version.is_draft:
        messages.warning(request, _("Phiên bản này đã công bố rồi."))
        return redirect(texts.version_url(version))
    form = PublicationForm(request.POST or None, initial={"seen": texts.mark(version)})
    if form.is_bound and form.is_valid() and _publish(request, texts, version, form):
        messages.success(
            request,
            _("Đã công bố, có hiệu lực từ %(day)s.")
            % {"day": f"{form.cleaned_data['from_day']:%d/%m/%Y}"},
        )
        return redirect(texts.version_url(version))
    context = about(texts, version) | {"form": form}
    status = 422 if form.errors else 200
    return page(request, "publish.html", texts.area, context, status=status)


def _publish(
    request: AdministratorRequest, texts: Texts, version: Any, form: PublicationForm
) -> bool:
    """Publish what the page showed; False when refused, the form then says why."""
    try:
        with transaction.atomic(), history.by(request.user, form.cleaned_data["reason"]):
            if _changed_since(texts, version, form):
                return False
            version.publish(form.cleaned_data["from_day"], by=request.user)
    except NotPublished as refused:
        version.refresh_from_db()
        form.add_error(None, str(refused))
        return False
    return True


@province_only
def unpublish(request: AdministratorRequest, kind: str, code: str, number: int) -> HttpResponse:
    """Undo a publication that is not in force yet."""
    texts = texts_of(kind)
    version = texts.version(code, number)
    if not version.is_to_come:
        messages.warning(
            request, _("Phiên bản này đã có hiệu lực nên không thu hồi được; hãy công bố bản mới.")
        )
        return redirect(texts.version_url(version))
    form = TakingBackForm(request.POST or None, initial={"seen": texts.mark(version)})
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic(), history.by(request.user, form.cleaned_data["reason"]):
                version.unpublish(by=request.user)
        except NotPublished as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thu hồi công bố. Bản này trở lại là bản nháp."))
            return redirect(texts.version_url(version))
    context = about(texts, version) | {
        "form": form,
        "title": _("Thu hồi công bố"),
        "lead": _("Bản này trở lại là bản nháp; bản trước tiếp tục có hiệu lực, không gián đoạn."),
        "button": _("Thu hồi công bố"),
    }
    status = 422 if form.errors else 200
    return page(request, "take_back.html", texts.area, context, status=status)


@province_only
def discard(request: AdministratorRequest, kind: str, code: str, number: int) -> HttpResponse:
    """Throw a draft away; what it said stays in the history."""
    texts = texts_of(kind)
    version = texts.version(code, number)
    form = TakingBackForm(request.POST or None, initial={"seen": texts.mark(version)})
    if form.is_bound and form.is_valid() and not _changed_since(texts, version, form):
        try:
            with transaction.atomic(), history.by(request.user, form.cleaned_data["reason"]):
                texts.discard(version, request.user)
        except texts.refusals as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã xóa bản nháp số %(number)s.") % {"number": number})
            return redirect(texts.url_without_draft(code))
    context = about(texts, version) | {
        "form": form,
        "title": _("Xóa bản nháp"),
        "lead": _("Bản đang áp dụng không đổi. Nội dung bản nháp còn trong lịch sử thay đổi."),
        "button": _("Xóa bản nháp"),
        "danger": True,
    }
    status = 422 if form.errors else 200
    return page(request, "take_back.html", texts.area, context, status=status)


def _changed_since(texts: Texts, version: Any, form: Any) -> bool:
    """Whether somebody changed the draft since the page was shown; the form then says who."""
    if form.cleaned_data["seen"] == texts.mark(version):
        return False
    form.add_error(None, changed_by_another(texts, version))
    look_again(form, texts.mark(version))
    return True


def changed_by_another(texts: Texts, version: Any) -> str:
    latest = past.changes(texts.kept(version))
    return _(
        "Chưa lưu: %(who)s vừa sửa bản này sau khi ông/bà mở trang. Hãy xem lại nội dung rồi gửi"
        " lần nữa."
    ) % {"who": latest[0].who if latest else _("một người khác")}


def about(texts: Texts, version: Any) -> dict[str, Any]:
    """What every page about a version shows."""
    before = texts.before(version)
    return {
        "texts": texts,
        "thing": texts.of(version),
        "version": version,
        "thing_url": texts.url(texts.of(version)),
        "version_url": texts.version_url(version),
        "before": before,
        "before_url": texts.version_url(before) if before else "",
        "differences": texts.differences(before, version) if before else [],
        "problems": texts.problems(version),
    }
