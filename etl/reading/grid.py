"""A sheet of a workbook as one reading of the file gives it, whatever the file's format."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from etl import budgets
from etl.reading.cells import Cell, is_filled
from etl.reading.names import column_letters


class TooLargeError(Exception):
    """A workbook beyond the budgets; the message says of what it has too much, in Chinese."""


class Room:
    """How many cells and letters a workbook may still have, counted from A1 to each sheet's last filled cell.

    A cell takes 8 bytes, filled or not.
    """

    def __init__(self) -> None:
        self._most = budgets.CELLS.value or sys.maxsize
        self._taken = self._letters = 0

    def check(self, count: int, letters: int = 0) -> None:
        """Make sure that so many more find room.

        Raises:
            TooLargeError: they do not.
        """
        if self._letters + letters > budgets.MOST_LETTERS:
            raise TooLargeError(
                f"工作簿里的文字合计超过 {budgets.MOST_LETTERS:,} 字，没有读；请删去大段的文字再交"
            )
        if self._taken + count > self._most:
            raise TooLargeError(
                f"工作簿里从左上角到最后一个有内容的格合计超过 {self._most:,} 格，没有读；"
                "请删去表格右边和下面多余的内容（或把有内容的部分复制到新工作簿），再交"
            )

    def take(self, count: int, letters: int) -> None:
        """Give room to the cells of a sheet.

        Raises:
            TooLargeError: there is none left.
        """
        self.check(count, letters)
        self._taken += count
        self._letters += letters


def check_text(text: str, row: int) -> None:
    """Make sure that a text, in a row counted from 0, is no longer than a cell may be.

    Raises:
        TooLargeError: it is.
    """
    if len(text) > budgets.LONGEST_CELL:
        raise TooLargeError(
            f"第 {row + 1} 行有一格超过 {budgets.LONGEST_CELL:,} 字，Excel 和 WPS 都放不下，没有读；"
            "请把这一格缩短再交"
        )


def check_sheets(count: int) -> None:
    """Make sure that a workbook has not too many sheets.

    Raises:
        TooLargeError: it has.
    """
    if budgets.exceeds(count, budgets.SHEETS):
        raise TooLargeError(
            f"工作簿里有 {count:,} 张工作表，最多 {budgets.SHEETS.value} 张，没有读；"
            "请只留要交的表，或分成几个工作簿再交"
        )


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
