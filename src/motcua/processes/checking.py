"""Everything wrong with a version before it is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from motcua.organization.models import Agency
from motcua.processes import drawings, engine
from motcua.processes.desks import missing_posts
from motcua.processes.errors import ProcessError
from motcua.processes.lawfulness import Level, Problem, problems
from motcua.processes.tables import table_of

if TYPE_CHECKING:
    from motcua.processes.models import ProcessVersion


def check(version: ProcessVersion, agencies: Iterable[Agency] = ()) -> list[Problem]:
    """Errors first, then warnings; an error keeps the version from being published.

    agencies: those that will solve by it; desks they lack are warnings.
    """
    table = table_of(version)
    if version.drawn:
        found = drawings.read(version.bpmn, code=table.code, limit=table.limit).problems
    else:
        found = problems(table)
    if not any(each.level is Level.ERROR for each in found):
        try:
            engine.check(version.bpmn)
        except ProcessError as refusal:
            found.append(Problem(Level.ERROR, str(refusal)))
    found += missing_posts(version.steps.all(), agencies)
    return sorted(found, key=lambda each: (each.level, each.order or 0))
