"""Finding the header row and matching its cells to the fields of the contract."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from etl.budgets import MOST_COLUMNS
from etl.contract import COMMON_FIELDS, Field, Table
from etl.contract.units import header_factor, is_unit
from etl.findings import Finding, Findings
from etl.personal import is_personal_header, personal_kind
from etl.reading.names import column_letters, normal, plain_header, with_unit

#: How far down the header row is looked for: titles and notes may stand above it.
SEARCHED_ROWS = 50

_TITLE_UNIT = re.compile(r"单位[:]([十百千]?[万亿]元{0,1}|[百千]元|[千万]人)")

Place = Mapping[str, str]


@dataclass(frozen=True)
class Header:
    """Where a table's columns are.

    Attributes:
        row: number of the header row as the user sees it, from 1; the lower one of two.
        width: number of columns.
        fields: column position → field of the contract.
        labels: every column's header as handed in, trimmed.
        factors: column position → what its numbers are multiplied by, for a unit such as 万元 in its header.
    """

    row: int
    width: int
    fields: dict[int, Field]
    labels: tuple[str, ...]
    factors: dict[int, Decimal] = dataclasses.field(default_factory=dict)


class Column(NamedTuple):
    """What a header cell names: a field, and the factor of the unit in its brackets, None for a misfit."""

    field: Field
    factor: Decimal | None = Decimal(1)


@lru_cache(maxsize=64)
def known_fields(table: Table) -> dict[str, Field]:
    """Accepted header (normalised) → field, for a table and the columns common to all."""
    fields = (*table.fields, *COMMON_FIELDS)
    return {normal(spelling): field for field in fields for spelling in (field.header, field.name)}


@lru_cache(maxsize=64)
def _number_fields(table: Table) -> dict[str, Field]:
    """Headers of number fields without the unit that the contract gives them → field."""
    fields = {with_unit(name)[0]: field for name, field in known_fields(table).items()}
    return {name: field for name, field in fields.items() if field.type in ("int", "num")}


@lru_cache(maxsize=2**14)
def column_of(table: Table, label: str) -> Column | None:
    """The field that a header cell names, and what its unit makes of numbers; None where it names none."""
    header = plain_header(label)
    known = known_fields(table).get(header)
    if known is not None:
        return Column(known)
    name, unit = with_unit(header)
    field, twice = _number_fields(table).get(name), known_fields(table).get(name)
    if not unit or not is_unit(unit) or (field or twice) is None:
        return None
    if field is None:  # a second unit behind the one of the contract
        return Column(twice, None) if twice and twice.type in ("int", "num") else None
    return Column(field, header_factor(field, unit))


def find_header(table: Table, rows: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """The header row among the first rows of a sheet; `is_too_wide` has seen to it that they have an end.

    The row with most cells that name a field wins, the first of equals; of a header merged over several rows
    the last one counts. Where two rows together name more fields than one, they are one header.

    Returns:
        Index of the row, the lower one of two, and its labels; None where no row names a field.
    """
    searched = [list(row) if len(row) <= MOST_COLUMNS else _cut(row) for row in rows[:SEARCHED_ROWS]]
    single = [_fields_named(table, row) for row in searched]
    joined = [_joined(table, upper, lower) for upper, lower in zip(searched, searched[1:], strict=False)]
    double = [_fields_named(table, row or ()) for row in joined]
    if not single or max(single) == 0:
        return None
    best = max(single)
    if double and max(double) > best:
        index = double.index(max(double))
        return index + 1, joined[index] or []
    index = single.index(best)
    while index + 1 < len(single) and searched[index + 1] == searched[index]:
        index += 1
    return index, searched[index]


def _cut(row: Sequence[str]) -> list[str]:
    """A row without the blank cells at its end."""
    filled = list(row)
    while filled and not filled[-1].strip():
        filled.pop()
    return filled


def is_too_wide(table: Table, rows: Sequence[Sequence[str]], findings: Findings, place: Place) -> bool:
    """Whether a row among which the header is looked for has more columns than a table may have; an error."""
    for number, row in enumerate(rows[:SEARCHED_ROWS], start=1):
        width = len(_cut(row))
        if width > MOST_COLUMNS:
            message = f"这一行有 {width:,} 列，“{table.title}”最多 {MOST_COLUMNS} 列，请删去右边多余的列"
            findings.error("too_many_columns", message, row=number, **place)
            return True
    return False


def _fields_named(table: Table, row: Sequence[str]) -> int:
    """How many different fields a row names."""
    columns = (column_of(table, cell) for cell in row)
    return len({column.field.name for column in columns if column is not None})


def _joined(table: Table, upper: Sequence[str], lower: Sequence[str]) -> list[str] | None:
    """Two rows as one header, None where the lower one says something else below a header."""
    width = max(len(upper), len(lower))
    labels = []
    for position in range(width):
        above = upper[position] if position < len(upper) else ""
        below = lower[position] if position < len(lower) else ""
        label = _joined_label(table, above.strip(), below.strip())
        if label is None:
            return None
        labels.append(label)
    return labels


def _joined_label(table: Table, above: str, below: str) -> str | None:
    if not above or not below or above == below:
        return above or below
    if column_of(table, above + below):
        return above + below
    if column_of(table, below):
        return below
    return None if column_of(table, above) else below


def report_titles(rows: Sequence[Sequence[str]], findings: Findings, place: Place) -> None:
    """Errors for personal data in the rows above the header, which are kept with the file."""
    for number, row in enumerate(rows, start=1):
        for position, cell in enumerate(row):
            if personal_kind(cell):
                message = "标题行里有个人信息，请删去"
                column = column_letters(position)
                findings.error("personal_data", message, row=number, column=column, **place)


def match_header(
    table: Table, row_number: int, cells: Sequence[str], findings: Findings, file: str, sheet: str
) -> Header:
    """Match header cells to fields; unknown columns warn, doubled, personal or misfit ones are errors."""
    fields: dict[int, Field] = {}
    factors: dict[int, Decimal] = {}
    for position, cell in enumerate(cells):
        label, column = cell.strip(), column_of(table, cell)
        fault = _fault(label, column, fields)
        if fault:
            findings.add(replace(fault, file=file, sheet=sheet, row=row_number, column=label))
        elif column is not None and column.factor is not None:
            fields[position] = column.field
            if column.factor != 1:
                factors[position] = column.factor
    labels = tuple(cell.strip() for cell in cells)
    return Header(row_number, len(cells), fields, labels, factors)


def _fault(label: str, column: Column | None, matched: dict[int, Field]) -> Finding | None:
    if is_personal_header(label) or personal_kind(label):
        return Finding("error", "personal_data", "不收个人信息，请删去这一列，只报人数")
    if column is None:
        return Finding("warning", "unknown_column", "标准里没有这一列，已略过") if label else None
    if column.factor is None:
        message = f"括号里的单位与“{column.field.header}”对不上，请改正表头"
        return Finding("error", "misfit_unit", message)
    if column.field in matched.values():
        return Finding("error", "duplicate_column", "同一字段出现了两列，请只留一列")
    return None


def report_title_units(
    rows: Sequence[Sequence[str]], header: Header, findings: Findings, place: Place
) -> None:
    """Errors for a unit above the header, such as 单位：万元, that the headers do not state themselves."""
    for number, row in enumerate(rows, start=1):
        for cell in dict.fromkeys(row):
            unit = _TITLE_UNIT.search(normal(cell))
            if unit and _could_have(header, unit[1]) and not _is_stated(header, unit[1]):
                message = f"表头上方写着“单位：{unit[1]}”，请把单位写进列的表头，如 金额（{unit[1]}）"
                findings.error("unit_in_title", message, row=number, **place)


def _could_have(header: Header, unit: str) -> bool:
    """Whether the numbers of some column may have this unit."""
    numbers = (field for field in header.fields.values() if field.type in ("int", "num"))
    return any(header_factor(field, unit) is not None for field in numbers)


def _is_stated(header: Header, unit: str) -> bool:
    """Whether some column says in its own header that it has this unit."""
    return any(with_unit(plain_header(label))[1] == unit for label in header.labels)
