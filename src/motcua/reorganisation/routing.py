"""Open dossiers follow: each to the successor by competence, or to where its applicant lives."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from motcua.dossiers.models import Dossier, Draft, HandOver, Opinion, Part, Task
from motcua.organization.addresses import understand
from motcua.organization.models import Agency, Role, Succession, SuccessionKind, Unit
from motcua.people.models import PostHolding
from motcua.reorganisation.plan import BY_RESIDENCE, Dissolve
from motcua.reorganisation.work import Work


@dataclass
class Move:
    """One dossier: from where to where, and what of it moves."""

    dossier: Dossier
    before: tuple[Agency, Unit, Unit]
    agency: Agency
    division: Unit
    one_stop: Unit
    tasks: list[str] = field(default_factory=list)

    def detail(self, work: Work) -> dict[str, object]:
        """What the dossier's chain keeps of it. Codes, for rows may be taken back."""
        agency, division, one_stop = self.before
        said: dict[str, object] = {
            "decision": work.plan.quyet_dinh,
            "note": f"{agency} → {self.agency}",
            "agency_before": agency.code,
            "agency": self.agency.code,
            "division_before": division.code,
            "division": self.division.code,
            "tasks": self.tasks,
        }
        if one_stop != self.one_stop:
            # Numbers of papers issued until now stand in this unit's books.
            said |= {"one_stop_before": one_stop.code, "one_stop": self.one_stop.code}
        return said


class Router:
    """Finds each dossier's place under the new tree; asks the database once per question."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._units: dict[tuple[int, str], Unit | None] = {}
        self._homes: dict[str, list[Agency]] = {}
        self._heirs: dict[int, set[int]] = {}
        by_commune = Agency.objects.in_force(work.day).filter(level=Agency.Level.COMMUNE)
        self._agency_of = {each.commune_code: each for each in by_commune if each.commune_code}

    def place(self, dossier: Dossier) -> Move | None:
        """Where the dossier goes; None, and a conflict, when somebody must decide."""
        work = self.work
        before = dossier.agency, dossier.division, dossier.one_stop
        agency, division = dossier.agency, dossier.division
        if agency.pk in work.dissolved:
            target = self._after_dissolution(dossier, work.dissolved[agency.pk])
            decides = target and work.decider(dossier.case.version.procedure, target)
            if target is None or not decides:
                if target is not None:
                    work.conflict(
                        f"Hồ sơ {dossier}: {target} không có thẩm quyền giải quyết thủ tục"
                        f" {dossier.case.version.procedure.code} (ghi ở “tham_quyen” hoặc “ho_so”)."
                    )
                return None
            self._heirs.setdefault(agency.pk, set()).add(target.pk)
            agency, division = target, decides.division
        elif division.pk in work.units:
            division = work.units[division.pk]
            agency = division.agency
        elif agency.pk in work.heirs:
            agency = work.heirs[agency.pk]
        one_stop = dossier.one_stop
        if one_stop.pk in work.units:
            one_stop = work.units[one_stop.pk]
        elif one_stop.pk in work.ended_units:
            one_stop = self._one_stop(agency) or one_stop
        return Move(dossier, before, agency, division, one_stop)

    def unit_for(self, unit: Unit, move: Move) -> Unit | None:
        """The unit that goes on with work of this dossier that lay with `unit`."""
        if unit.pk not in self.work.ended_units:
            return unit
        agency, division, one_stop = move.before
        if unit == division:
            return move.division
        if unit == one_stop:
            return move.one_stop
        if (
            unit.agency_id == agency.pk
            and agency != move.agency
            and unit.kind != unit.Kind.DIVISION
        ):
            return self._of_kind(move.agency, unit.kind) or self.work.units.get(unit.pk)
        if unit.pk in self.work.units:
            return self.work.units[unit.pk]
        # Of a dissolved agency that only took part: whoever has its work where the applicant lives.
        job = self.work.dissolved.get(unit.agency_id)
        target = self._after_dissolution(move.dossier, job) if job else None
        return self._of_kind(target, unit.kind) if target else None

    def link_dissolved(self) -> None:
        """Say which agencies a dissolved one's work went to."""
        for pk, job in self.work.dissolved.items():
            heirs = set(self._heirs.get(pk, set()))
            if job.ho_so != BY_RESIDENCE:
                heirs |= set(Agency.objects.filter(code=job.ho_so).values_list("pk", flat=True))
            self.work.ledger.add(
                Succession(
                    predecessor_id=pk,
                    successor_id=heir,
                    kind=SuccessionKind.DISSOLVE,
                    on=self.work.day,
                    decision=self.work.plan.quyet_dinh,
                )
                for heir in (*sorted(heirs),) or (None,)
            )

    def _after_dissolution(self, dossier: Dossier, job: Dissolve) -> Agency | None:
        decided = self.work.plan.ho_so.get(str(dossier.code or dossier.reference))
        code = decided or (job.ho_so if job.ho_so != BY_RESIDENCE else None)
        if code:
            return self.work.agency(code)
        homes = self._home(dossier.applicant.address)
        if len(homes) == 1:
            return homes[0]
        if len(homes) > 1 and job.len_tinh:
            return self.work.agency(job.len_tinh)
        why = "thuộc nhiều xã" if homes else "không rõ thuộc xã nào"
        self.work.conflict(
            f"Hồ sơ {dossier}: địa chỉ “{dossier.applicant.address}” {why};"
            " hãy ghi cơ quan nhận vào “ho_so”."
        )
        return None

    def _home(self, address: str) -> list[Agency]:
        """The communal agencies of where an address lies."""
        if address not in self._homes:
            communes = understand(address)
            found = [self._agency_of.get(commune.code) for commune in communes]
            self._homes[address] = [each for each in found if each]
        return self._homes[address]

    def _one_stop(self, agency: Agency) -> Unit | None:
        key = agency.pk, "receives"
        if key not in self._units:
            self._units[key] = Unit.objects.filter(receives_for=agency).first()
        return self._units[key]

    def _of_kind(self, agency: Agency, kind: str) -> Unit | None:
        key = agency.pk, kind
        if key not in self._units:
            there = Unit.objects.in_force(self.work.day).filter(agency=agency, kind=kind)
            self._units[key] = there.order_by("code").first()
        return self._units[key]


def affected(work: Work) -> list[Dossier]:
    """Every open dossier that lies, or has work or a part, where something ends."""
    units, agencies = list(work.ended_units), list(work.ended)
    open_there = {"dossier": OuterRef("pk"), "closed_at": None, "unit__in": units}
    concerned = (
        Q(agency__in=agencies)
        | Q(division__in=units)
        | Q(one_stop__in=units)
        | Exists(Task.objects.filter(**open_there))
        | Exists(Part.objects.filter(**open_there))
    )
    dossiers = Dossier.objects.open().filter(concerned).order_by("pk")
    return list(
        dossiers.select_related(
            "case__version__procedure", "agency", "division__agency", "one_stop", "applicant"
        )
    )


def follow(work: Work) -> list[Move]:
    """Move every open dossier, with its tasks, parts, papers on the way; drafts choose anew."""
    router = Router(work)
    dossiers = affected(work)
    _check_decided(work, dossiers)
    moves = [move for dossier in dossiers if (move := router.place(dossier))]
    by_dossier = {move.dossier.pk: move for move in moves}
    holders = _holders(work)
    _move_tasks(work, router, by_dossier, holders)
    _move_parts(work, router, by_dossier)
    _move_papers_on_the_way(work, router, by_dossier)
    for move in moves:
        way = f"{move.before[0].code} {move.before[0]}", f"{move.agency.code} {move.agency}"
        work.report.dossiers[way] += 1
    work.ledger.change_each([(move.dossier, _routing(move, holders)) for move in moves])
    _move_drafts(work)
    router.link_dissolved()
    work.report.totals["hồ sơ chuyển"] += len(moves)
    return moves


def _check_decided(work: Work, dossiers: list[Dossier]) -> None:
    """A dossier decided about in the plan must be one that needs it."""
    owed = {
        str(each.code or each.reference) for each in dossiers if each.agency_id in work.dissolved
    }
    for code in sorted(set(work.plan.ho_so) - owed):
        work.conflict(f"“ho_so”: không có hồ sơ đang mở nào mang mã {code} ở cơ quan giải thể.")


Holders = dict[tuple[int, str], set[int]]


def _holders(work: Work) -> Holders:
    """Who holds which role in which unit under the new tree."""
    held: Holders = {}
    rows = PostHolding.objects.in_force(work.day).values_list(
        "post__unit_id", "post__role", "officer_id"
    )
    for unit, role, officer in rows:
        held.setdefault((unit, role), set()).add(officer)
    return held


def _routing(move: Move, holders: Holders) -> dict[str, object]:
    specialist = move.dossier.specialist_id
    stays = specialist in holders.get((move.division.pk, Role.SPECIALIST), set())
    return {
        "agency_id": move.agency.pk,
        "division_id": move.division.pk,
        "one_stop_id": move.one_stop.pk,
        "specialist_id": specialist if stays else None,
    }


def _move_tasks(work: Work, router: Router, moves: dict[int, Move], holders: Holders) -> None:
    rows = Task.objects.filter(closed_at=None, dossier__in=moves, unit__in=work.ended_units)
    changes = []
    for task in rows.select_related("unit__agency"):
        move = moves[task.dossier_id]
        unit = router.unit_for(task.unit, move)
        if unit is None:
            work.conflict(f"Hồ sơ {move.dossier}: việc ở {task.unit} không có nơi làm tiếp.")
            continue
        held = holders.get((unit.pk, task.role), set())
        if not held:
            work.report.warnings.append(
                f"Chưa ai giữ vị trí {task.get_role_display()} ở {unit} ({unit.code})."
            )
        assignee = task.assignee_id if task.assignee_id in held else None
        changes.append((task, {"unit_id": unit.pk, "assignee_id": assignee}))
        move.tasks.append(f"{task.unit.code} → {unit.code}")
    work.report.warnings = list(dict.fromkeys(work.report.warnings))
    work.ledger.change_each(changes)
    work.report.totals["việc đang mở chuyển"] += len(changes)


def _move_parts(work: Work, router: Router, moves: dict[int, Move]) -> None:
    rows = Part.objects.filter(closed_at=None, dossier__in=moves, unit__in=work.ended_units)
    changes = []
    for part in rows.select_related("unit__agency"):
        unit = router.unit_for(part.unit, moves[part.dossier_id])
        if unit is None:
            work.conflict(
                f"Hồ sơ {moves[part.dossier_id].dossier}: phần “{part.name}” ở {part.unit} không"
                " có nơi làm tiếp."
            )
            continue
        changes.append((part, {"unit_id": unit.pk, "agency_id": unit.agency_id}))
    work.ledger.change_each(changes)
    work.report.totals["phần liên thông chuyển"] += len(changes)


def _move_papers_on_the_way(work: Work, router: Router, moves: dict[int, Move]) -> None:
    """Paper dossiers owed or being handed over, and opinions asked and not answered."""
    there = Q(from_unit__in=work.ended_units) | Q(to_unit__in=work.ended_units)
    rows = HandOver.objects.filter(there, taken_at=None, dossier__in=moves)
    changes = []
    for row in rows.select_related("from_unit__agency", "to_unit__agency"):
        move = moves[row.dossier_id]
        before, after = (router.unit_for(unit, move) for unit in (row.from_unit, row.to_unit))
        changes.append(
            (
                row,
                {
                    "from_unit_id": (before or row.from_unit).pk,
                    "to_unit_id": (after or row.to_unit).pk,
                },
            )
        )
    work.ledger.change_each(changes)
    asked = Opinion.objects.filter(
        answered_by=None, dossier__in=moves, unit__in=work.ended_units, task__closed_at=None
    )
    work.ledger.change_each(
        [
            (row, {"unit_id": (router.unit_for(row.unit, moves[row.dossier_id]) or row.unit).pk})
            for row in asked.select_related("unit__agency")
        ]
    )


def _move_drafts(work: Work) -> None:
    """A draft for an agency that ends is for its successor; of a dissolved one, chosen anew."""
    rows = Draft.objects.filter(dossier=None, agency__in=work.ended)
    work.ledger.change_each(
        [
            (row, {"agency_id": heir.pk if (heir := work.heirs.get(row.agency_id)) else None})
            for row in rows
            if row.agency_id
        ]
    )
