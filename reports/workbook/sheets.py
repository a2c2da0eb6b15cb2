"""Writing one sheet: title, heads that stay, filters, typed cells, and how it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from reports.editions.reading import Row
from reports.workbook import book
from reports.workbook.cells import cell, fill
from reports.workbook.looks import Looks
from reports.workbook.tables import Column, Sheet

#: Rows of every sheet before its data: title, remark, heads.
TITLE, REMARK, HEADS, FIRST = 0, 1, 2, 3
CONTENTS = "目录"
#: Rows that the width of a column is measured at.
_MEASURED = 200
_PAPERS = {"A3": 8, "A4": 9}
#: Kinds whose cells stand in the middle of their column.
_CENTRED = ("day", "line", "light")


@dataclass(frozen=True)
class Told:
    """What goes with every sheet.

    Attributes:
        place: and month, 安福县 2018年6月.
        called: edition and hash, or that it is unsealed.
        warnings: what must not be overlooked.
        names: names of regions by code.
    """

    place: str
    called: str
    warnings: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def remark(self) -> str:
        """What stands below the title of a sheet."""
        return "　".join([self.place, self.called, *self.warnings])


def begin(written: Any, looks: Looks, name: str, told: Told, heads: Iterable[str], paper: str = "A4") -> Any:
    """Begin a sheet with title, remark and heads, ready to print.

    Args:
        written: the workbook.
        looks: its formats.
        name: on the tab.
        told: what goes with every sheet.
        heads: of the columns.
        paper: A4 or A3, landscape.
    """
    page = written.add_worksheet(name)
    page.write_string(TITLE, 0, f"{told.place.partition(' ')[0]}群团改革　{name}", looks.title)
    page.set_row(TITLE, 28)
    page.write_string(REMARK, 0, told.remark, looks.warning if told.warnings else looks.small)
    for at, head in enumerate(heads):
        page.write_string(HEADS, at, head, looks.head)
    page.set_row(HEADS, 30)
    page.freeze_panes(FIRST, 0)
    _ready_to_print(page, told, paper)
    return page


def _ready_to_print(page: Any, told: Told, paper: str) -> None:
    page.set_landscape()
    page.set_paper(_PAPERS[paper])
    page.repeat_rows(TITLE, HEADS)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    # && is how a foot writes the sign itself.
    page.set_footer(f"&L&8{told.called.replace('&', '&&')[:120]}&R&8第 &P 页，共 &N 页")


def write(
    written: Any, looks: Looks, sheet: Sheet, rows: list[Row], told: Told, note: str = ""
) -> dict[str, int]:
    """Write a sheet of a part.

    Args:
        written: the workbook.
        looks: its formats.
        sheet: which.
        rows: of the part.
        told: what goes with every sheet.
        note: what else stands in the remark.

    Returns:
        ``first`` and ``last`` row of the data, from 0, for charts; ``last`` is below ``first`` where there
        is none.
    """
    page = begin(written, looks, sheet.name, told, [column.head for column in sheet.columns], sheet.paper)
    _columns(page, sheet, rows, told.names)
    if note:
        page.write_string(
            REMARK, 0, f"{told.remark}　{note}", looks.warning if told.warnings else looks.small
        )
    if not rows:
        page.write_string(FIRST, 0, sheet.nothing, looks.small)
    boxed = any(column.width for column in sheet.columns)
    for number, column in enumerate(sheet.columns):
        _write_column(page, number, column, rows, told.names, partial(_look, looks, column, boxed))
    page.autofilter(HEADS, 0, max(HEADS, HEADS + len(rows)), len(sheet.columns) - 1)
    return {"first": FIRST, "last": HEADS + len(rows)}


def _columns(page: Any, sheet: Sheet, rows: list[Row], names: Mapping[str, str]) -> None:
    for at, column in enumerate(sheet.columns):
        shown = [str(cell(column, row, names)[0] or "") for row in islice(rows, _MEASURED)]
        page.set_column(at, at, column.width or max(9.0, book.fitting([column.head + "　", *shown])))


def _write_column(
    page: Any, at: int, column: Column, rows: list[Row], names: Mapping[str, str], look: Callable[..., Any]
) -> None:
    """Write a column; its texts recur, so that what becomes of each is found once."""
    field, by_metric = column.field, column.kind == "amount"
    known: dict[tuple[str, str], tuple[book.Cell, Any]] = {}
    for number, row in enumerate(rows, start=FIRST):
        key = (row.get(field, ""), row["metric_id"] if by_metric else "")
        if key not in known:
            value, form = cell(column, row, names)
            known[key] = value, look(form, fill(column, value))
        value, shown = known[key]
        if value is not None or shown is not None:
            book.write(page, number, at, value, shown)


def _look(looks: Looks, column: Column, boxed: bool, form: str, ground: str) -> Any:
    centred = column.kind in _CENTRED or bool(ground) or (boxed and column.kind == "number")
    return looks.cell(form, boxed=boxed, centred=centred, fill=ground) if boxed or form or ground else None
