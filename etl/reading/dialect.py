"""How a .csv file separates its cells: by comma, tab or semicolon, perhaps with a line that says so."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from etl.contract import Table
from etl.reading.header import SEARCHED_ROWS, column_of, find_header

csv.field_size_limit(2**24)

SEPARATORS = (",", "\t", ";")
#: The line by which Excel is told the separator; it shows the rows below as if there were none.
_STATED = re.compile(r'"?sep=([,;\t])"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)


class Dialect(NamedTuple):
    """How a file separates its cells.

    Attributes:
        separator: comma, tab or semicolon.
        lines: 1 where a line at the top says so, which no program shows as a row.
    """

    separator: str
    lines: int = 0


def dialect_of(table: Table, head: str) -> Dialect:
    """The separator that the file states, else the one with which most headers are found."""
    stated = _STATED.match(head)
    if stated:
        return Dialect(stated[1], 1)
    used = [separator for separator in SEPARATORS if separator in head] or SEPARATORS[:1]
    if len(used) == 1:
        return Dialect(used[0])
    found = {separator: _fields_found(table, head, Dialect(separator)) for separator in used}
    return Dialect(max(used, key=lambda separator: found[separator]))


def _fields_found(table: Table, head: str, dialect: Dialect) -> int:
    header = find_header(table, [row for row, _ in leading_rows(head, dialect)])
    return sum(column_of(table, label) is not None for label in header[1]) if header else 0


def reader(text: str, dialect: Dialect, *, strict: bool = False) -> Iterator[list[str]]:
    """The rows of a file, without the line that states the separator."""
    lines = io.StringIO(text, newline="")
    stated = _STATED.match(text) if dialect.lines else None
    lines.seek(stated.end() if stated else 0)
    return csv.reader(lines, delimiter=dialect.separator, strict=strict)


def leading_rows(head: str, dialect: Dialect) -> list[tuple[list[str], int]]:
    """The first rows, each with the number of physical lines up to and including it."""
    lines: Any = reader(head, dialect)
    rows: list[tuple[list[str], int]] = []
    with contextlib.suppress(csv.Error):
        for row in lines:
            rows.append((row, lines.line_num + dialect.lines))
            if len(rows) == SEARCHED_ROWS:
                break
    return rows
