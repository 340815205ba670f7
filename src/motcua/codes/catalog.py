"""Codes of the national catalogue: procedures, sectors, papers and results."""

import re
from dataclasses import dataclass, field

from motcua.codes.agency import AgencyCode, parse_agency_code
from motcua.codes.written import MalformedCode, readings

_PROCEDURE = re.compile(r"([0-9]\.[0-9]{6})(?:\.([0-9]{2}))?(?:\.([0-9A-Z.]*[A-Y][0-9A-Z.]*))?")
_SECTOR = re.compile(r"([A-Y][0-9]{2})-([A-ZĐ]{1,6}[0-9]{1,4})")
_PAPER = re.compile(r"([0-9A-Z.]+)-([A-Z]{2})([0-9]{4,10})")
_RESULT = re.compile(r"([A-Z]{2})\.([A-Y][0-9]{2})\.([0-9]{4,10})")


@dataclass(frozen=True)
class ProcedureCode:
    """A procedure: national number, case of it, agency it was localised for.

    `1.012644`; `1.001776.01` for a case; `1.004873.000.00.00.H22` for the
    long form, whose end is the agency.
    """

    national: str
    case: str | None = None
    agency: AgencyCode | None = None
    written: str = field(default="", compare=False)

    def __str__(self) -> str:
        parts = [self.national, self.case, str(self.agency) if self.agency else None]
        return self.written or ".".join(filter(None, parts))


@dataclass(frozen=True)
class SectorCode:
    """A sector (lĩnh vực) of a ministry: `G03-GD10`."""

    ministry: AgencyCode
    sector: str

    def __str__(self) -> str:
        return f"{self.ministry}-{self.sector}"


@dataclass(frozen=True)
class PaperCode:
    """A paper or result: `000.00.00.G18-KQ005113`, or `KQ.G15.000031`."""

    agency: AgencyCode = field(compare=False)
    kind: str = field(compare=False)
    number: str = field(compare=False)
    written: str

    def __str__(self) -> str:
        return self.written


def parse_procedure_code(text: str) -> ProcedureCode:
    """Read a procedure code, short or long. Raises `MalformedCode`."""
    kind, example = "Mã thủ tục", "1.012644"
    match = _PROCEDURE.fullmatch(readings(text)[0])
    if match is None:
        reason = "cần một chữ số, dấu chấm và sáu chữ số"
        raise MalformedCode(kind, text, reason, example)
    national, case, agency = match.groups()
    localised = _agency(kind, text, agency, example) if agency else None
    return ProcedureCode(national, case, localised, match.group())


def parse_sector_code(text: str) -> SectorCode:
    """Read a sector code. Raises `MalformedCode`."""
    kind, example = "Mã lĩnh vực", "G03-GD10"
    match = next(filter(None, map(_SECTOR.fullmatch, readings(text))), None)
    if match is None:
        reason = "cần mã bộ, dấu gạch ngang, chữ và số của lĩnh vực"
        raise MalformedCode(kind, text, reason, example)
    return SectorCode(_agency(kind, text, match[1], example), match[2])


def parse_paper_code(text: str) -> PaperCode:
    """Read the code of a paper or of a result. Raises `MalformedCode`."""
    kind, example = "Mã giấy tờ", "000.00.00.G18-KQ005113"
    for reading in readings(text):
        if paper := _PAPER.fullmatch(reading):
            agency, letters, number = paper.groups()
        elif result := _RESULT.fullmatch(reading):
            letters, agency, number = result.groups()
        else:
            continue
        return PaperCode(_agency(kind, text, agency, example), letters, number, reading)
    raise MalformedCode(kind, text, "cần mã cơ quan, hai chữ loại giấy tờ và số", example)


def _agency(kind: str, text: str, agency: str, example: str) -> AgencyCode:
    try:
        return parse_agency_code(agency)
    except MalformedCode as refused:
        raise MalformedCode(kind, text, f"mã cơ quan sai, {refused.reason}", example) from None
