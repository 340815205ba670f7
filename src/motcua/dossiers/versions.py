"""Process versions as acts and pages need them: read once, since a version in force never changes.

What is given here is shared by every thread; nobody may change it.
"""

from __future__ import annotations

from functools import lru_cache

from motcua.processes import service as processes
from motcua.processes.models import ProcessVersion

# As many as the engine keeps parsed.
KEPT = 512


_versions: dict[int, ProcessVersion] = {}


def version_of(pk: int) -> ProcessVersion:
    """The version with its steps: `steps.all()` in their order, without a query.

    One not yet in force can still change and is read each time. Raises
    ProcessVersion.DoesNotExist.
    """
    version = _versions.get(pk)
    if version is None:
        version = ProcessVersion.objects.defer("bpmn").prefetch_related("steps").get(pk=pk)
        if not (version.is_draft or version.is_to_come):
            if len(_versions) >= KEPT:
                _versions.clear()
            _versions[pk] = version
    return version


@lru_cache(maxsize=KEPT)
def first_position(pk: int) -> processes.State:
    """Where every dossier stands that starts on the version."""
    return processes.start(version_of(pk))
