"""A workbook of procedures as the records of a catalogue file, each value with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from motcua.catalog.importing import BadFileError
from motcua.catalog.mistakes import Path
from motcua.catalog.reading import AUDIENCES
from motcua.catalog.workbook import (
    ANSWER,
    CASE,
    CASES,
    CHANNELS,
    CODE,
    PROCEDURES,
    SHEETS,
    Column,
    Kind,
    Sheet,
    column_of,
    headers,
)

_FLAGS = {"có": True, "co": True, "x": True, "true": True, "không": False, "khong": False}
_FLAGS["false"] = False
_CHANNELS = tuple(CHANNELS.values())


@dataclass
class ReadWorkbook:
    """`data` is what a JSON file would hold; `mistakes` are (place of the record, words).

    The place is -1 for rows that belong to no record.
    """

    data: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {"procedures": []})
    mistakes: list[tuple[int, str]] = field(default_factory=list)
    # (place of the record, path of the object) -> its row.
    rows: dict[tuple[int, Path], tuple[Sheet, int]] = field(default_factory=dict)

    def place(self, position: int, path: Path) -> str:
        """trang “Thành phần”, dòng 7, cột “Loại”."""
        for length in range(len(path), -1, -1):
            found = self.rows.get((position, path[:length]))
            if found:
                sheet, row = found
                inner = tuple(step for step in path[length:] if isinstance(step, str))
                column = column_of(sheet, inner)
                header = column.header if column else _header_of_key(sheet, inner)
                return _cell_place(sheet, row, header)
        return "tệp"


def read_workbook(content: bytes) -> ReadWorkbook:
    """Read every sheet. Raises BadFileError when it is not a workbook of the template."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        tables = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        raise BadFileError("Tệp không phải là bảng tính .xlsx đọc được.") from error
    _check_layout(tables)
    read = ReadWorkbook()
    places: dict[str, int] = {}
    for row, cells in _rows(PROCEDURES, tables):
        place = len(read.data["procedures"])
        record = {"ma_tthc": cells[CODE], **_object(PROCEDURES, cells, row, place, read)}
        read.data["procedures"].append(record)
        read.rows[place, ()] = (PROCEDURES, row)
        places.setdefault(cells[CODE], place)
        if not cells[CODE]:
            read.mistakes.append((place, f"{_cell_place(PROCEDURES, row, CODE)} bị thiếu"))
    for sheet in SHEETS[1:]:
        for row, cells in _rows(sheet, tables):
            _add_row(sheet, row, cells, places, read)
    return read


def _check_layout(tables: Mapping[str, list[list[Any]]]) -> None:
    wrong = []
    for sheet in SHEETS:
        table = tables.get(sheet.name)
        if table is None:
            wrong.append(f"thiếu trang “{sheet.name}”")
            continue
        written = [_header(cell) for cell in table[0]] if table else []
        known = headers(sheet)
        wrong += [
            f"trang “{sheet.name}” thiếu cột “{each}”" for each in known if each not in written
        ]
        wrong += [
            f"trang “{sheet.name}” có cột “{each}” không có trong mẫu"
            for each in written
            if each and each not in known
        ]
        wrong += [
            f"trang “{sheet.name}” có hai cột “{each}”" for each in known if written.count(each) > 1
        ]
    if wrong:
        raise BadFileError(f"Tệp không theo mẫu: {'; '.join(wrong)}.")


def _header(cell: object) -> str:
    return str(cell).strip().removesuffix("*").strip()


def _rows(
    sheet: Sheet, tables: Mapping[str, list[list[Any]]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Row number as the reader of the workbook sees it, and its cells by header."""
    table = tables[sheet.name]
    written = [_header(cell) for cell in table[0]]
    for row, line in enumerate(table[1:], start=2):
        cells = dict(zip(written, line, strict=False))
        if any(cell not in ("", None) for cell in cells.values()):
            for key in (CODE, CASE):
                if key in cells:
                    cells[key] = _code(cells[key])
            yield row, cells


def _add_row(
    sheet: Sheet, row: int, cells: dict[str, Any], places: Mapping[str, int], read: ReadWorkbook
) -> None:
    place = places.get(cells[CODE])
    if place is None:
        code = cells[CODE]
        what = f"nêu mã “{code}” không có ở trang “{PROCEDURES.name}”" if code else "bị thiếu"
        read.mistakes.append((-1, f"{_cell_place(sheet, row, CODE)} {what}"))
        return
    holder: dict[str, Any] = read.data["procedures"][place]
    above: Path = ()
    if sheet.by_case and cells[CASE]:
        found = _case(holder, cells[CASE])
        if found is None:
            what = f"nêu trường hợp “{cells[CASE]}” không có ở trang “{CASES.name}”"
            read.mistakes.append((place, f"{_cell_place(sheet, row, CASE)} {what}"))
            return
        holder, above = holder["truong_hop"][found], ("truong_hop", found)
    listed = holder.setdefault(sheet.key, [])
    read.rows[place, (*above, sheet.key, len(listed))] = (sheet, row)
    made = _object(sheet, cells, row, place, read)
    if sheet is CASES:
        wrong = _settle_channels(made)
        read.mistakes += [(place, f"{_cell_place(sheet, row, '')} {each}") for each in wrong]
    listed.append(made)


def _case(record: Mapping[str, Any], code: str) -> int | None:
    cases = record.get("truong_hop", [])
    return next((place for place, case in enumerate(cases) if case.get("ma") == code), None)


def _object(
    sheet: Sheet, cells: Mapping[str, Any], row: int, place: int, read: ReadWorkbook
) -> dict[str, Any]:
    """The object of a row; an empty cell leaves its key out."""
    made: dict[str, Any] = {}
    for column in sheet.columns:
        try:
            value = _value(column, cells[column.header])
        except ValueError as wrong:
            read.mistakes.append((place, f"{_cell_place(sheet, row, column.header)} {wrong}"))
            continue
        if value is None:
            if column.required:
                said = f"{_cell_place(sheet, row, column.header)} bị thiếu"
                read.mistakes.append((place, said))
            continue
        inner = made
        for key in column.path[:-1]:
            inner = inner.setdefault(key, {})
        inner[column.path[-1]] = value
    return made


def _value(column: Column, cell: Any) -> Any:
    """The value of a cell, None when it is empty. Raises ValueError, in Vietnamese."""
    if cell in ("", None):
        return None
    match column.kind:
        case Kind.NUMBER:
            return _number(cell)
        case Kind.FLAG:
            return cell if isinstance(cell, bool) else _flag(_words(cell))
        case Kind.CHOICE:
            return _choice(column, _words(cell))
        case Kind.LIST:
            return _list(column, cell)
        case Kind.EXEMPTIONS:
            return [_exemption(line) for line in _words(cell).splitlines() if line.strip()]
        case Kind.ANSWERS:
            return [_answer(line) for line in _words(cell).splitlines() if line.strip()]
    return _code(cell) if column.path == ("ma",) else _words(cell)


def _list(column: Column, cell: Any) -> list[str]:
    lines = [line.strip() for line in _words(cell).splitlines() if line.strip()]
    if column.path != ("doi_tuong",):
        return lines
    keys = {label: key for key, label in AUDIENCES.items()}
    return [keys.get(line, line) for line in lines]


def _flag(said: str) -> bool:
    flag = _FLAGS.get(said.strip().lower())
    if flag is None:
        raise ValueError(f"phải là có hoặc không, không phải “{said[:60]}”")
    return flag


def _choice(column: Column, said: str) -> str:
    word = " ".join(said.lower().split())
    if word in column.choices:
        return column.choices[word]
    if said in column.choices.values():
        return said
    raise ValueError(
        f"có giá trị “{said[:60]}” không có trong danh mục ({', '.join(column.choices)})"
    )


def _exemption(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (2, 3) or not parts[0].rstrip("% ").isdecimal():
        raise ValueError(f"có dòng “{line[:60]}” không theo mẫu “100 | Hộ nghèo | căn cứ”")
    return {
        "doi_tuong": parts[1],
        "muc": int(parts[0].rstrip("% ")),
        "can_cu": parts[2] if len(parts) == 3 else "",
    }


def _answer(line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split("|")]
    if not 2 <= len(parts) <= len(ANSWER):
        raise ValueError(f"có dòng “{line[:60]}” không theo mẫu “giá trị | lời”")
    return {key: part for key, part in zip(ANSWER, parts, strict=False) if part}


def _number(cell: Any) -> Any:
    """Numbers are kept in a workbook as fractions; words stay words, to be refused by name."""
    if isinstance(cell, float) and cell == int(cell):
        return int(cell)
    if isinstance(cell, str) and re.fullmatch(r"\d{1,12}", cell.strip()):
        return int(cell)
    return cell


def _code(cell: Any) -> str:
    """A code; 1.001190 typed as a number has lost its last digit, which comes back here."""
    if isinstance(cell, float) and not isinstance(cell, bool):
        return str(int(cell)) if cell == int(cell) else f"{cell:.6f}"
    return _words(cell).strip()


def _words(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell)


def _settle_channels(case: dict[str, Any]) -> list[str]:
    """Columns of the channels as the list a record has; an empty column takes the channel.

    Gives what is wrong with them.
    """
    told = case.pop("cach_thuc", {})
    refused = {channel for channel, said in told.items() if said.get("nhan") is False}
    limits = {
        channel: {"value": said.get("value"), "unit": said.get("unit", "")}
        for channel, said in told.items()
        if {"value", "unit"} & set(said)
    }
    if told:
        case["cach_thuc"] = [
            {"kenh": channel, "thoi_han": limits.get(channel)}
            for channel in _CHANNELS
            if channel not in refused
        ]
    wrong = [
        f"ghi thời hạn riêng cho cách thức không nhận hồ sơ: {word}"
        for word, channel in CHANNELS.items()
        if channel in refused and channel in limits
    ]
    if refused == set(_CHANNELS):
        wrong.append("không còn cách thức nộp nào")
    return wrong


def _cell_place(sheet: Sheet, row: int, header: str) -> str:
    column = f", cột “{header}”" if header else ""
    return f"trang “{sheet.name}”, dòng {row}{column}"


def _header_of_key(sheet: Sheet, inner: tuple[str, ...]) -> str:
    return CODE if inner == ("ma_tthc",) else ""
