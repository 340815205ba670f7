"""Who decides and who receives what, after the plan; and the books numbers are taken from."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from motcua.catalog.competence import deciders
from motcua.catalog.models import Competence, Procedure, ReceivingUnit
from motcua.dossiers.models import Book
from motcua.organization.models import Unit
from motcua.reorganisation.work import Work


def pass_on(work: Work) -> None:
    """Competences and lists of receiving units of what ends go to what follows."""
    not_over = Q(valid_to=None) | Q(valid_to__gte=work.day)
    ending = list(
        Competence.objects.filter(not_over)
        .filter(Q(agency__in=work.ended) | Q(division__in=work.ended_units))
        .select_related("procedure", "agency", "division")
    )
    until = {row.pk: row.valid_to for row in ending}
    work.ledger.change(ending, valid_to=work.eve)
    _granted(work)
    _begin_anew(work, ending, until)
    _receivers(work, not_over)
    _somebody_decides(work, ending)
    _books(work)


def _granted(work: Work) -> None:
    """The competences the plan gives itself."""
    for number, granted in enumerate(work.plan.tham_quyen, start=1):
        procedure = Procedure.objects.filter(code=granted.thu_tuc).first()
        unit = Unit.objects.filter(code=granted.don_vi).select_related("agency").first()
        if procedure is None or unit is None or unit.agency.code != granted.co_quan:
            what = f"thủ tục {granted.thu_tuc}" if procedure is None else f"đơn vị {granted.don_vi}"
            work.conflict(f"“tham_quyen”, mục {number}: không có {what} ở {granted.co_quan}.")
            continue
        _grant(work, [_competence(work, procedure, unit)])


def _competence(work: Work, procedure: Procedure, unit: Unit) -> Competence:
    return Competence(
        procedure=procedure,
        agency=unit.agency,
        division=unit,
        valid_from=work.day,
        decision=work.plan.quyet_dinh,
    )


def _grant(work: Work, rows: list[Competence]) -> None:
    """Add those that are not in force already; an agency decides a procedure in one way."""
    there = set(Competence.objects.in_force(work.day).values_list("procedure_id", "agency_id"))
    new = []
    for row in rows:
        key = row.procedure_id, row.agency_id
        if key not in there:
            there.add(key)
            new.append(row)
    work.ledger.add(new)
    work.report.totals["thẩm quyền chuyển"] += len(new)


def _begin_anew(work: Work, ending: list[Competence], until: dict[int, date | None]) -> None:
    """The same competence, as long as it would have lasted, at the unit that goes on."""
    rows = []
    for row in ending:
        unit = work.units.get(row.division_id or 0)
        if unit is not None:
            new = _competence(work, row.procedure, unit)
            new.delegated_by_id, new.valid_to = row.delegated_by_id, until[row.pk]
            rows.append(new)
        elif row.agency_id in work.heirs:
            work.conflict(
                f"Thẩm quyền của {row.agency} về thủ tục {row.procedure.code} không có đơn vị kế"
                f" tục cho {row.division}."
            )
    _grant(work, rows)


def _receivers(work: Work, not_over: Q) -> None:
    ending = list(ReceivingUnit.objects.filter(not_over, unit__in=work.ended_units))
    until = {row.pk: row.valid_to for row in ending}
    work.ledger.change(ending, valid_to=work.eve)
    there = set(ReceivingUnit.objects.in_force(work.day).values_list("procedure_id", "unit_id"))
    begun = []
    for row in ending:
        unit = work.units.get(row.unit_id)
        if unit and (row.procedure_id, unit.pk) not in there:
            there.add((row.procedure_id, unit.pk))
            begun.append(
                ReceivingUnit(
                    procedure_id=row.procedure_id,
                    unit=unit,
                    decision=work.plan.quyet_dinh,
                    valid_from=work.day,
                    valid_to=until[row.pk],
                )
            )
    work.ledger.add(begun)


def _somebody_decides(work: Work, ending: list[Competence]) -> None:
    """A procedure a dissolved agency decided must be decided by somebody still."""
    procedures = {row.procedure for row in ending if row.agency_id in work.dissolved}
    for procedure in sorted(procedures, key=lambda each: each.code):
        if not any(each.agency.is_in_force(work.day) for each in deciders(procedure, work.day)):
            work.conflict(
                f"Thủ tục {procedure.code} không còn cơ quan nào giải quyết:"
                " hãy ghi cơ quan nhận vào “tham_quyen”."
            )


def _books(work: Work) -> None:
    """Books are kept by code: a code that goes on goes on numbering, a new one begins at 1."""
    ended = {agency.code for agency in work.ended.values()}
    ended |= {unit.code for unit in work.ended_units.values()}
    year = str(work.eve.year)
    for book in Book.objects.filter(name__regex=r"^\S+ \S+ \d{4}$").order_by("name"):
        _kind, code, of_year = book.name.split()
        if code in ended and of_year == year:
            work.report.say("Sổ", f"{book.name}: khóa ở số {book.last}")
