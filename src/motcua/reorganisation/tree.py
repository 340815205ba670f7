"""The agencies and units of a plan: what ends, what begins, and what goes on in what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from motcua.organization.models import (
    Agency,
    Succession,
    SuccessionKind,
    Unit,
    UnitSuccession,
)
from motcua.reorganisation.plan import (
    Dissolve,
    Job,
    Merge,
    MoveAgency,
    MoveUnit,
    Rename,
    Split,
    Successor,
)
from motcua.reorganisation.work import Work

# Every agency needs these, whatever it is left with.
FRAME = (Unit.Kind.ONE_STOP, Unit.Kind.LEADERSHIP, Unit.Kind.RECORDS)


def reshape(work: Work) -> None:
    """Do every job of the plan on the tree, in the order they are written."""
    for job in work.plan.viec:
        _JOBS[type(job)](work, job)
    _end(work)
    _hang_on_successors(work)


def _merge(work: Work, job: Merge) -> None:
    before = [agency for code in job.tu if (agency := work.agency(code))]
    if len(before) < len(job.tu):
        return
    successor = _successor(work, job.thanh, before[0])
    if successor is None:
        return
    for agency in before:
        if agency.pk != successor.pk:
            _go_on(work, agency, successor, SuccessionKind.MERGE, job.thanh.ten_don_vi)


def _split(work: Work, job: Split) -> None:
    agency = work.agency(job.tu)
    if agency is None:
        return
    successors = [_successor(work, each, agency) for each in job.thanh]
    if any(each is None for each in successors):
        return
    _check_parts(work, agency, job)
    first, *others = [each for each in successors if each]
    for described, successor in zip(job.thanh[1:], others, strict=True):
        _split_off(work, agency, successor, described)
    _go_on(work, agency, first, SuccessionKind.SPLIT, job.thanh[0].ten_don_vi)


def _check_parts(work: Work, agency: Agency, job: Split) -> None:
    codes = {unit.code for unit in _units(work, agency)}
    for described in job.thanh:
        for code in described.don_vi:
            if code not in codes:
                work.conflict(f"{agency} không có đơn vị nào mang mã {code} để tách.")


def _split_off(work: Work, agency: Agency, successor: Agency, described: Successor) -> None:
    """What goes to the second, third … agency: its units, and the frame every agency needs."""
    names = described.ten_don_vi
    for unit in _units(work, agency):
        if unit.code in described.don_vi:
            _map_unit(work, unit, successor, SuccessionKind.SPLIT, names)
        elif unit.kind in FRAME and not _has(successor, unit.kind):
            own = _new_unit(work, unit, successor, names)
            if unit.pk == agency.one_stop_id:
                work.ledger.change([successor], one_stop_id=own.pk)
    _link(work, agency, successor, SuccessionKind.SPLIT)


def _move_unit(work: Work, job: MoveUnit) -> None:
    unit = Unit.objects.filter(code=job.don_vi).select_related("agency").first()
    to = work.agency(job.ve)
    if unit is None:
        work.conflict(f"Không có đơn vị nào mang mã {job.don_vi}.")
    elif to is not None:
        code = job.ma or f"{to.code}.{_suffix(unit)}"
        if Unit.objects.filter(code=code).exists():
            work.conflict(f"Mã đơn vị {code} đã có; hãy ghi “ma” khác cho {unit}.")
            return
        moved = _new_unit(work, unit, to, {}, code=code, name=job.ten or unit.name)
        _map_unit_to(work, unit, moved, SuccessionKind.MOVE)


def _move_agency(work: Work, job: MoveAgency) -> None:
    agency, to = work.agency(job.co_quan), work.agency(job.ve)
    if agency and to:
        work.report.say("Cơ quan", f"{_named(agency)} về trực thuộc {_named(to)}")
        work.ledger.change([agency], parent_id=to.pk)
        _link(work, agency, agency, SuccessionKind.MOVE)


def _rename(work: Work, job: Rename) -> None:
    unit = Unit.objects.filter(code=job.ma).first()
    if unit is not None and job.ma_moi is None:
        work.report.say("Đơn vị", f"{unit} ({unit.code}) đổi tên thành {job.ten}")
        work.ledger.add([_unit_link(work, unit, unit, SuccessionKind.RENAME, former=unit.name)])
        work.ledger.change([unit], name=job.ten)
        return
    agency = work.agency(job.ma)
    if agency is None:
        return
    if job.ma_moi is None:
        work.report.say("Cơ quan", f"{_named(agency)} đổi tên thành {job.ten}")
        _link(work, agency, agency, SuccessionKind.RENAME, former=agency.name)
        short = {"short_name": job.ten_ngan} if job.ten_ngan else {}
        work.ledger.change([agency], name=job.ten, **short)
        return
    described = Successor(
        ma=job.ma_moi,
        ten=job.ten,
        ten_ngan=job.ten_ngan,
        ma_xa=agency.commune_code,
        dia_chi=agency.address,
        dien_thoai=agency.phone,
    )
    if successor := _successor(work, described, agency):
        _go_on(work, agency, successor, SuccessionKind.RENAME, {})


def _dissolve(work: Work, job: Dissolve) -> None:
    agency = work.agency(job.tu)
    if agency is None:
        return
    work.dissolved[agency.pk] = job
    work.ended[agency.pk] = agency
    work.ended_units.update({unit.pk: unit for unit in _units(work, agency)})
    work.report.say("Cơ quan", f"{_named(agency)} giải thể")


_JOBS: dict[type[Any], Callable[[Work, Any], None]] = {
    Merge: _merge,
    Split: _split,
    MoveUnit: _move_unit,
    MoveAgency: _move_agency,
    Rename: _rename,
    Dissolve: _dissolve,
}
assert set(_JOBS) == set(Job.__args__[0].__args__)  # noqa: S101 every job has its function


def _successor(work: Work, described: Successor, like: Agency) -> Agency | None:
    """The agency a plan names, made after the pattern of a predecessor when it is new."""
    there = Agency.objects.filter(code=described.ma).first()
    if there is not None and described.ten is None:
        return there if there.is_in_force(work.day) else work.agency(described.ma)
    if there is not None:
        work.conflict(f"Mã cơ quan {described.ma} đã là của {there}; hãy đặt mã khác.")
        return None
    if described.ten is None:
        work.conflict(f"Không có cơ quan nào mang mã {described.ma}; cơ quan mới phải có “ten”.")
        return None
    new = Agency(
        code=described.ma,
        name=described.ten,
        short_name=described.ten_ngan or described.ten.removeprefix("Ủy ban nhân dân ")[:80],
        level=like.level,
        parent_id=like.parent_id,
        commune_code=described.ma_xa,
        address=described.dia_chi or like.address,
        phone=described.dien_thoai or like.phone,
        one_stop_id=like.one_stop_id,
        valid_from=work.day,
    )
    work.report.say("Cơ quan", f"Lập {_named(new)}")
    work.report.totals["cơ quan mới"] += 1
    return work.ledger.add([new])[0]


def _go_on(
    work: Work, agency: Agency, successor: Agency, kind: SuccessionKind, names: dict[str, str]
) -> None:
    """An agency ends, and goes on in another with every unit that has no successor yet."""
    work.ended[agency.pk], work.heirs[agency.pk] = agency, successor
    _link(work, agency, successor, kind)
    work.report.say("Cơ quan", f"{_named(agency)} → {_named(successor)}")
    for unit in _units(work, agency):
        if unit.pk not in work.units:
            _map_unit(work, unit, successor, kind, names)


def _units(work: Work, agency: Agency) -> list[Unit]:
    return [unit for unit in agency.units.all() if unit.is_in_force(work.eve)]


def _has(agency: Agency, kind: str) -> bool:
    return agency.units.filter(kind=kind).exists()


def _suffix(unit: Unit) -> str:
    """What tells a unit within its agency: the end of its code."""
    within = unit.code.removeprefix(f"{unit.agency.code}.")
    return within if within != unit.code else unit.code.rsplit(".", 1)[-1]


def _map_unit(
    work: Work, unit: Unit, successor: Agency, kind: SuccessionKind, names: dict[str, str]
) -> None:
    """The unit of the same end of code there goes on for it; made when there is none."""
    code = f"{successor.code}.{_suffix(unit)}"
    there = Unit.objects.filter(code=code).first()
    if there is None:
        there = _new_unit(work, unit, successor, names)
    elif there.kind != unit.kind or there.agency_id != successor.pk:
        work.conflict(f"Hai đơn vị khác loại cùng mang mã {code}: {unit} và {there}.")
        return
    _map_unit_to(work, unit, there, kind)


def _new_unit(
    work: Work,
    unit: Unit,
    successor: Agency,
    names: dict[str, str],
    *,
    code: str = "",
    name: str = "",
) -> Unit:
    """A unit of the successor after the pattern of one that ends, named after its new agency."""
    if not name:
        own = re.compile(re.escape(unit.agency.short_name or unit.agency.name), re.IGNORECASE)
        short = successor.short_name[:1].lower() + successor.short_name[1:]
        name = names.get(_suffix(unit)) or own.sub(short, unit.name)
    moved = unit.agency_id != successor.pk
    new = Unit(
        agency=successor,
        code=code or f"{successor.code}.{_suffix(unit)}",
        name=name[:200],
        kind=unit.kind,
        address=successor.address if moved and successor.address else unit.address,
        phone=unit.phone,
        valid_from=work.day,
    )
    work.report.totals["đơn vị mới"] += 1
    return work.ledger.add([new])[0]


def _map_unit_to(work: Work, unit: Unit, there: Unit, kind: SuccessionKind) -> None:
    work.units[unit.pk], work.ended_units[unit.pk] = there, unit
    work.ledger.add([_unit_link(work, unit, there, kind)])
    work.report.say("Đơn vị", f"{unit} ({unit.code}) → {there} ({there.code})")


def _unit_link(
    work: Work, before: Unit, after: Unit | None, kind: SuccessionKind, former: str = ""
) -> UnitSuccession:
    return UnitSuccession(
        predecessor=before,
        successor=after,
        kind=kind,
        on=work.day,
        decision=work.plan.quyet_dinh,
        former_name=former,
    )


def _link(
    work: Work, before: Agency, after: Agency | None, kind: SuccessionKind, former: str = ""
) -> None:
    work.ledger.add(
        [
            Succession(
                predecessor=before,
                successor=after,
                kind=kind,
                on=work.day,
                decision=work.plan.quyet_dinh,
                former_name=former,
            )
        ]
    )


def _end(work: Work) -> None:
    """What ends, ends on the eve."""
    work.ledger.change(work.ended.values(), valid_to=work.eve)
    work.ledger.change(work.ended_units.values(), valid_to=work.eve)
    work.report.totals["cơ quan kết thúc"] += len(work.ended)
    work.report.totals["đơn vị kết thúc"] += len(work.ended_units)


def _hang_on_successors(work: Work) -> None:
    """Agencies below those that end, and agencies received for by a one-stop that ends."""
    gone = set(work.ended)
    successors = {each.pk: each for each in work.heirs.values()}
    concerned = Agency.objects.filter(parent__in=gone) | Agency.objects.filter(
        one_stop__in=work.ended_units
    )
    rows = [successors.get(each.pk, each) for each in concerned.exclude(pk__in=gone).distinct()]
    work.ledger.change_each(list(_new_places(work, rows)))
    branches = Unit.objects.filter(parent__in=work.units).exclude(pk__in=work.ended_units)
    work.ledger.change_each(
        [
            (each, {"parent_id": heir.pk})
            for each in branches
            if (heir := work.units.get(each.parent_id or 0))
        ]
    )


def _new_places(work: Work, agencies: Iterable[Agency]) -> Iterable[tuple[Agency, dict[str, Any]]]:
    for agency in agencies:
        places: dict[str, Any] = {}
        if agency.parent_id in work.ended:
            heir = work.heirs.get(agency.parent_id)
            places["parent_id"] = heir.pk if heir else work.ended[agency.parent_id].parent_id
        if agency.one_stop_id in work.units:
            places["one_stop_id"] = work.units[agency.one_stop_id].pk
        elif agency.one_stop_id in work.ended_units:
            work.conflict(f"{_named(agency)} không còn nơi tiếp nhận hồ sơ khi giải thể xong.")
        yield agency, places


def _named(agency: Agency) -> str:
    return f"{agency} ({agency.code})"
