"""The pages between a draft and a dossier, and what each of them still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalog import service as catalog
from motcua.catalog.models import Component
from motcua.dossiers import acts
from motcua.dossiers.models import Draft
from motcua.forms import generic
from motcua.organization.models import Agency


@dataclass(frozen=True)
class Step:
    """A page of the road from a draft to a dossier; `name` is its URL's."""

    name: str
    title: str | Promise


STEPS = (
    Step("agency", gettext_lazy("Nơi giải quyết")),
    Step("applicant", gettext_lazy("Người đề nghị")),
    Step("request", gettext_lazy("Nội dung đề nghị")),
    Step("papers", gettext_lazy("Giấy tờ")),
    Step("review", gettext_lazy("Kiểm tra và nộp")),
)


def url_of(step: Step, draft: Draft) -> str:
    return reverse(f"portal:{step.name}", args=[draft.pk])


def steps_among(agencies: QuerySet[Agency]) -> tuple[Step, ...]:
    """There is no choosing where only one agency decides."""
    return STEPS if len(agencies) > 1 else STEPS[1:]


def competent_agencies(draft: Draft) -> QuerySet[Agency]:
    return catalog.competent_agencies(draft.case.version.procedure)


def missing_papers(draft: Draft) -> list[Component]:
    handed_in = {file.component_id: acts.HandedIn() for file in draft.files.all()}
    return acts.missing_components(draft.case, handed_in)


def gaps_of(draft: Draft) -> dict[str, list[str]]:
    """What keeps the draft from being filed, by the page where it is put right."""
    found = {
        "agency": [] if draft.agency_id else [_("Chưa chọn nơi giải quyết.")],
        "papers": [
            _("Còn thiếu: %(name)s") % {"name": component.name}
            for component in missing_papers(draft)
        ],
    }
    for part in ("applicant", "request"):
        found[part] = list(generic.errors(part, draft.content.get(part, {})).values())
    return {name: gaps for name, gaps in found.items() if gaps}
