"""One reorganisation being worked out: what becomes of which unit, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from motcua.catalog.competence import Decider, decider
from motcua.catalog.models import Procedure
from motcua.organization.models import Agency, Unit
from motcua.reorganisation.ledger import Ledger
from motcua.reorganisation.plan import Dissolve, Plan
from motcua.reorganisation.report import Report


@dataclass
class Work:
    plan: Plan
    ledger: Ledger = field(default_factory=Ledger)
    report: Report = field(default_factory=Report)
    # Ended agency -> the one that goes on for it; none for a dissolved one.
    heirs: dict[int, Agency] = field(default_factory=dict)
    # Ended unit -> the one that goes on for it.
    units: dict[int, Unit] = field(default_factory=dict)
    dissolved: dict[int, Dissolve] = field(default_factory=dict)
    # Every agency and unit that ends, by id.
    ended: dict[int, Agency] = field(default_factory=dict)
    ended_units: dict[int, Unit] = field(default_factory=dict)
    _deciders: dict[tuple[int, int], Decider | None] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The first day of the new tree."""
        return self.plan.ngay

    @property
    def eve(self) -> date:
        return self.plan.ngay - timedelta(days=1)

    def conflict(self, text: str) -> None:
        self.report.conflicts.append(text)

    def agency(self, code: str) -> Agency | None:
        """The agency of this code, in force on the eve or from the day on; none is a conflict."""
        found = Agency.objects.filter(code=code).first()
        if found is None:
            self.conflict(f"Không có cơ quan nào mang mã {code}.")
        elif not (found.is_in_force(self.eve) or found.is_in_force(self.day)):
            self.conflict(f"{found} ({code}) không còn hoạt động vào {self.eve:%d/%m/%Y}.")
            return None
        return found

    def decider(self, procedure: Procedure, agency: Agency) -> Decider | None:
        """How an agency decides a procedure under the new tree."""
        key = procedure.pk, agency.pk
        if key not in self._deciders:
            self._deciders[key] = decider(procedure, agency, self.day)
        return self._deciders[key]
