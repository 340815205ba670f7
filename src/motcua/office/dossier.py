"""One screen a dossier: what it is, what was handed in, where it stands, what may be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from motcua.dossiers import acts, declaring, progress, readings
from motcua.dossiers.models import Dossier, DossierComponent, IssuedPaper, Task
from motcua.files.models import FileSignature
from motcua.office import wording
from motcua.office.access import OfficerRequest, find_dossier, officers_only
from motcua.office.clock import standing
from motcua.office.correspondence import card_of
from motcua.office.course import changes_of, course, result_of
from motcua.office.offering import offer


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
    signatures: Iterable[FileSignature]


@dataclass
class Paper:
    """One component of the dossier with what was handed in for it."""

    part: DossierComponent
    files: list[Listed] = field(default_factory=list)
    # Declared on the e-form that stands for it.
    declared: bool = False


@officers_only
def show(request: OfficerRequest, reference: str) -> HttpResponse:
    dossier = find_dossier(request, reference)
    readings.record(dossier, request.user)
    steps = _steps(dossier)
    offered = offer(request, dossier)
    context = {
        **essentials(request, dossier),
        "offer": offered,
        "steps": steps,
        "current_steps": _keys(steps, "current"),
        "done_steps": _keys(steps, "done"),
        "diagram": reverse("office:diagram", args=[dossier.reference]),
        "timeline": wording.timeline(dossier),
        "on_desks": _on_desks(dossier) if offered.primary is None else (),
        "controlled": dossier.received_at is not None,
        "thread": card_of(dossier),
    }
    return render(request, "office/dossier.html", context)


def essentials(request: OfficerRequest, dossier: Dossier) -> dict[str, Any]:
    """What every page about a dossier shows: head, facts, papers, the viewer, its course."""
    now, result = timezone.now(), result_of(dossier)
    issued = list(dossier.papers.select_related("replaced_by"))
    parts = _parts(dossier)
    to_print = next((p for p in issued if str(p.pk) == request.GET.get("giay")), None)
    shown = _in_viewer(to_print) if to_print else _chosen_file(request, dossier, parts)
    return {
        "section": "worklist",
        "dossier": dossier,
        "clock": standing(dossier, now),
        "applicant_facts": wording.applicant_facts(dossier),
        "filing_facts": wording.filing_facts(dossier),
        "declared": declaring.declared(dossier),
        "wanted": dossier.content.get("request", {}).get("text", ""),
        "papers": _papers(request, dossier, parts, shown),
        "issued": issued,
        "to_print": to_print,
        "shown": shown,
        "result": result,
        "result_changes": changes_of(result),
        **course(dossier, now),
    }


def _on_desks(dossier: Dossier) -> list[tuple[str, Task]]:
    """Where the dossier lies, for whoever has nothing to do on it: the work and its desk."""
    return [(wording.task_name(task), task) for task in dossier.tasks.waiting()]


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
    parts = dossier.components.select_related("component").prefetch_related(
        "files__stored__signatures"
    )
    return list(parts)


def _papers(
    request: OfficerRequest,
    dossier: Dossier,
    parts: Iterable[DossierComponent],
    shown: Shown | None,
) -> list[Paper]:
    papers = []
    for part in parts:
        paper = Paper(part, declared=acts.is_replaced(part.component, dossier.form))
        for file in part.files.all():
            url = reverse("office:file", args=[dossier.reference, file.pk])
            current = shown is not None and shown.url == url
            opened = f"{request.path}?tep={file.pk}#xem"
            paper.files.append(
                Listed(
                    file.pk,
                    file.name,
                    url,
                    opened,
                    file.stored.size,
                    current,
                    file.stored.signatures.all(),
                )
            )
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
