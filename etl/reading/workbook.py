"""Reading .xlsx with python-calamine: typed cells, merged ranges, limits against hostile files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast

import duckdb
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from etl.contract import Field, Table
from etl.findings import Findings
from etl.personal import is_personal_header, may_be_personal, personal_kind
from etl.reading.archive import Archive, Marks, open_archive
from etl.reading.csv_file import materialise, report_ragged
from etl.reading.header import SEARCHED_ROWS, find_header, match_header, report_personal_titles, table_named
from etl.reading.sheet import Sheet, shown_name

INSTRUCTIONS_SHEET = "填写说明"
#: Excel keeps no more digits than these; further ones of a number have been rounded away.
EXACT_DIGITS = 15

Result = TypeVar("Result")


def read_workbook(con: duckdb.DuckDBPyConnection, path: Path, findings: Findings) -> Iterator[Sheet]:
    """Yield every sheet of a workbook that names a table of the contract.

    Args:
        con: connection on which temporary tables are made.
        path: the .xlsx file.
        findings: takes what is wrong; a file that cannot be opened yields nothing.
    """
    parts = open_archive(path, findings)
    if parts is None:
        return
    with parts:
        workbook = _guarded(lambda: CalamineWorkbook.from_path(str(path)))
        if workbook is None or not workbook.sheet_names:
            findings.error(
                "unreadable_file", "文件打不开，请用 Excel 另存为 .xlsx 再交", file=shown_name(path)
            )
            return
        with workbook:
            yield from _sheets(con, shown_name(path), workbook, Archive(parts), findings)


def workbook_grids(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the name and all cells as text of every sheet that names a table; nothing where it is unsound."""
    parts = open_archive(path, Findings())
    workbook = _guarded(lambda: CalamineWorkbook.from_path(str(path))) if parts else None
    if parts is None or workbook is None:
        return
    with parts, workbook:
        archive = Archive(parts)
        for position, name in enumerate(workbook.sheet_names):
            rows = _rows(workbook, name, archive.marks(position)) if table_named(name) else None
            yield name, [[as_text(cell) for cell in row] for row in rows or []]


def _guarded(read: Callable[[], Result]) -> Result | None:
    """What calamine reads, or None where the file makes it give up or panic."""
    try:
        return read()
    except CalamineError:
        return None
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        return None


def _sheets(
    con: duckdb.DuckDBPyConnection,
    file: str,
    workbook: CalamineWorkbook,
    archive: Archive,
    findings: Findings,
) -> Iterator[Sheet]:
    for position, metadata in enumerate(workbook.sheets_metadata):
        table = table_named(metadata.name)
        place = {"file": file, "sheet": metadata.name}
        if personal_kind(metadata.name):
            findings.error("personal_data", "表名里有个人信息，请改名", file=file)
        rows = _rows(workbook, metadata.name, archive.marks(position))
        if rows is None and metadata.typ == SheetTypeEnum.WorkSheet:
            findings.error("unreadable_sheet", "这张表读不出来，请复制到新工作簿再交", **place)
        elif table is None or rows is None:
            _pass_over(rows or [], findings, place)
        elif not any(_is_filled(row) for row in rows):
            findings.error("empty_file", "这张表是空的，请按模板填写表头和内容", **place)
        else:
            sheet = _read_sheet(con, table, place, rows, findings)
            if sheet is not None:
                yield sheet


def _pass_over(rows: list[list[Any]], findings: Findings, place: dict[str, str]) -> None:
    """Warn of a sheet that is no table; personal data in it counts, for the whole file would be kept."""
    if place["sheet"] != INSTRUCTIONS_SHEET:
        findings.warning("unknown_sheet", "标准里没有这张表，已略过", **place)
    for number, row in enumerate(rows, start=1):
        texts = [as_text(cell) for cell in row]
        if any(may_be_personal(text) and personal_kind(text) for text in texts):
            findings.error("personal_data", "这一行有个人信息，请删去", row=number, **place)
        elif number <= SEARCHED_ROWS and any(map(is_personal_header, texts)) and _is_header(texts):
            findings.error("personal_data", "这一行的表头要的是个人信息，请删去这张表", row=number, **place)


def _is_header(texts: list[str]) -> bool:
    """Whether a row is one of short labels, and no sentence that tells what not to hand in."""
    filled = [text for text in texts if text.strip()]
    return len(filled) > 1 and all(len(text) <= 12 for text in filled)


def _rows(workbook: CalamineWorkbook, name: str, marks: Marks | None) -> list[list[Any]] | None:
    """All rows from the first one of the sheet, None where it cannot be read."""
    if marks is None:
        return None
    return _guarded(lambda: _filled_rows(workbook.get_sheet_by_name(name), marks))


def _filled_rows(sheet: CalamineSheet, marks: Marks) -> list[list[Any]] | None:
    """All rows, with errors and percentages as the user sees them and merged cells filled.

    None where merged ranges overlap, which no spreadsheet program writes and which may take forever to fill.
    """
    rows = cast(list[list[Any]], sheet.to_python(skip_empty_area=False))
    width = len(rows[0]) if rows else 0
    for (top, left), text in marks.errors.items():
        if top < len(rows) and left < width:
            rows[top][left] = text
    for top, left in marks.percents:
        cell = rows[top][left] if top < len(rows) and left < width else None
        if isinstance(cell, float):
            rows[top][left] = _percent_text(cell)
    merged = sheet.merged_cell_ranges or []
    if _area(merged, len(rows), width) > len(rows) * width:
        return None
    for (top, left), (bottom, right) in merged:
        for row in rows[top : bottom + 1] if left < width else []:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def _area(merged: Sequence[tuple[tuple[int, int], tuple[int, int]]], height: int, width: int) -> int:
    """How many cells the merged ranges cover within the sheet, overlaps counted again."""
    return sum(
        max(0, min(bottom + 1, height) - top) * max(0, min(right + 1, width) - left)
        for (top, left), (bottom, right) in merged
    )


def _is_filled(row: Sequence[Any]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)


def _read_sheet(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    place: dict[str, str],
    rows: list[list[Any]],
    findings: Findings,
) -> Sheet | None:
    leading = [[as_text(cell) for cell in row] for row in rows[:SEARCHED_ROWS]]
    index = find_header(table, leading)
    if index is None:
        findings.error("header_missing", f"找不到“{table.title}”的表头行，请对照模板", **place)
        return None
    report_personal_titles(leading[:index], findings, place)
    labels = leading[index]
    while not labels[-1].strip():
        labels = labels[:-1]
    header = match_header(table, index + 1, labels, findings, **place)
    numbered = [
        (number, row) for number, row in enumerate(rows, start=1) if number > header.row and _is_filled(row)
    ]
    if header.width < len(rows[0]):
        _report_wide_rows(numbered, header.width, findings, place)
    columns = zip(*(row[: header.width] for _, row in numbered), strict=True)
    texts = [_texts(column, header.fields.get(position)) for position, column in enumerate(columns)]
    sheet = Sheet(table, place["file"], place["sheet"], header, "", numbered=True)
    return materialise(con, sheet, [([number for number, _ in numbered], texts)] if numbered else [])


def _report_wide_rows(
    numbered: list[tuple[int, list[Any]]], width: int, findings: Findings, place: dict[str, str]
) -> None:
    """Errors for rows that go on beyond the last header; what they hold there would be lost."""
    for number, row in numbered:
        if _is_filled(row[width:]):
            texts = [as_text(cell) for cell in row]
            while not texts[-1].strip():
                texts.pop()
            report_ragged(texts, width, findings, row_number=number, place=place)


def _texts(column: Sequence[Any], field: Field | None) -> Sequence[str]:
    if set(map(type, column)) == {str}:
        return column
    return [as_text(cell, field) for cell in column]


def as_text(cell: Any, field: Field | None = None) -> str:
    """A typed cell in the spelling that the contract accepts for its field.

    Numbers keep their exact value; a day in a month column is the month only when it is the
    first of it, which is what Excel makes of a typed 2018-06.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return _truth_text(cell, field)
    if isinstance(cell, int | float):
        return _number_text(cell, field)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return _day_text(cell, field)
    return "" if cell is None else str(cell)


def _truth_text(cell: bool, field: Field | None) -> str:
    """TRUE or FALSE; as a code it is told apart from the word, which a code may be."""
    text = "TRUE" if cell else "FALSE"
    return f"={text}()" if field is not None and field.type == "code" else text


def _number_text(number: float, field: Field | None) -> str:
    shown = Decimal(f"{number:.{EXACT_DIGITS}g}")
    if shown == shown.to_integral_value() and abs(shown) < 10**EXACT_DIGITS:
        return format(shown, ".0f")
    if field is not None and field.type in ("code", "int"):
        return f"{number:.{EXACT_DIGITS}g}"
    return format(Decimal(repr(number)), "f")


def _percent_text(number: float) -> str:
    percentage = Decimal(f"{number:.{EXACT_DIGITS}g}") * 100
    return f"{percentage.normalize():f}%"


def _day_text(day: dt.date, field: Field | None) -> str:
    if field is not None and field.type == "month" and day.day == 1:
        return f"{day:%Y-%m}"
    if field is not None and field.type == "code":
        return f"{day.year}/{day.month}/{day.day}"
    return day.isoformat()
