"""Procedures and internal processes, who decides which, and which process solves which."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from motcua.catalog.importing import import_procedures
from motcua.catalog.models import Competence, Procedure, ProcedureCase
from motcua.catalog.reading import code_of
from motcua.forms import service as forms
from motcua.forms.models import EForm
from motcua.organization.models import Unit
from motcua.processes.models import InternalProcess
from motcua.processes.service import import_processes
from motcua.seeds.data import read_data


def add_procedures() -> None:
    """Import the procedures the catalogue does not have: a version imported since stays."""
    known = set(Procedure.objects.values_list("code", flat=True))
    records = read_data("procedures.json")["procedures"]
    import_procedures({"procedures": [each for each in records if code_of(each)[0] not in known]})


def add_forms() -> None:
    """Import the e-forms that are not there yet: an edition imported since stays."""
    known = set(EForm.objects.values_list("code", flat=True))
    for form in forms.library():
        if form["code"] not in known:
            forms.import_form(form)


def add_processes() -> None:
    """Import the internal processes that are not there yet."""
    known = set(InternalProcess.objects.values_list("code", flat=True))
    records = read_data("internal_processes.json")["processes"]
    import_processes({"processes": [each for each in records if each["ma_quy_trinh"] not in known]})


def add_competences() -> None:
    """One row for each procedure and agency that decides it; rows there already stay."""
    data = read_data("competences.json")
    since = date.fromisoformat(data["_meta"]["hieu_luc_tu"])
    units = Unit.objects.in_bulk(field_name="code")
    procedures = Procedure.objects.in_bulk(field_name="code")
    known = set(Competence.objects.values_list("procedure_id", "agency_id"))
    Competence.objects.bulk_create(
        Competence(procedure=procedure, agency_id=unit.agency_id, division=unit, valid_from=since)
        for record in read_data("procedures.json")["procedures"]
        if (procedure := procedures.get(code_of(record)[0]))
        for unit in (units[code] for code in _deciding_units(record, data))
        if (procedure.pk, unit.agency_id) not in known
    )


def _deciding_units(record: dict[str, Any], data: dict[str, Any]) -> Iterator[str]:
    """Codes of the divisions that decide a procedure, by its domain and its levels."""
    deciding = data["domains"].get(record["linh_vuc"], {})
    if "xa" in record["cap"] and "xa" in deciding:
        for agency in data["groups"][deciding["xa"]["agencies"]]:
            yield f"{agency}.{deciding['xa']['division']}"
    if "tinh" in record["cap"] and "tinh" in deciding:
        yield deciding["tinh"]


def link_processes() -> None:
    """Give the cases that have no process the one of the data file."""
    links: dict[str, str] = read_data("process_links.json")["links"]
    processes = InternalProcess.objects.in_bulk(field_name="code")
    unlinked = ProcedureCase.objects.filter(
        process=None, version__procedure__code__in=links, version__valid_to=None
    ).select_related("version__procedure")
    linked = []
    for case in unlinked:
        case.process = processes.get(links[case.version.procedure.code])
        linked.append(case)
    ProcedureCase.objects.bulk_update(linked, ["process"])
