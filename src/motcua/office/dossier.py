"""One screen a dossier: what it is, what was handed in, where it stands, what may be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from motcua.dossiers import acts, progress
from motcua.dossiers.models import Dossier, DossierComponent, IssuedPaper, Result, Task
from motcua.office import wording
from motcua.office.access import OfficerRequest, find_dossier, officers_only
from motcua.office.clock import standing
from motcua.office.forms import FORMS, ActForm

# The first of these that may be done is the page's one primary act.
FORWARD = (
    "receive",
    "accept_withdrawal",
    "decline_withdrawal",
    "send_supplement_request",
    "apologise_and_extend",
    "answer_opinion",
    "give_opinion",
    "confirm_payment",
    "assign",
    "propose",
    "approve",
    "sign",
    "number",
    "release",
    "return_result",
    "supplement",
    "record_payment",
)
# Too long to be done beside the dossier: these have a page of their own.
LONG = ("propose", "supplement", "correct_reception", "correct_result")


@dataclass(frozen=True)
class OfferedAct:
    """An act this officer may do now; `form` when it is done on the dossier's own page."""

    name: str
    label: str | Promise
    url: str
    step: str = ""
    form: ActForm | None = None


@dataclass(frozen=True)
class Shown:
    """What lies in the viewer: a file handed in, or a paper of the office."""

    name: str
    url: str
    is_image: bool = False


@dataclass
class Listed:
    """A file in the list of papers."""

    pk: int
    name: str
    url: str
    open_url: str
    size: int
    current: bool


@dataclass
class Paper:
    """One component of the dossier with what was handed in for it."""

    part: DossierComponent
    files: list[Listed] = field(default_factory=list)


@officers_only
def show(request: OfficerRequest, reference: str) -> HttpResponse:
    dossier = find_dossier(request, reference)
    primary, others = _offered(request, dossier)
    steps = _steps(dossier)
    context = {
        **essentials(request, dossier),
        "primary": primary,
        "others": others,
        "steps": steps,
        "current_steps": _keys(steps, "current"),
        "done_steps": _keys(steps, "done"),
        "diagram": reverse("office:diagram", args=[dossier.reference]),
        "timeline": wording.timeline(dossier),
        "on_desks": dossier.tasks.waiting() if primary is None else (),
    }
    return render(request, "office/dossier.html", context)


def essentials(request: OfficerRequest, dossier: Dossier) -> dict[str, Any]:
    """What every page about a dossier shows: head, facts, papers, the viewer."""
    issued = list(dossier.papers.all())
    parts = _parts(dossier)
    to_print = next((p for p in issued if str(p.pk) == request.GET.get("giay")), None)
    shown = _in_viewer(to_print) if to_print else _chosen_file(request, dossier, parts)
    return {
        "section": "worklist",
        "dossier": dossier,
        "clock": standing(dossier, timezone.now()),
        "applicant_facts": wording.applicant_facts(dossier),
        "filing_facts": wording.filing_facts(dossier),
        "wanted": dossier.content.get("request", {}).get("text", ""),
        "papers": _papers(request, dossier, parts, shown),
        "issued": issued,
        "to_print": to_print,
        "shown": shown,
        "result": _result(dossier),
        "supplement": dossier.supplements.last(),
    }


def _result(dossier: Dossier) -> Result | None:
    named = Result.objects.select_related("drafted_by__account", "signed_by__account")
    return named.filter(dossier=dossier).first()


def _offered(
    request: OfficerRequest, dossier: Dossier
) -> tuple[OfferedAct | None, list[OfferedAct]]:
    """The primary act with its form, and the others in the order they were declared."""
    rules = {rule.name: rule for rule in acts.offered(request.user, dossier) if rule.name in FORMS}
    waiting = list(dossier.tasks.waiting())
    first = next((name for name in FORWARD if name in rules), None)
    found = [
        OfferedAct(
            name,
            rule.label,
            reverse("office:act", args=[dossier.reference, name]),
            _step_name(rule.task_for(request.user, waiting)),
            FORMS[name](dossier=dossier, account=request.user)
            if name == first and name not in LONG
            else None,
        )
        for name, rule in rules.items()
    ]
    primary = next((act for act in found if act.name == first), None)
    return primary, [act for act in found if act is not primary]


def _step_name(task: Task | None) -> str:
    return task.step.name if task is not None and task.step else ""


def _steps(dossier: Dossier) -> list[dict[str, Any]]:
    """The road with who did what when; a step done twice shows the last time."""
    tasks: dict[str, Task] = {}
    walked = dossier.tasks.filter(step__isnull=False)
    for task in walked.select_related("step", "unit", "assignee__account", "closed_by__account"):
        assert task.step is not None  # noqa: S101 filtered above
        tasks[task.step.key] = task
    return [
        {
            "key": stage.key,
            "name": stage.name,
            "state": stage.status,
            "who": _who(tasks[stage.key]) if stage.key in tasks else "",
            "moment": tasks[stage.key].closed_at if stage.key in tasks else None,
        }
        for stage in progress.stages(dossier)
    ]


def _keys(steps: Iterable[dict[str, Any]], state: str) -> str:
    """Ids of the diagram's elements, as the component takes them."""
    return " ".join(step["key"] for step in steps if step["state"] == state)


def _who(task: Task) -> str:
    person = task.closed_by or task.assignee
    return f"{person}, {task.unit}" if person else str(task.unit)


def _parts(dossier: Dossier) -> list[DossierComponent]:
    parts = dossier.components.select_related("component").prefetch_related("files__stored")
    return list(parts)


def _papers(
    request: OfficerRequest,
    dossier: Dossier,
    parts: Iterable[DossierComponent],
    shown: Shown | None,
) -> list[Paper]:
    papers = []
    for part in parts:
        paper = Paper(part)
        for file in part.files.all():
            url = reverse("office:file", args=[dossier.reference, file.pk])
            current = shown is not None and shown.url == url
            opened = f"{request.path}?tep={file.pk}#xem"
            paper.files.append(Listed(file.pk, file.name, url, opened, file.stored.size, current))
        papers.append(paper)
    return papers


def _chosen_file(
    request: OfficerRequest, dossier: Dossier, parts: Iterable[DossierComponent]
) -> Shown | None:
    """The file asked for, else the first that was handed in."""
    files = [file for part in parts for file in part.files.all()]
    wanted = request.GET.get("tep", "")
    file = next((file for file in files if str(file.pk) == wanted), files[0] if files else None)
    if file is None:
        return None
    url = reverse("office:file", args=[dossier.reference, file.pk])
    return Shown(file.name, url, file.stored.content_type.startswith("image/"))


def _in_viewer(paper: IssuedPaper) -> Shown:
    address = reverse("office:paper", args=[paper.dossier.reference, paper.pk])
    return Shown(str(paper), address)
