"""The part of a workbook that holds a sheet."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import NamedTuple

from etl.budgets import MOST_BESIDE
from etl.personal import SHORTEST, may_be_personal, personal_kind
from etl.reading.cells import UNCALCULATED, Cell, Fault, Look, Number
from etl.reading.grid import Grid, Room, Span, UncertainError, check_text
from etl.reading.number_format import number_format
from etl.reading.text_parts import unescaped
from etl.reading.xml_part import Attributes

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
#: Letters of the last column, XFD.
_LONGEST_LETTERS = 3
_DAY = number_format("yyyy-mm-dd")
_TRUE = ("1", "true", "on")


class Book(NamedTuple):
    """What the sheets of a workbook share.

    Attributes:
        texts: shared texts.
        looks: cell styles.
        since_1904: days are counted from 1904.
        is_stale: results have to be calculated when the workbook is opened.
        room: for cells.
    """

    texts: list[str]
    looks: list[Look]
    since_1904: bool
    is_stale: bool
    room: Room


class SheetListener:
    """Puts the cells of a sheet together while its part streams by."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._rows: dict[int, list[Cell]] = {}
        self._spans: list[Span] = []
        self._hidden: set[int] = set()
        self._columns: dict[str, int] = {}
        self._size = self._letters = 0
        self._hides_noughts = False
        self._row, self._column = -1, -1
        self._cells: list[Cell] | None = None
        self._cell: Attributes | None = None
        self._value: str | None = None
        self._has_formula = self._takes = self._is_spoken = False
        self._pieces: list[str] = []
        self._texts: list[str] = []
        self._beside: dict[str, None] = {}
        self._looked_at = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "c":
            if self._cell is not None or self._cells is None:
                raise UncertainError
            self._cell, self._value, self._has_formula = attributes, None, False
        elif name == "v" or name == "t":
            self._takes = self._cell is not None and not self._is_spoken
            self._pieces.clear()
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._has_formula = True
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: Attributes) -> None:
        if name == "rPh":
            self._is_spoken = True
        elif name == "mergeCell":
            self._spans.append(_span(attributes.get("ref", "")))
        elif name == "sheetView":
            self._hides_noughts = attributes.get("showZeros", "1") not in _TRUE
        if self._cells is None:
            for text in attributes.values():
                if len(text) >= SHORTEST and not text.startswith("{"):
                    self._look_at(text)

    def text(self, text: str) -> None:
        """A piece of a value or of a text."""
        if self._takes:
            self._pieces.append(text)
        elif len(text) >= SHORTEST:
            self._look_at(text)

    def _look_at(self, text: str) -> None:
        """Note what kind of personal number a text beside the cells holds, up to a limit."""
        if self._looked_at < MOST_BESIDE and may_be_personal(text):
            self._looked_at += len(text)
            kind = personal_kind(text[:MOST_BESIDE])
            if kind:
                self._beside[kind] = None

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "v":
            if self._takes:
                self._value, self._takes = "".join(self._pieces), False
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "t" and self._takes:
            self._texts.append("".join(self._pieces))
            self._takes = False
        elif name == "rPh":
            self._is_spoken = False

    def _start_row(self, attributes: Attributes) -> None:
        if self._cells is not None:
            raise UncertainError
        given = attributes.get("r")
        self._row = int(given) - 1 if given else self._row + 1
        if not 0 <= self._row < _LAST_ROW or self._row in self._rows:
            raise UncertainError
        self._cells, self._column = [], -1
        if attributes.get("hidden") in _TRUE:
            self._hidden.add(self._row)

    def _end_row(self) -> None:
        cells, self._cells = self._cells, None
        if cells:
            self._rows[self._row] = cells
            self._size += len(cells)
            self._book.room.check(self._size, self._letters)

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if attributes is None or self._cells is None:
            raise UncertainError
        self._column = self._place(attributes.get("r"))
        cell = self._read(attributes)
        if cell is None:
            return
        missing = self._column - len(self._cells)
        if missing == 0:
            self._cells.append(cell)
        elif missing > 0:
            self._cells.extend([None] * missing)
            self._cells.append(cell)
        elif self._cells[self._column] is None:
            self._cells[self._column] = cell
        else:
            raise UncertainError

    def _place(self, reference: str | None) -> int:
        """The column of a cell: the one it names, else the next one."""
        if not reference:
            return self._column + 1
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column(letters)
        if reference[len(letters) :] != str(self._row + 1):
            raise UncertainError
        return column

    def _read(self, attributes: Attributes) -> Cell:
        kind, value = attributes.get("t", "n"), self._value
        if self._has_formula and not self._is_calculated(kind, value):
            return Fault(UNCALCULATED)
        if kind == "inlineStr":
            texts, self._texts = self._texts, []
            return self._text(unescaped("".join(texts)), attributes)
        if value is None or (value == "" and kind != "e"):
            return None
        if kind == "s":
            return self._text(self._shared(value), attributes)
        if kind == "n":
            return self._number(_number(value), self._look(attributes))
        if kind == "str":
            return self._text(unescaped(value), attributes)
        return self._read_other(kind, value, attributes)

    def _read_other(self, kind: str, value: str, attributes: Attributes) -> Cell:
        if kind == "b":
            return value in _TRUE
        if kind == "e":
            return Fault(value or "#VALUE!")
        if kind == "d":
            return self._number(_serial(value, self._book.since_1904), self._look(attributes, _DAY))
        raise UncertainError

    def _is_calculated(self, kind: str, value: str | None) -> bool:
        is_stale = self._book.is_stale
        if kind == "str":
            return value is not None and not (is_stale and value == "")
        if not value:
            return False
        return not (is_stale and kind in ("n", "b") and _number(value) == 0)

    def _shared(self, value: str) -> str:
        place = int(value)
        if not 0 <= place < len(self._book.texts):
            raise UncertainError
        return self._book.texts[place]

    def _text(self, text: str, attributes: Attributes) -> str:
        self._letters += len(text)
        check_text(text, self._row)
        if "s" not in attributes:
            return text
        return self._look(attributes).format.shown_text(text)

    def _number(self, value: float, look: Look) -> Cell:
        if not math.isfinite(value):
            raise UncertainError
        return None if self._hides_noughts and value == 0 else Number(value, look)

    def _look(self, attributes: Attributes, day: object = None) -> Look:
        place = int(attributes.get("s", "0"))
        if not 0 <= place < len(self._book.looks):
            raise UncertainError
        look = self._book.looks[place]
        if day is not None and not look.format.sections[0].is_date:
            return look._replace(format=_DAY)
        return look

    def grid(self, name: str, *, is_hidden: bool) -> Grid:
        """The sheet, once its part has been read to the end."""
        hidden = frozenset(self._hidden)
        grid = Grid(
            name, self._rows, self._spans, is_hidden=is_hidden, hidden_rows=hidden, beside=tuple(self._beside)
        )
        self._book.room.take(grid.height * grid.width, self._letters)
        return grid


def _number(value: str) -> float:
    if "_" in value:  # Python reads 1_000 as a number, and nobody else
        raise UncertainError
    return float(value)


def _column(letters: str) -> int:
    number = _LAST_COLUMN + 1 if len(letters) > _LONGEST_LETTERS else 0
    for letter in letters[:_LONGEST_LETTERS].upper():
        number = number * 26 + ord(letter) - 64 if "A" <= letter <= "Z" else _LAST_COLUMN + 1
    if not 0 < number <= _LAST_COLUMN:
        raise UncertainError
    return number - 1


def _span(reference: str) -> Span:
    first, _, last = reference.partition(":")
    corners = [_REFERENCE.fullmatch(corner) for corner in (first, last or first)]
    if not corners[0] or not corners[1]:
        raise UncertainError
    (left, top), (right, bottom) = ((_column(corner[1]), int(corner[2]) - 1) for corner in corners if corner)
    return Span(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _serial(value: str, since_1904: bool) -> float:
    """A day written as 2018-06-01 or 2018-06-01T00:00:00 → the number that stands for it."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        raise UncertainError from None
    begin = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30)
    if moment.tzinfo is not None or moment < dt.datetime(1904, 1, 1):
        raise UncertainError
    return (moment - begin) / dt.timedelta(days=1)
