"""A sheet of a workbook as one reading of the file gives it, whatever the file's format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from etl.reading.cells import Cell, is_filled
from etl.reading.names import column_letters

#: Cells between A1 and the last one that is filled; each takes 8 bytes, filled or not.
MAX_CELLS = 30_000_000


class UncertainError(Exception):
    """A sheet that cannot be read for certain: two cells in one place, a style or text that is not there."""


class Span(NamedTuple):
    """Merged cells: first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """The range as a spreadsheet program spells it, such as C2:C4."""
        return f"{column_letters(self.left)}{self.top + 1}:{column_letters(self.right)}{self.bottom + 1}"


@dataclass(frozen=True)
class Grid:
    """All cells of a sheet.

    Attributes:
        name: the sheet's name.
        rows: row, from 0 → its cells from the first column on; rows without any are left out.
        spans: merged ranges.
        is_table: a sheet of cells, and no chart.
        is_hidden: the sheet is not to be seen.
        hidden_rows: rows that are not to be seen, from 0.
        beside: kinds of personal numbers that stand in the sheet outside its cells.
    """

    name: str
    rows: Mapping[int, list[Cell]] = field(default_factory=dict)
    spans: Sequence[Span] = ()
    is_table: bool = True
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    beside: Sequence[str] = ()

    @property
    def height(self) -> int:
        """Rows down to the last one with anything in it."""
        return max(self.rows, default=-1) + 1

    @property
    def width(self) -> int:
        """Columns up to the last one with anything in it."""
        return max(map(len, self.rows.values()), default=0)

    def merged(self) -> Grid:
        """The same sheet with the value of merged cells in all of them.

        Raises:
            UncertainError: merged ranges overlap, which no program writes and which may take forever.
        """
        rows, height, width = dict(self.rows), self.height, self.width
        spans = [_within(span, height, width) for span in self.spans]
        if sum(_area(span) for span in spans) > height * width:
            raise UncertainError
        for span in spans:
            cells = self.rows.get(span.top, [])
            value = cells[span.left] if span.left < len(cells) else None
            if is_filled(value):
                _fill(rows, span, value)
        return replace(self, rows=rows)


def _within(span: Span, height: int, width: int) -> Span:
    return Span(span.top, span.left, min(span.bottom, height - 1), min(span.right, width - 1))


def _area(span: Span) -> int:
    return max(0, span.bottom - span.top + 1) * max(0, span.right - span.left + 1)


def _fill(rows: dict[int, list[Cell]], span: Span, value: Cell) -> None:
    for number in range(span.top, span.bottom + 1):
        row = rows.setdefault(number, [])
        row.extend([None] * (span.right + 1 - len(row)))
        row[span.left : span.right + 1] = [value] * (span.right + 1 - span.left)
