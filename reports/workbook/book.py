"""How a workbook is written, whoever writes it: text stays text, numbers keep all their digits.

Workbooks are opened by people who trust them: what looks like a formula or an address in a name that was
handed in is neither.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter

Cell: TypeAlias = str | float | bool | date | None

#: The widest that a column becomes by itself.
WIDEST = 48


class Exact(float):
    """A number that is written with all its digits; XlsxWriter would keep sixteen of them."""

    def __format__(self, spec: str) -> str:
        """Write it so that it is read back as the same number."""
        return repr(float(self))


def opened(
    stream: BytesIO,
    title: str,
    created: datetime | None = None,
    author: str = "",
    look: dict[str, Any] | None = None,
) -> Any:
    """Begin a workbook.

    Args:
        stream: where it is written to when it is closed.
        title: stands in its properties.
        created: when, for its properties; None takes now. The same time gives the same bytes.
        author: stands in its properties.
        look: properties of the format of what has none of its own.
    """
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
            # XlsxWriter writes into what it is given.
            **({"default_format_properties": dict(look)} if look else {}),
        },
    )
    told: dict[str, Any] = {"title": title, "author": author}
    book.set_properties(told | ({"created": created.replace(tzinfo=None)} if created else {}))
    return book


def write(page: Any, row: int, column: int, value: Cell, look: Any = None, day: Any = None) -> None:
    """Write one cell by the kind of its value; nothing where there is none.

    Args:
        page: a sheet.
        row: from 0.
        column: from 0.
        value: text is never a formula; a whole number, a number, a day, yes or no.
        look: format of the cell.
        day: format of a day.
    """
    if value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        _write_text(page, row, column, value, look)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, day or look)
    else:
        page.write_number(row, column, value if isinstance(value, int) else Exact(value), look)


def _write_text(page: Any, row: int, column: int, text: str, look: Any) -> None:
    # XlsxWriter takes a text in these tags for mark-up of its own and passes it on unread.
    if text.startswith("<r>") and text.endswith("</r>"):
        page.write_rich_string(row, column, text[0], text[1:3], text[3:], *([look] if look else []))
    else:
        page.write_string(row, column, text, look)


def display_width(text: str) -> int:
    """How wide a text is shown, in columns of a plain letter: Chinese takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def fitting(texts: list[str]) -> float:
    """The width of a column that holds texts, within bounds."""
    return min(WIDEST, max(map(display_width, texts), default=8) + 2)
