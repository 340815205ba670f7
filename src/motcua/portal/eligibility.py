"""Which case is mine: one question at a time, before anybody signs in.

The answers stand in the address and nowhere else: it can be shared, gone back from, and nothing
of who answered is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalog import service as catalog
from motcua.catalog.models import (
    CaseChannel,
    Component,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
)
from motcua.catalog.wording import amount_in_words, limit_in_words, money
from motcua.portal.catalogue import FeeLine, current_version, obstacle
from motcua.portal.forms import PageForm

# Names the question a page asked: its address without an answer to it was sent too soon.
ASKED = "hoi"
Answered = tuple[tuple[catalog.Question, str], ...]


class QuestionForm(PageForm):
    """The one question of a page."""

    def __init__(self, question: catalog.Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields[question.code] = self._field()

    def _field(self) -> forms.Field:
        asked = self.question
        told: dict[str, Any] = {"label": asked.ask, "help_text": asked.hint}
        if not asked.is_number:
            return forms.ChoiceField(
                choices=[(each.value, each.text) for each in asked.choices],
                widget=forms.RadioSelect,
                error_messages={"required": _("Hãy chọn một câu trả lời.")},
                **told,
            )
        says = _("Hãy ghi một số từ %(low)s đến %(high)s.") % {
            "low": f"{asked.low:,}".replace(",", "."),
            "high": f"{asked.high:,}".replace(",", "."),
        }
        box = forms.TextInput({"class": "govuk-input--width-10", "inputmode": "numeric"})
        return forms.CharField(widget=box, error_messages={"required": says}, **told)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        text = given.get(self.question.code)
        if text and self.question.value(text) is None:
            self.add_error(
                self.question.code, self.fields[self.question.code].error_messages["required"]
            )
        return given


@require_safe
def eligibility(request: HttpRequest, code: str) -> HttpResponse:
    """The next question, or what the answers lead to."""
    procedure = get_object_or_404(Procedure.objects.select_related("domain"), code=code)
    version = current_version(procedure)
    questions = catalog.questions_of(version)
    if not questions:
        return redirect("portal:procedure", code)
    found = catalog.interview(questions, request.GET.dict())
    here = reverse("portal:eligibility", args=[code])
    context = {
        "section": "procedures",
        "procedure": procedure,
        "here": here,
        "given": _given(found.answered, here),
        "back": _back(found, here, procedure),
    }
    if found.next is not None:
        return _ask(request, found, context)
    if found.refused is not None:
        other = Procedure.objects.filter(code=found.refused.procedure).first()
        context |= {"refused": found.refused, "other": other}
        return render(request, "portal/eligibility_refused.html", context)
    return render(request, "portal/eligibility_result.html", context | _result(version, found))


def answered_case(
    request: HttpRequest, version: ProcedureVersion, cases: Iterable[ProcedureCase]
) -> tuple[ProcedureCase, dict[str, Any]] | None:
    """The case the answers in the address lead to, and their facts; none unless all are there."""
    questions = catalog.questions_of(version)
    found = catalog.interview(questions, request.GET.dict())
    case = catalog.case_by(cases, found.facts) if questions and found.is_over else None
    return (case, found.facts) if case else None


@dataclass(frozen=True)
class _Given:
    """An answer as the page lists it, and where it is changed."""

    ask: str
    answer: str
    change_url: str


def _given(answered: Answered, here: str) -> list[_Given]:
    listed = []
    for place, (question, text) in enumerate(answered):
        choice = question.choice(text)
        before = [(each.code, said) for each, said in answered[:place]]
        listed.append(_Given(question.ask, choice.text if choice else text, _url(here, before)))
    return listed


def _back(found: catalog.Interview, here: str, procedure: Procedure) -> str:
    """To the question before; from the first one to the procedure."""
    if not found.answered:
        return reverse("portal:procedure", args=[procedure.code])
    return _url(here, _pairs(found)[:-1])


def _ask(request: HttpRequest, found: catalog.Interview, context: dict[str, Any]) -> HttpResponse:
    assert found.next is not None  # noqa: S101 asked for by the caller
    sent = request.GET.get(ASKED) == found.next.code
    form = QuestionForm(found.next, request.GET if sent else None)
    context |= {"form": form, "kept": [*_pairs(found), (ASKED, found.next.code)]}
    status = 422 if sent and not form.is_valid() else 200
    return render(request, "portal/eligibility.html", context, status=status)


def _result(version: ProcedureVersion, found: catalog.Interview) -> dict[str, Any]:
    cases = list(version.cases.order_by("pk").prefetch_related("components"))
    case = catalog.case_by(cases, found.facts)
    procedure, deciders = version.procedure, catalog.deciders(version.procedure)
    shown: dict[str, Any] = {
        "version": version,
        "case": case,
        "competences": deciders,
        "receivers": catalog.receivers(procedure),
        "closed": catalog.closed_because(procedure),
        "obstacle": obstacle(version, [case] if case else [], deciders),
    }
    if case is None:
        return shown
    begin = reverse("portal:begin", args=[procedure.code])
    return shown | {
        "limit": limit_in_words(case.limit_for(CaseChannel.ONLINE)),
        "several": len(cases) > 1,
        "fees": list(_fees(version, case, found.facts)),
        "begin": _url(begin, _pairs(found)),
        **_papers(case, found.facts),
    }


def _papers(case: ProcedureCase, facts: dict[str, Any]) -> dict[str, Any]:
    """The papers these answers make due, and those they leave open.

    What is filled in online is no paper to prepare.
    """
    listed = [each for each in case.components.all() if each.kind != Component.Kind.MADE_BY_SYSTEM]
    asked = [each for each in listed if each.kind != Component.Kind.E_FORM and not each.e_form]
    due = {each.pk: catalog.is_needed(each, facts) for each in asked}
    return {
        "declares_online": len(asked) < len(listed),
        "needed": [each for each in asked if due[each.pk]],
        "perhaps": [each for each in asked if due[each.pk] is None],
    }


def _fees(
    version: ProcedureVersion, case: ProcedureCase, facts: dict[str, Any]
) -> Iterable[FeeLine]:
    """What is paid in this case, online, in VND where the answers let it be counted."""
    for fee in version.fees.select_related("case"):
        if fee.case_id not in (None, case.pk) or fee.channel not in ("", CaseChannel.ONLINE):
            continue
        line = FeeLine.of(fee)
        try:
            amount = catalog.amount_by(fee.formula, facts) if fee.formula else None
        except catalog.BadExpression:
            amount = None
        if amount is not None:
            shown = money(amount) if amount else _("không phải nộp")
            line = FeeLine(line.name, shown, [amount_in_words(fee), *line.hints])
        yield line


def _pairs(found: catalog.Interview) -> list[tuple[str, str]]:
    return [(question.code, text) for question, text in found.answered]


def _url(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
