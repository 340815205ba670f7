"""Process versions as acts and pages need them: read once, since a version never changes.

What is given here is shared by every thread; nobody may change it.
"""

from __future__ import annotations

from functools import lru_cache

from motcua.processes import service as processes
from motcua.processes.models import ProcessVersion

# As many as the engine keeps parsed.
KEPT = 512


@lru_cache(maxsize=KEPT)
def version_of(pk: int) -> ProcessVersion:
    """The version with its steps: `steps.all()` in their order, without a query.

    Raises ProcessVersion.DoesNotExist.
    """
    return ProcessVersion.objects.defer("bpmn").prefetch_related("steps").get(pk=pk)


@lru_cache(maxsize=KEPT)
def first_position(pk: int) -> processes.State:
    """Where every dossier stands that starts on the version."""
    return processes.start(version_of(pk))
