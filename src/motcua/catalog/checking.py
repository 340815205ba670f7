"""What is wrong with a text of a procedure before it is published, said to an administrator."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalog.models import ProcedureVersion


@dataclass(frozen=True)
class Problem:
    """One thing to put right. An error keeps the text from being published, a warning does not.

    where: the case, paper, fee or field, as the administrator's page names it.
    """

    where: str
    what: str
    is_error: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


def check(version: ProcedureVersion) -> list[Problem]:
    """Everything to put right in a version, errors first."""
    return []


def errors_of(version: ProcedureVersion) -> list[Problem]:
    return [problem for problem in check(version) if problem.is_error]
