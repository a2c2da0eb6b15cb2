"""Rows that are no records and are passed over: totals, repeated headers, 甲乙丙, what stands below.

Each is told by what it says and by its key: a row with a sound key is always a record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from etl.reading.names import normal, plain_header
from etl.reading.sheet import Sheet

Kind = Literal["total_row", "repeated_header", "column_numbers", "footer"]

TOTALS = ("合计", "小计", "总计")
STEMS = "甲乙丙丁戊己庚辛壬癸"
_TOTAL = re.compile(rf"(?:{'|'.join(TOTALS)}):?")
_SIGNED = re.compile(
    r"\(?(?:填报人|填表人|审核人|负责人|单位\(?盖章\)?|\(?盖章\)?|联系电话|填报日期|注|说明)(?![0-9A-Za-z_-])"
)
_CLOSED = re.compile(r"[^:]{1,8}:?")

Cells = Sequence[str | None]


@dataclass(frozen=True)
class Passed:
    """A row that is passed over.

    Attributes:
        kind: why.
        row: its number as the user sees it.
    """

    kind: Kind
    row: int


def passed_rows(sheet: Sheet, doubtful: Mapping[int, Cells], last_record: int) -> list[Passed]:
    """The rows that are no records.

    Args:
        sheet: the table.
        doubtful: row number → all cells of each row whose key is blank or cannot be read.
        last_record: number of the last row whose key can be read, 0 where there is none.
    """
    kinds = {row: _kind(sheet, [normal(cell or "") for cell in cells]) for row, cells in doubtful.items()}
    others = [row for row, kind in kinds.items() if kind is None]
    end = max([last_record, *others])
    return [
        Passed(kind, row)
        for row, kind in sorted(kinds.items())
        if kind is not None and (kind != "footer" or row > end)
    ]


def _kind(sheet: Sheet, cells: list[str]) -> Kind | None:
    if _is_total(sheet, cells):
        return "total_row"
    if _is_header(sheet, cells):
        return "repeated_header"
    if _is_column_numbers(cells):
        return "column_numbers"
    return "footer" if _is_footer(cells) else None


def _is_total(sheet: Sheet, cells: list[str]) -> bool:
    """Whether a row says that it is a total, and its key nothing else than that."""
    keys = [
        cells[place]
        for place, field in sheet.header.fields.items()
        if field.name in sheet.table.key and field.required
    ]
    is_keyless = any(not key or _TOTAL.fullmatch(key) for key in keys)
    return is_keyless and any(_TOTAL.fullmatch(cell) for cell in cells)


def _is_header(sheet: Sheet, cells: list[str]) -> bool:
    labels = sheet.header.labels
    filled = [place for place in sheet.header.fields if cells[place]]
    return len(filled) > 1 and all(
        plain_header(cells[place]) == plain_header(labels[place]) for place in filled
    )


def _is_column_numbers(cells: list[str]) -> bool:
    """Whether the cells count the columns: 甲, 乙, 丙, and perhaps 1, 2, 3 for those with numbers."""
    filled = [cell for cell in cells if cell]
    stems = sum(cell in STEMS for cell in filled)
    numbers = [str(number) for number in range(1, len(filled) - stems + 1)]
    return stems > 0 and len(filled) > 1 and filled == [*STEMS[:stems], *numbers]


def _is_footer(cells: list[str]) -> bool:
    """Whether every cell says who filled the table in, or stands right behind one that does."""
    filled = [cell for cell in cells if cell]
    if not filled or not _SIGNED.match(filled[0]):
        return False
    before = ""
    for cell in filled:
        if not _SIGNED.match(cell) and not _awaits(before):
            return False
        before = cell
    return True


def _awaits(label: str) -> bool:
    """Whether a label stands alone, so that the next cell belongs to it."""
    return bool(_SIGNED.match(label) and _CLOSED.fullmatch(label))
