"""From the cells of a sheet to a table of the contract whose cells are still text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from etl.contract import Field, Table
from etl.findings import Findings
from etl.personal import is_personal_header, may_be_personal, personal_kind
from etl.reading.cells import Cell, as_text, is_filled, searched_text
from etl.reading.csv_file import materialise, report_ragged
from etl.reading.grid import Grid
from etl.reading.header import (
    SEARCHED_ROWS,
    Header,
    find_header,
    is_too_wide,
    match_header,
    report_title_units,
    report_titles,
)
from etl.reading.names import column_letters
from etl.reading.sheet import Sheet

#: The number of a row as the user sees it, and its cells.
Row = tuple[int, list[Cell]]

Place = Mapping[str, str]

_LISTED = 20


def pass_over(grid: Grid, findings: Findings, place: Place) -> None:
    """Look for personal data in a sheet that is no table, for the whole file would be kept."""
    for number, cells in _rows(grid):
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        for position, text in enumerate(texts):
            kind = personal_kind(text) if may_be_personal(text) else None
            if kind:
                message, column = f"单元格里有{kind}，不收个人信息，请删去", column_letters(position)
                findings.error("personal_data", message, row=number, column=column, **place)
        if number <= SEARCHED_ROWS and _is_header([as_text(cell) for cell in cells]):
            _report_personal_labels(texts, findings, number, place)


def _report_personal_labels(texts: list[str], findings: Findings, number: int, place: Place) -> None:
    for position, text in enumerate(texts):
        if is_personal_header(text):
            message = "这一行的表头要的是个人信息，请删去这张表"
            column = column_letters(position)
            findings.error("personal_data", message, row=number, column=column, **place)


def _rows(grid: Grid) -> list[Row]:
    return [(place + 1, cells) for place, cells in sorted(grid.rows.items()) if any(map(is_filled, cells))]


def _is_header(texts: list[str]) -> bool:
    """Whether a row is one of short labels, and no sentence that tells what not to hand in."""
    filled = [text for text in texts if text.strip()]
    return len(filled) > 1 and all(len(text) <= 12 for text in filled)


def read_worksheet(
    con: duckdb.DuckDBPyConnection, table: Table, place: dict[str, str], grid: Grid, findings: Findings
) -> Sheet | None:
    """Find the header and put the cells below it into a temporary table; None where there is no table."""
    rows = _rows(grid)
    if not rows:
        findings.error("empty_file", "这张表是空的，请按模板填写表头和内容", **place)
        return None
    header = _header(table, place, grid, findings)
    if header is None:
        return None
    below = [(number, cells) for number, cells in rows if number > header.row]
    _report_wide_rows(below, header.width, findings, place)
    _report_merged_numbers(grid, header, findings, place)
    _warn_hidden(grid, below, findings, place)
    texts = [_texts(below, position, header.fields.get(position)) for position in range(header.width)]
    sheet = Sheet(table, place["file"], place["sheet"], header, "", numbered=True)
    return materialise(con, sheet, [([number for number, _ in below], texts)] if below else [])


def _header(table: Table, place: dict[str, str], grid: Grid, findings: Findings) -> Header | None:
    height = min(grid.height, SEARCHED_ROWS)
    leading = [[as_text(cell) for cell in grid.rows.get(at, ())] for at in range(height)]
    if is_too_wide(table, leading, findings, place):
        return None
    found = find_header(table, leading)
    if found is None:
        findings.error("header_missing", f"找不到“{table.title}”的表头行，请对照模板", **place)
        return None
    index, labels = found
    report_titles(leading[:index], findings, place)
    while not labels[-1].strip():
        labels = labels[:-1]
    header = match_header(table, index + 1, labels, findings, **place)
    report_title_units(leading[:index], header, findings, place)
    return header


def _report_wide_rows(rows: list[Row], width: int, findings: Findings, place: Place) -> None:
    """Errors for rows that go on beyond the last header; what they hold there would be lost."""
    for number, cells in rows:
        if len(cells) > width and any(map(is_filled, cells[width:])):
            texts = [as_text(cell) for cell in cells]
            while not texts[-1].strip():
                texts.pop()
            report_ragged(texts, width, findings, row_number=number, place=place)


def _report_merged_numbers(grid: Grid, header: Header, findings: Findings, place: Place) -> None:
    """Errors for a number over several rows or columns: it would count once for each of them."""
    for span in grid.spans:
        covered = range(span.left, min(span.right, header.width - 1) + 1)
        numbers = [at for at in covered if at in header.fields and header.fields[at].type in ("int", "num")]
        cells = grid.rows.get(span.top, [])
        value = cells[span.left] if span.left < len(cells) else None
        is_many = span.bottom > span.top or len(numbers) > 1
        if span.bottom >= header.row and numbers and is_many and is_filled(value):
            label = header.labels[numbers[0]]
            message = f"{span.name} 是合并的单元格，合并的数会重复计算，请取消合并，每行各填各的数"
            row = max(span.top, header.row) + 1
            findings.error("merged_number", message, row=row, column=label, value=as_text(value), **place)


def _warn_hidden(grid: Grid, rows: list[Row], findings: Findings, place: Place) -> None:
    if grid.is_hidden:
        findings.warning("hidden_sheet", "这张工作表是隐藏的，也读入了，请核对", **place)
    hidden = [number for number, _ in rows if number - 1 in grid.hidden_rows]
    if hidden:
        shown = "、".join(map(str, hidden[:_LISTED])) + ("……" if len(hidden) > _LISTED else "")
        message = f"隐藏的行也读入了，请核对：第 {shown} 行"
        findings.warning("hidden_rows", message, row=hidden[0], **place)


def _texts(rows: list[Row], position: int, field: Field | None) -> Sequence[str]:
    column = [cells[position] if position < len(cells) else None for _, cells in rows]
    if field is None:
        return [searched_text(cell) for cell in column]
    return [cell if isinstance(cell, str) else as_text(cell, field) for cell in column]
