"""From the text of a part to a typed cell: days are days, shares are shares, ids are read as names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from metrics.catalogue import BY_ID, LEVELS, LINES
from reports.editions.reading import Row, numbered
from reports.editions.words import LIGHT_NAMES
from reports.workbook.book import Cell
from reports.workbook.looks import LIGHTS
from reports.workbook.tables import Column

#: Number formats: of shares, of whole numbers, of others, of a day.
PERCENT, WHOLE, DECIMAL, DAY, MONTH = "0.0%", "#,##0", "#,##0.0##", "yyyy-mm-dd", "yyyy-mm"


def cell(column: Column, row: Row, names: Mapping[str, str]) -> tuple[Cell, str]:
    """Value and number format of one cell; None where the part has nothing.

    Args:
        column: which.
        row: the row of the part.
        names: names of regions by code.
    """
    text = row.get(column.field, "")
    if not text:
        return None, ""
    if column.kind == "day":
        return date.fromisoformat(text), DAY
    if column.kind == "month":
        return date.fromisoformat(f"{text}-01"), MONTH
    if column.kind in ("number", "amount", "share"):
        return _number(column, row, text)
    return _words(column, text, names), ""


def _number(column: Column, row: Row, text: str) -> tuple[float, str]:
    number = numbered(text)
    metric = BY_ID.get(row.get("metric_id", ""))
    share = column.kind == "share" or (column.kind == "amount" and metric is not None and metric.percent)
    return number, PERCENT if share else WHOLE if isinstance(number, int) else DECIMAL


def _words(column: Column, text: str, names: Mapping[str, str]) -> str:
    if column.kind == "line":
        return LINES.get(text, text)
    if column.kind == "lines":
        return "、".join(LINES.get(line, line) for line in text.split(";"))
    if column.kind == "light":
        return LIGHT_NAMES.get(text, text)
    if column.kind == "level":
        return LEVELS.get(text, text)
    if column.kind == "metric":
        return BY_ID[text].name if text in BY_ID else text
    return names.get(text, text) if column.kind == "name" else text


def fill(column: Column, value: Cell) -> str:
    """The ground of a cell that tells a light or that something is late; '' for any other."""
    if column.kind == "light":
        return LIGHTS.get(str(value), "")
    return LIGHTS["红"] if column.field == "state" and value == "逾期" else ""
