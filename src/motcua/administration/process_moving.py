"""Running dossiers to the newer text of their process: where each stands, and would stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.administration.access import AdministratorRequest, province_only
from motcua.administration.areas import page
from motcua.administration.moving import Group, MovingForm, Outcome, group_of, move_each
from motcua.administration.texts import PROCESSES
from motcua.dossiers import acts, migrating
from motcua.dossiers.migrating import Preview
from motcua.processes import service as processes
from motcua.processes.models import ProcessVersion


class MappingForm(MovingForm):
    """For each step of the old text the one of the new that takes its place."""

    def __init__(self, *args: Any, old: ProcessVersion, new: ProcessVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields.pop("reason")
        choices = [("", _("(không bước nào)"))]
        choices += [(step.key, f"{step.order}. {step.name}") for step in new.steps.all()]
        proposed = processes.mapping(old, new)
        self.keys = {f"step{n}": step.key for n, step in enumerate(old.steps.all())}
        for name, step in zip(self.keys, old.steps.all(), strict=True):
            self.fields[name] = forms.ChoiceField(
                label=f"{step.order}. {step.name}",
                choices=choices,
                required=False,
                initial=proposed[step.key] or "",
            )
        self.fields["reason"] = reason

    @property
    def mapping(self) -> dict[str, str | None]:
        """As sent, or as proposed; what is no step of the new text counts as none."""
        given = self.cleaned_data if self.is_bound else {}
        return {
            key: (given.get(name, "") if self.is_bound else self.fields[name].initial) or None
            for name, key in self.keys.items()
        }

    @property
    def steps(self) -> list[Any]:
        return [self[name] for name in self.keys]


def newer_text(version: ProcessVersion) -> ProcessVersion | None:
    """The text in force that running dossiers of this one could follow."""
    newer = version.siblings().in_force().filter(number__gt=version.number)
    return newer.order_by("-number").first()


@province_only
def move(request: AdministratorRequest, code: str, number: int) -> HttpResponse:
    old = PROCESSES.version(code, number)
    new = newer_text(old)
    if old.is_draft or new is None:
        messages.warning(request, _("Chưa có bản mới hơn đang áp dụng để chuyển hồ sơ sang."))
        return redirect(PROCESSES.version_url(old))
    group = group_of(request, migrating.running_on(old))
    form = MappingForm(
        request.POST if request.method == "POST" else None,
        old=old,
        new=new,
        initial={"after": group.after},
    )
    sound = form.is_valid()
    moving = request.POST.get("do") == "move"
    if not moving:
        form.errors.clear()
    seen = migrating.preview(old, new, form.mapping, group.dossiers)
    outcome = _move(request, new, seen, form) if moving and sound else None
    status = 422 if moving and not sound else 200
    context = _context(old, new, group, seen, outcome) | {"form": form}
    return page(request, "process_moving.html", "processes", context, status=status)


def _move(
    request: AdministratorRequest, new: ProcessVersion, seen: Preview, form: MappingForm
) -> Outcome:
    reason = form.cleaned_data["reason"]
    outcome = move_each(
        [each.dossier for each in seen.able],
        lambda dossier: acts.migrate_process(
            dossier, account=request.user, to=new, steps=seen.steps, reason=reason
        ),
    )
    outcome.refused += [(each.dossier, each.trouble) for each in seen.unable]
    return outcome


def _context(
    old: ProcessVersion,
    new: ProcessVersion,
    group: Group,
    seen: Preview,
    outcome: Outcome | None,
) -> dict[str, Any]:
    return {
        "thing": old.process,
        "version": old,
        "new": new,
        "version_url": PROCESSES.version_url(old),
        "group": group,
        "seen": seen,
        "outcome": outcome,
    }
