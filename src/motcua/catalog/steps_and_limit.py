"""The hours of an internal process's steps against the time limit of the case it solves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.clock import Limit
from motcua.processes.blocks import blocks, span_in_hours
from motcua.processes.limits import hours
from motcua.processes.models import InternalProcess
from motcua.processes.service import ProcessError, current_version, table_of


def problem_with_steps(
    process: InternalProcess, limit: str, on: date | None = None
) -> Iterator[tuple[str, bool]]:
    """What is wrong with the process of a case, and whether it is an error.

    Steps that do not add up to the limit are no error: the limit of the procedure binds.
    """
    try:
        version = current_version(process, on)
    except ProcessError:
        yield _("quy trình %(process)s chưa có phiên bản hiệu lực.") % {"process": process}, True
        return
    taken = span_in_hours(blocks(table_of(version).rows))
    allowed = hours(Limit.parse(limit)) if limit else taken
    if taken and taken != allowed:
        said = _(
            "các bước của quy trình %(process)s cộng lại %(taken)s giờ làm việc,"
            " thời hạn là %(allowed)s giờ."
        )
        figures = {"taken": _plain(taken), "allowed": _plain(allowed)}
        yield said % {"process": process, **figures}, False


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
