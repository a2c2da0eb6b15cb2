"""Finding the header row and matching its cells to the fields of the contract."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.contract import COMMON_FIELDS, TABLES, Field, Table
from etl.findings import Finding, Findings
from etl.personal import is_personal_header, personal_kind

#: How far down the header row is looked for: titles and notes may stand above it.
SEARCHED_ROWS = 50


@dataclass(frozen=True)
class Header:
    """Where a table's columns are.

    Attributes:
        row: number of the header row as the user sees it, from 1.
        width: number of columns.
        fields: column position → field of the contract.
        labels: every column's header as handed in, trimmed.
    """

    row: int
    width: int
    fields: dict[int, Field]
    labels: tuple[str, ...]


def normal(label: str) -> str:
    """A header or sheet name as compared: NFKC, without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", label))


def table_named(name: str) -> Table | None:
    """The contract table of a sheet or file stem, by Chinese name or English id."""
    wanted = normal(name)
    return next((table for table in TABLES.values() if wanted in (table.name, normal(table.title))), None)


def known_fields(table: Table) -> dict[str, Field]:
    """Accepted header (normalised) → field, for a table and the columns common to all."""
    fields = (*table.fields, *COMMON_FIELDS)
    return {normal(spelling): field for field in fields for spelling in (field.header, field.name)}


def find_header(table: Table, rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the header row among the first rows of a sheet, or None.

    The row with most cells that name a field wins, the first of equals; of a header merged
    over several rows the last one counts.
    """
    known = known_fields(table)
    scores = [sum(normal(cell) in known for cell in row) for row in rows[:SEARCHED_ROWS]]
    if not scores or max(scores) == 0:
        return None
    index = scores.index(max(scores))
    while index + 1 < len(scores) and list(rows[index + 1]) == list(rows[index]):
        index += 1
    return index


def report_personal_titles(rows: Sequence[Sequence[str]], findings: Findings, place: dict[str, str]) -> None:
    """Errors for personal data in the rows above the header, which are kept with the file."""
    for number, row in enumerate(rows, start=1):
        if any(map(personal_kind, row)):
            findings.error("personal_data", "标题行里有个人信息，请删去", row=number, **place)


def match_header(
    table: Table, row_number: int, cells: Sequence[str], findings: Findings, file: str, sheet: str
) -> Header:
    """Match header cells to fields; unknown columns warn, doubled or personal ones are errors."""
    known = known_fields(table)
    fields: dict[int, Field] = {}
    for position, cell in enumerate(cells):
        label, field = cell.strip(), known.get(normal(cell))
        fault = _fault(label, field, fields)
        if fault:
            findings.add(replace(fault, file=file, sheet=sheet, row=row_number, column=label))
        elif field is not None:
            fields[position] = field
    return Header(row_number, len(cells), fields, tuple(cell.strip() for cell in cells))


def _fault(label: str, field: Field | None, matched: dict[int, Field]) -> Finding | None:
    if is_personal_header(label) or personal_kind(label):
        return Finding("error", "personal_data", "不收个人信息，请删去这一列，只报人数")
    if field is None and label:
        return Finding("warning", "unknown_column", "标准里没有这一列，已略过")
    if field in matched.values():
        return Finding("error", "duplicate_column", "同一字段出现了两列，请只留一列")
    return None
