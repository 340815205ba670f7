"""The pages between a draft and a dossier, and what each of them still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog import service as catalog
from motcua.catalog.models import Component
from motcua.dossiers import acts, needs
from motcua.dossiers.models import Draft
from motcua.forms import generic
from motcua.forms import service as forms
from motcua.forms.definition import Page
from motcua.organization.models import Agency


@dataclass(frozen=True)
class Step:
    """A page of the road from a draft to a dossier: `name` is its URL's, or its e-form page's."""

    name: str
    title: str | Promise
    of_form: bool = False


AGENCY = Step("agency", gettext_lazy("Nơi giải quyết"))
APPLICANT = Step("applicant", gettext_lazy("Người đề nghị"))
REQUEST = Step("request", gettext_lazy("Nội dung đề nghị"))
PAPERS = Step("papers", gettext_lazy("Giấy tờ"))
REVIEW = Step("review", gettext_lazy("Kiểm tra và nộp"))


def url_of(step: Step, draft: Draft) -> str:
    if step.of_form:
        return reverse("portal:answers", args=[draft.pk, step.name])
    return reverse(f"portal:{step.name}", args=[draft.pk])


def steps_of(draft: Draft) -> list[Step]:
    """The pages of this draft: no choosing where one agency decides, no papers where none is sent.

    Which pages the e-form has depends on its answers so far.
    """
    choosing = [AGENCY] if len(competent_agencies(draft)) > 1 else []
    papers = [PAPERS] if papers_of(draft) else []
    return [*choosing, APPLICANT, *_content_steps(draft), *papers, REVIEW]


def place_of(name: str, steps: list[Step]) -> int | None:
    """Where on the road a page is; None for one that is not on it."""
    return next((at for at, step in enumerate(steps) if step.name == name), None)


def _content_steps(draft: Draft) -> list[Step]:
    if draft.form is None:
        return [REQUEST]
    definition = draft.form.definition
    return [
        Step(page.name, forms.said(definition, page.label), of_form=True)
        for page in form_pages(draft)
    ]


def form_pages(draft: Draft) -> list[Page]:
    """The pages of the draft's e-form that its answers lead over; none without an e-form."""
    if draft.form is None:
        return []
    definition = draft.form.definition
    answers = forms.kept(definition, draft.content.get("form", {}))
    return forms.asked_pages(definition, answers)


def competent_agencies(draft: Draft) -> QuerySet[Agency]:
    return catalog.competent_agencies(draft.case.version.procedure)


def papers_of(draft: Draft) -> list[Component]:
    """The papers of which files are sent; what the e-form stands for is not sent again.

    Nor what the answers rule out, unless something was sent of it before they did.
    """
    facts, sent = needs.facts_of_draft(draft), {file.component_id for file in draft.files.all()}
    return [
        component
        for component in draft.case.components.all()
        if component.takes_files
        and not acts.is_replaced(component, draft.form)
        and (component.pk in sent or needs.is_asked(component, facts))
    ]


def missing_papers(draft: Draft) -> list[Component]:
    handed_in = {file.component_id: acts.HandedIn() for file in draft.files.all()}
    return acts.missing_components(draft.case, handed_in, draft.form, needs.facts_of_draft(draft))


def gaps_of(draft: Draft) -> dict[str, list[str]]:
    """What keeps the draft from being filed, by the page where it is put right."""
    found = {
        AGENCY.name: [] if draft.agency_id else [_("Chưa chọn nơi giải quyết.")],
        PAPERS.name: [
            _("Còn thiếu: %(name)s") % {"name": component.name}
            for component in missing_papers(draft)
        ],
        APPLICANT.name: list(_generic_errors(draft, "applicant")),
    }
    if draft.form is None:
        found[REQUEST.name] = list(_generic_errors(draft, "request"))
    for page, message in _wrong_answers(draft):
        found.setdefault(page, []).append(message)
    return {name: gaps for name, gaps in found.items() if gaps}


def _generic_errors(draft: Draft, part: str) -> list[str]:
    return list(generic.errors(part, draft.content.get(part, {})).values())


def _wrong_answers(draft: Draft) -> Iterator[tuple[str, str]]:
    """(page, what is wrong on it) of the e-form."""
    wrong = acts.answer_errors(draft)
    for page in form_pages(draft):
        for question, _conditions in page.questions():
            here = {
                name: message
                for name, message in wrong.items()
                if forms.is_about(name, question.name)
            }
            if here and draft.form:
                yield from (
                    (page.name, told) for told in forms.labelled(draft.form.definition, here)
                )
