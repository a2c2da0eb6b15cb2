"""Reading .xlsx with python-calamine: typed cells, merged ranges, limits against hostile files."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from etl.contract import Field, Table
from etl.findings import Findings
from etl.personal import personal_kind
from etl.reading.csv_file import materialise
from etl.reading.header import SEARCHED_ROWS, Header, find_header, match_header, table_named
from etl.reading.sheet import Sheet

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 2 * 2**30
MAX_EXPANSION = 200
INSTRUCTIONS_SHEET = "填写说明"
_EXACT_INTEGER = 2**53


def read_workbook(con: duckdb.DuckDBPyConnection, path: Path, findings: Findings) -> Iterator[Sheet]:
    """Yield every sheet of a workbook that names a table of the contract.

    Args:
        con: connection on which temporary tables are made.
        path: the .xlsx file.
        findings: takes what is wrong; a file that cannot be opened yields nothing.
    """
    if not _is_safe(path, findings):
        return
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except CalamineError:
        findings.error("unreadable_file", "文件打不开，请用 Excel 另存为 .xlsx 再交", file=path.name)
        return
    with workbook:
        yield from _sheets(con, path, workbook, findings)


def _is_safe(path: Path, findings: Findings) -> bool:
    """Refuse archives that are not workbooks or that expand beyond measure."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        findings.error(
            "unreadable_file", "不是有效的 .xlsx 文件，请用 Excel 另存为 .xlsx 再交", file=path.name
        )
        return False
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES or unpacked / packed > MAX_EXPANSION:
        findings.error("oversized_file", "文件解压后过大，请拆分或另存后再交", file=path.name)
        return False
    return True


def _sheets(
    con: duckdb.DuckDBPyConnection, path: Path, workbook: CalamineWorkbook, findings: Findings
) -> Iterator[Sheet]:
    for name in workbook.sheet_names:
        table = table_named(name)
        place = {"file": path.name, "sheet": name}
        if table is None:
            if name != INSTRUCTIONS_SHEET:
                findings.warning("unknown_sheet", "标准里没有这张表，已略过", **place)
            continue
        rows = _filled_rows(workbook.get_sheet_by_name(name))
        if not any(_is_filled(row) for row in rows):
            findings.error("empty_file", "这张表是空的，请按模板填写表头和内容", **place)
            continue
        sheet = _read_sheet(con, table, path.name, name, rows, findings)
        if sheet is not None:
            yield sheet


def _filled_rows(sheet: CalamineSheet) -> list[list[Any]]:
    """All rows from the first one of the sheet, with the value of merged cells in each of them."""
    rows = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def _is_filled(row: list[Any]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)


def _read_sheet(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    file: str,
    name: str,
    rows: list[list[Any]],
    findings: Findings,
) -> Sheet | None:
    place = {"file": file, "sheet": name}
    leading = [[as_text(cell) for cell in row] for row in rows[:SEARCHED_ROWS]]
    index = find_header(table, leading)
    if index is None:
        findings.error("header_missing", f"找不到“{table.title}”的表头行，请对照模板", **place)
        return None
    for number, row in enumerate(leading[:index], start=1):
        if any(personal_kind(cell) for cell in row):
            findings.error("personal_data", "标题行里有个人信息，请删去", row=number, **place)
    header = match_header(table, index + 1, leading[index], findings, file, name)
    numbered = [
        (number, row) for number, row in enumerate(rows, start=1) if number > header.row and _is_filled(row)
    ]
    sheet = Sheet(table, file, name, header, "", numbered=True)
    texts = [_row_texts(header, row) for _, row in numbered]
    return materialise(con, sheet, [number for number, _ in numbered], texts)


def _row_texts(header: Header, row: list[Any]) -> list[str]:
    return [as_text(cell, header.fields.get(position)) for position, cell in enumerate(row)]


def as_text(cell: Any, field: Field | None = None) -> str:
    """A typed cell in the spelling that the contract accepts for its field.

    Numbers keep their exact value; a day in a month column is the month only when it is the
    first of it, which is what Excel makes of a typed 2018-06.
    """
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number_text(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return _day_text(cell, field)
    return "" if cell is None else str(cell)


def _number_text(number: float) -> str:
    if float(number).is_integer() and abs(number) < _EXACT_INTEGER:
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def _day_text(day: dt.date, field: Field | None) -> str:
    if field is not None and field.type == "month" and day.day == 1:
        return f"{day:%Y-%m}"
    if field is not None and field.type == "code":
        return f"{day.year}/{day.month}/{day.day}"
    return day.isoformat()
