"""From the cells of a sheet to a table of the contract whose cells are still text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb

from etl.contract import Field, Table
from etl.findings import Findings
from etl.personal import is_personal_header, may_be_personal, personal_kind
from etl.reading.cells import Cell, as_text, is_filled
from etl.reading.csv_file import materialise, report_ragged
from etl.reading.grid import Grid
from etl.reading.header import SEARCHED_ROWS, find_header, match_header, report_personal_titles
from etl.reading.sheet import Sheet

Row = tuple[int, list[Cell]]
"""The number of a row as the user sees it, and its cells."""


def pass_over(grid: Grid, findings: Findings, place: Mapping[str, str]) -> None:
    """Look for personal data in a sheet that is no table, for the whole file would be kept."""
    for number, cells in _rows(grid):
        texts = [as_text(cell) for cell in cells]
        if any(may_be_personal(text) and personal_kind(text) for text in texts):
            findings.error("personal_data", "这一行有个人信息，请删去", row=number, **place)
        elif number <= SEARCHED_ROWS and any(map(is_personal_header, texts)) and _is_header(texts):
            findings.error("personal_data", "这一行的表头要的是个人信息，请删去这张表", row=number, **place)


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
    leading = _leading(grid)
    index = find_header(table, leading)
    if index is None:
        findings.error("header_missing", f"找不到“{table.title}”的表头行，请对照模板", **place)
        return None
    report_personal_titles(leading[:index], findings, place)
    labels = leading[index]
    while not labels[-1].strip():
        labels = labels[:-1]
    header = match_header(table, index + 1, labels, findings, **place)
    below = [(number, cells) for number, cells in rows if number > header.row]
    _report_wide_rows(below, header.width, findings, place)
    texts = [_texts(below, position, header.fields.get(position)) for position in range(header.width)]
    sheet = Sheet(table, place["file"], place["sheet"], header, "", numbered=True)
    return materialise(con, sheet, [([number for number, _ in below], texts)] if below else [])


def _leading(grid: Grid) -> list[list[str]]:
    """The rows in which a header is looked for, as text."""
    height = min(grid.height, SEARCHED_ROWS)
    return [[as_text(cell) for cell in grid.rows.get(place, ())] for place in range(height)]


def _report_wide_rows(rows: list[Row], width: int, findings: Findings, place: Mapping[str, str]) -> None:
    """Errors for rows that go on beyond the last header; what they hold there would be lost."""
    for number, cells in rows:
        if len(cells) > width and any(map(is_filled, cells[width:])):
            texts = [as_text(cell) for cell in cells]
            while not texts[-1].strip():
                texts.pop()
            report_ragged(texts, width, findings, row_number=number, place=dict(place))


def _texts(rows: list[Row], position: int, field: Field | None) -> Sequence[str]:
    column = [cells[position] if position < len(cells) else None for _, cells in rows]
    return [cell if isinstance(cell, str) else as_text(cell, field) for cell in column]
