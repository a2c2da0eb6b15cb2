"""What stands where on a sheet of a form, before it is drawn.

A sheet is an ordinary table of the contract: title, sums and id above the header, the data below. What
helps to fill it in (names, last values) stands in columns that the contract does not know and passes over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from etl.contract import Field, Table
from etl.contract.collecting import MONTHLY
from etl.forms.asking import Known

#: Index of the header row: the title, the sums and the line with the id stand above it.
HEADER_ROW = 3

#: Rows for events, or for what is new in a register.
BLANK_ROWS = 100

#: Headers of the columns that only help; `LAST` stands before the header of the field beside it.
NAME, PLACE, LAST_MONTH, LAST = "单位名称", "所在地", "上期报告期", "上期"

#: All of them.
HELPING = frozenset(
    {NAME, PLACE, LAST_MONTH, *(f"{LAST}{field.header}" for table in MONTHLY for field in table.fields)}
)


@dataclass(frozen=True)
class Column:
    """A column of a form.

    Attributes:
        header: as it stands in the form.
        field: the field of the contract, None for what only helps.
        locked: whether its prefilled cells are not to be changed.
        last_of: the field whose last value it shows.
    """

    header: str
    field: Field | None = None
    locked: bool = False
    last_of: Field | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet of a form.

    Attributes:
        table: the table of the contract.
        columns: from left to right.
        rows: prefilled cells, header → stored value; blank where the unit is to fill in.
        keys: keys of the prefilled rows in order, without the month.
        blank_rows: how many rows without any cell follow.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    keys: tuple[tuple[str, ...], ...]
    blank_rows: int = 0

    @property
    def last_row(self) -> int:
        """Number of the last row that may be filled in, as the user sees it."""
        return HEADER_ROW + 1 + max(1, len(self.rows) + self.blank_rows)


def monthly_sheet(table: Table, reporters: Sequence[Known], period: Any) -> Sheet:
    """A sheet with a row for each reporter: codes and month locked, last values beside the empty cells."""
    keys = [field for field in table.fields if field.name in table.key and field.type != "month"]
    rows = []
    for reporter in reporters:
        row: dict[str, Any] = dict(zip([field.header for field in keys], reporter.key, strict=True))
        row |= {NAME: reporter.name, PLACE: reporter.place, LAST_MONTH: reporter.last.get("period")}
        row |= {f"{LAST}{field.header}": reporter.last.get(field.name) for field in table.fields}
        rows.append(row | {field.header: period for field in table.fields if field.type == "month"})
    columns = [Column(field.header, field, locked=True) for field in keys]
    columns += [Column(NAME, locked=True), Column(PLACE, locked=True)]
    columns += [Column(field.header, field, locked=True) for field in table.fields if field.type == "month"]
    for field in table.fields:
        if field.name not in table.key:
            columns += [
                Column(field.header, field),
                Column(f"{LAST}{field.header}", locked=True, last_of=field),
            ]
    columns.append(Column(LAST_MONTH, locked=True))
    filled = [column for column in columns if column.last_of is None or _is_told(column, rows)]
    return Sheet(table, tuple(filled), tuple(rows), tuple(reporter.key for reporter in reporters))


def _is_told(column: Column, rows: Sequence[Mapping[str, Any]]) -> bool:
    return any(row.get(column.header) is not None for row in rows)


def event_sheet(table: Table) -> Sheet:
    """A sheet of blank rows, one for whatever happened."""
    columns = tuple(Column(field.header, field) for field in table.fields)
    return Sheet(table, columns, (), (), BLANK_ROWS)


def register_sheet(table: Table, stored: Sequence[Mapping[str, Any]]) -> Sheet:
    """A sheet with the stored rows to be corrected, codes locked, and blank rows for what is new."""
    columns = tuple(Column(field.header, field, locked=field.name in table.key) for field in table.fields)
    rows = tuple({field.header: _given(row, field.name) for field in table.fields} for row in stored)
    keys = tuple(tuple(str(row[name]) for name in table.key) for row in stored)
    return Sheet(table, columns, rows, keys, BLANK_ROWS)


def _given(row: Mapping[str, Any], name: str) -> Any:
    """A stored value; of a point the coordinates as handed in, which its datum belongs to."""
    return row.get(f"{name}_given", row.get(name))
