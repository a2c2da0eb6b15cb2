"""Texts that fit: as wide as their place, without what breaks a line or a file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from reports.slides.model import MOST_ROWS, TABLE_EM, Cell, Column, Table

#: How wide letters are that are not Chinese, in Chinese ones; digits and blanks are narrower than capitals.
_NARROW, _CAPITAL = 0.56, 0.72
#: Letters of a title that fit its two lines, and of a remark that fit its line.
TITLE_EM, REMARK_EM = 66.0, 56.0
_MORE = "…"


def plain(text: object) -> str:
    """Write a text in one line, without letters that no file of Office may hold."""
    kept = "".join(" " if unicodedata.category(letter)[0] == "Z" else letter for letter in str(text))
    letters = (
        letter for letter in kept if unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn", "Cf")
    )
    return " ".join("".join(" " if letter in "\t\r\n" else letter for letter in letters).split())


def width(text: str) -> float:
    """Measure a text in Chinese letters."""
    return sum(map(_width, text))


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WFA":
        return 1.0
    return _CAPITAL if letter.isupper() or letter in "@%&<>=mw−" else _NARROW


def fitting(text: object, em: float) -> str:
    """Shorten a text to a width, so that it tells that there was more."""
    told = plain(text)
    if width(told) <= em:
        return told
    room, kept = em - 1.0, ""
    for letter in told:
        room -= _width(letter)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + _MORE


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell | str]], most: int = MOST_ROWS, every: int = -1
) -> Table:
    """Make a table whose cells fit.

    Args:
        columns: their widths are stretched to that of a slide.
        rows: cells, or their texts.
        most: how many rows are shown.
        every: how many there are in all; -1 where all are given.
    """
    given = [tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row) for row in rows]
    scale = TABLE_EM / sum(column.em for column in columns)
    wide = tuple(Column(column.head, column.em * scale, column.number) for column in columns)
    shown = given[:most]
    lines = Table(wide, tuple(shown)).lines
    fitted = tuple(
        tuple(
            # A line breaks before a word or a number that does not fit, so that some of each is lost.
            Cell(fitting(cell.text, lines * column.em - (0.0 if lines == 1 else 2.0)), cell.colour)
            for cell, column in zip(row, wide, strict=True)
        )
        for row in shown
    )
    return Table(wide, fitted, max(len(given), every) - len(shown))
