"""The pages of a procedure's e-form: each saved as it is left, right or not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from motcua.dossiers import acts
from motcua.dossiers.known import known_of
from motcua.dossiers.models import Draft
from motcua.forms.definition import Definition, Page
from motcua.forms.service import said
from motcua.organization import addresses
from motcua.portal.access import account_of
from motcua.portal.answer_forms import AnswersForm
from motcua.portal.drafts import on_draft
from motcua.portal.filing import filing_page, onward

SUGGESTIONS = 8


@on_draft
def answers(request: HttpRequest, draft: Draft, page: str) -> HttpResponse:
    """One page: shown, saved, a group's item added or taken away, or passed."""
    try:
        definition = acts.form_on(draft).definition
        asked = definition.page(page)
    except (acts.Refused, KeyError) as unknown:
        raise Http404 from unknown
    if request.method != "POST":
        return _show(request, draft, _form(definition, asked, draft), asked)
    form = AnswersForm(request.POST, definition=definition, page=asked, answers=_given(draft))
    form.full_clean()
    try:
        return _save(request, draft, form, asked)
    except acts.Refused as refused:
        form.refuse(refused)
        return _show(request, draft, form, asked)


def _save(request: HttpRequest, draft: Draft, form: AnswersForm, page: Page) -> HttpResponse:
    values = form.values()
    changed = _change_items(request, form, values)
    wrong = acts.save_answers(draft, account=account_of(request), page=page.name, values=values)
    if changed:
        return redirect(f"{request.get_full_path()}#{changed}")
    saved = _form(form.definition, page, draft)
    if "shown" in request.POST and saved.shown_names() - set(request.POST["shown"].split()):
        # Without the script, what an answer asks for besides appears once it is sent.
        messages.info(request, _("Câu trả lời của bạn cần thêm vài thông tin dưới đây."))
        return redirect(request.get_full_path())
    form.renew(draft.content.get("form", {}))
    form.show(wrong)
    if form.errors:
        return _show(request, draft, form, page)
    return onward(request, draft, page.name)


def _change_items(request: HttpRequest, form: AnswersForm, values: dict[str, Any]) -> str:
    """Add an empty item, or take one away; where on the page that happened, empty when nowhere.

    On the way onward, items nothing was written in are not there.
    """
    added, removed = request.POST.get("add", ""), request.POST.get("remove", "")
    for question in form.asked:
        if question.kind != "items":
            continue
        items = values[question.name]
        if added == question.name:
            items.append({})
            return f"{question.name}.{len(items) - 1}"
        name, _dot, place = removed.rpartition(".")
        if name == question.name and place.isdecimal() and int(place) < len(items):
            del items[int(place)]
            return question.name
        values[question.name] = [item for item in items if item]
    return ""


def _form(definition: Definition, page: Page, draft: Draft) -> AnswersForm:
    return AnswersForm(
        definition=definition, page=page, answers=_given(draft), known=known_of(draft)
    )


def _given(draft: Draft) -> dict[str, Any]:
    given: dict[str, Any] = draft.content.get("form", {})
    return given


def _show(request: HttpRequest, draft: Draft, form: AnswersForm, page: Page) -> HttpResponse:
    return filing_page(
        request, draft, page.name, form, title=said(form.definition, page.label), template="answers"
    )


@require_GET
@cache_control(public=True, max_age=3600)
def places(request: HttpRequest) -> HttpResponse:
    """Names of communes for what is typed so far, to pick from while typing."""
    typed = next((str(value) for value in request.GET.values()), "")[:100]
    found = addresses.communes(typed)[:SUGGESTIONS] if len(typed.strip()) > 1 else []
    return render(request, "portal/places.html", {"communes": found})
