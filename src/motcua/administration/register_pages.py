"""The pages every register has: list, row, edit, add."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from motcua.administration import past
from motcua.administration.access import AdministratorRequest, administrators_only
from motcua.administration.areas import page
from motcua.administration.keeping import KeptForm
from motcua.administration.paging import CAP, page_of, words_of
from motcua.administration.register import Register
from motcua.administration.register_forms import OfficerForm, today_first
from motcua.administration.registers import register_of


@administrators_only
def rows(request: AdministratorRequest, kind: str) -> HttpResponse:
    register, words = register_of(kind, request.reach), words_of(request)
    shown = page_of(request, register.found(request.reach, words))
    context = {
        "register": register,
        "words": words,
        "page": shown,
        "rows": [register.cells(each) for each in shown],
        "may_add": register.may_add(request.reach),
        "cap": CAP,
    }
    return page(request, "rows.html", register.area, context)


@administrators_only
def row(request: AdministratorRequest, kind: str, pk: int) -> HttpResponse:
    register = register_of(kind, request.reach)
    found = get_object_or_404(register.rows(request.reach), pk=pk)
    context = {
        "register": register,
        "row": found,
        "title": register.title(found),
        "facts": [(register.label(name), register.value(found, name)) for name in register.facts]
        + register.more_facts(found),
        "related": [
            {
                "register": each.register,
                "rows": [each.register.cells(other) for other in each.rows],
                "add": each.add,
            }
            for each in register.related(request.reach, found)
        ],
        "may_change": register.may_change(request.reach, found),
        "acts": register.acts(found),
        "why_not": register.why_not(found),
        "changes": past.changes(register.kept(found)),
    }
    return page(request, "row.html", register.area, context)


@administrators_only
def edit(request: AdministratorRequest, kind: str, pk: int) -> HttpResponse:
    register = register_of(kind, request.reach)
    found = get_object_or_404(register.rows(request.reach), pk=pk)
    if not register.may_change(request.reach, found):
        raise PermissionDenied(register.why_not(found))
    form = register.form(request.POST or None, instance=found, reach=request.reach)
    return _answer(request, register, form, title=register.title(found))


@administrators_only
def add(request: AdministratorRequest, kind: str) -> HttpResponse:
    """What is in the address is filled in: `?unit=12`."""
    register = register_of(kind, request.reach)
    if not register.may_add(request.reach):
        raise PermissionDenied(
            _("Chỉ quản trị của tỉnh thêm được mục này. Hãy đề nghị quản trị của tỉnh.")
        )
    known = {name: request.GET[name] for name in register.form.base_fields if name in request.GET}
    form = register.form(request.POST or None, initial=known, reach=request.reach)
    today_first(form)
    return _answer(request, register, form, title="")


def _answer(
    request: AdministratorRequest, register: Register, form: KeptForm, title: str
) -> HttpResponse:
    """Save and go to the row; else the form, with what is wrong."""
    if form.is_bound and form.is_valid():
        saved = form.keep(request.user)
        if saved is not None:
            messages.success(request, _("Đã lưu %(row)s.") % {"row": register.title(saved)})
            if isinstance(form, OfficerForm) and form.first_password:
                messages.warning(
                    request,
                    _(
                        "Mật khẩu ban đầu của %(username)s: %(password)s. Hãy đưa tận tay; mật khẩu"
                        " chỉ hiện một lần này."
                    )
                    % {"username": form.cleaned_data["username"], "password": form.first_password},
                )
            return redirect(register.url(saved))
    context: dict[str, Any] = {"register": register, "form": form, "title": title}
    return page(request, "edit.html", register.area, context, status=422 if form.errors else 200)
