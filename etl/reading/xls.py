"""Reading the older format, .xls and most .et, with xlrd: values, formats, errors and merges of one pass."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from etl.reading.cells import UNCALCULATED, Cell, Fault, Look, Number
from etl.reading.format_code import GENERAL
from etl.reading.grid import Grid, Room, Span, TooLargeError, UncertainError, check_sheets
from etl.reading.number_format import number_format
from etl.reading.text_parts import BUILT_IN

#: How a file of the older format begins, and one with a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FORMULA, _UNCALCULATED_SHEET, _END = 0x0006, 0x005E, 0x000A
#: A flag of a formula; the one beside it only says that it holds a function such as TODAY.
_CALCULATE_ON_OPENING = 0b10
#: Records of every program that calculates: Excel from 2000 on, LibreOffice. Others only write formulas down.
_STAMPS = {0x01C0, 0x01C1}
#: The result of a formula that is a text without a character.
_EMPTY_TEXT = b"\x03"
_FIRST_OWN_FORMAT = 164


class LockedError(Exception):
    """The workbook has a password."""


def read_xls(path: Path) -> Iterator[Grid]:
    """Yield every sheet in the order of the workbook, merged cells not yet filled.

    Raises:
        LockedError: the workbook has a password.
        UncertainError: it is damaged.
        TooLargeError: it is larger than a hand-in may be.
    """
    book, room = _opened(path), Room()
    check_sheets(len(book.sheet_names()))
    looks = [_look(book, style) for style in book.xf_list]
    for position, name in enumerate(book.sheet_names()):
        yield _grid(book, position, name, looks, room)


def _opened(path: Path) -> Any:
    import xlrd  # most workbooks are of the newer format

    try:
        return xlrd.open_workbook(
            str(path), logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error) or _is_locked(path):
            raise LockedError from error
        raise UncertainError from error
    except MemoryError:
        raise
    except Exception as error:  # a damaged file may lead xlrd anywhere
        raise UncertainError from error


def _is_locked(path: Path) -> bool:
    """Whether the file is a newer workbook that was put into an envelope with a password."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _look(book: Any, style: Any) -> Look:
    number = style.format_key
    own = book.format_map.get(number)
    code = (
        own.format_str if own is not None and number >= _FIRST_OWN_FORMAT else BUILT_IN.get(number, GENERAL)
    )
    return Look(number_format(code or GENERAL), book.datemode == 1)


def _grid(book: Any, position: int, name: str, looks: list[Look], room: Room) -> Grid:
    uncalculated: set[tuple[int, int]] = set()
    _listen_for_formulas(book, uncalculated)
    try:
        sheet = book.sheet_by_index(position)
        rows = _rows(sheet, looks, uncalculated, room)
        spans = [Span(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        hidden = frozenset(number for number, info in sheet.rowinfo_map.items() if info.hidden)
    except (UncertainError, TooLargeError, MemoryError):
        raise
    except Exception as error:  # a damaged file may lead xlrd anywhere
        raise UncertainError from error
    grid = Grid(name, rows, spans, is_hidden=sheet.visibility != 0, hidden_rows=hidden)
    book.unload_sheet(position)
    room.take(
        grid.height * grid.width,
        sum(len(cell) for row in rows.values() for cell in row if isinstance(cell, str)),
    )
    return grid


def _listen_for_formulas(book: Any, uncalculated: set[tuple[int, int]]) -> None:
    """Note cells whose nought or nothing waits to be calculated, from the records that xlrd goes through."""
    records = type(book).get_record_parts
    is_written_only, is_sheet_stale = not _is_stamped(book), False

    def listening() -> tuple[int, int, bytes]:
        nonlocal is_sheet_stale
        code, length, data = records(book)
        is_sheet_stale = is_sheet_stale or code == _UNCALCULATED_SHEET
        if code == _FORMULA and len(data) >= 16:
            row, column, _, result, flags = struct.unpack_from("<HHH8sH", data)
            is_stale = is_sheet_stale or flags & _CALCULATE_ON_OPENING
            is_nothing = result[:1] == _EMPTY_TEXT and result[6:] == b"\xff\xff"
            if (is_stale and not any(result)) or (is_nothing and (is_stale or is_written_only)):
                uncalculated.add((row, column))
        return code, length, data

    book.get_record_parts = listening


def _is_stamped(book: Any) -> bool:
    """Whether the workbook was saved by a program that calculates, as far as its first records tell."""
    place, code = book.base, 0
    while code != _END and place + 4 <= len(book.mem):
        code, length = struct.unpack_from("<HH", book.mem, place)
        if code in _STAMPS:
            return True
        place += 4 + length
    return False


def _rows(
    sheet: Any, looks: list[Look], uncalculated: set[tuple[int, int]], room: Room
) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    size = 0
    for number in range(sheet.nrows):
        size += sheet.row_len(number)
        room.check(size)
        cells = [
            Fault(UNCALCULATED) if (number, column) in uncalculated else _cell(sheet, number, column, looks)
            for column in range(sheet.row_len(number))
        ]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows[number] = cells
    return rows


def _cell(sheet: Any, row: int, column: int, looks: list[Look]) -> Cell:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    look = looks[sheet.cell_xf_index(row, column)]
    if kind == xlrd.XL_CELL_TEXT:
        return look.format.shown_text(value) or None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return Fault(xlrd.error_text_from_code.get(value, "#VALUE!"))
    return Number(float(value), look) if value or sheet.show_zero_values else None
