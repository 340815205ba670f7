"""Codes of dossiers, agencies, procedures, sectors and papers, as circulars define them.

Strict when issuing, tolerant when reading. Pure Python: no Django, no database.
"""

from motcua.codes.agency import AgencyCode, parse_agency_code
from motcua.codes.catalog import (
    PaperCode,
    ProcedureCode,
    SectorCode,
    parse_paper_code,
    parse_procedure_code,
    parse_sector_code,
)
from motcua.codes.dossier import DossierCode, dossier_code, parse_dossier_code
from motcua.codes.references import (
    normalise_reference,
    normalise_secret,
    random_reference,
    random_secret,
)
from motcua.codes.written import MalformedCode

__all__ = [
    "AgencyCode",
    "DossierCode",
    "MalformedCode",
    "PaperCode",
    "ProcedureCode",
    "SectorCode",
    "dossier_code",
    "normalise_reference",
    "normalise_secret",
    "parse_agency_code",
    "parse_dossier_code",
    "parse_paper_code",
    "parse_procedure_code",
    "parse_sector_code",
    "random_reference",
    "random_secret",
]
