"""The sheet 更正说明 beside a table: which value was corrected, what it was before, and why."""

from __future__ import annotations

from dataclasses import dataclass

from etl.reading.cells import as_text
from etl.reading.grid import Grid

NOTE_SHEET = "更正说明"
#: What its first row says; a sheet of that name with another one is nobody's note.
HEADERS = ("表", "行", "列", "原值", "新值", "理由", "原出处")


@dataclass(frozen=True)
class Correction:
    """One value that was corrected, as the note says it.

    Attributes:
        file: that holds the note and the table.
        number: row of the note.
        table: title of the table.
        row: which row, in words.
        column: header of the field.
        old: the value that was seen before, '' where there was none.
        new: the value that was asked for, '' where it was cleared.
        reason: why.
        stood: where the value had been handed in.
    """

    file: str
    number: int
    table: str
    row: str
    column: str
    old: str
    new: str
    reason: str
    stood: str


def stated_corrections(grid: Grid, file: str) -> list[Correction] | None:
    """What a sheet says was corrected; None where it is no such note."""
    lines = [
        (place + 1, [as_text(cell).strip() for cell in cells]) for place, cells in sorted(grid.rows.items())
    ]
    filled = [(number, texts) for number, texts in lines if any(texts)]
    if grid.name != NOTE_SHEET or not filled or tuple(filled[0][1]) != HEADERS:
        return None
    width = len(HEADERS)
    return [Correction(file, number, *[*texts, *[""] * width][:width]) for number, texts in filled[1:]]
