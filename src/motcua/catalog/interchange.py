"""Files of procedures in and out, JSON or Excel, told apart by what they begin with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from motcua.catalog.exporting import as_json, records
from motcua.catalog.importing import BadFileError, Report, Terms, import_procedures
from motcua.catalog.workbook_reading import read_workbook
from motcua.catalog.workbook_writing import workbook

# What an .xlsx, a zip, begins with.
_ZIP = b"PK\x03\x04"


def import_file(
    content: bytes, *, terms: Terms | None = None, only_check: bool = False
) -> list[Report]:
    """Take the procedures of a file, all of them or none. Raises BadFileError."""
    if content.startswith(_ZIP):
        read = read_workbook(content)
        return import_procedures(
            read.data, terms=terms, only_check=only_check, place=read.place, stray=read.mistakes
        )
    return import_procedures(_json(content), terms=terms, only_check=only_check)


def export_json(codes: Iterable[str] = (), on: date | None = None) -> bytes:
    """The procedures in force as a JSON file; all when none is named."""
    text = json.dumps(as_json(records(codes, on)), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def export_xlsx(codes: Iterable[str] = (), on: date | None = None) -> bytes:
    """The procedures in force as a workbook; all when none is named."""
    return workbook(records(codes, on))


def template_xlsx() -> bytes:
    """The published workbook, empty."""
    return workbook()


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFileError(f"Tệp không phải là JSON hợp lệ: {error}.") from error
