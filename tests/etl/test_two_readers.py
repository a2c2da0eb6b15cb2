"""Every cell of a few hundred workbooks, read by ours and by two other libraries."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from python_calamine import CalamineWorkbook

from etl.findings import Findings
from etl.reading.cells import Fault, Number, as_text
from etl.reading.grid import Grid
from etl.reading.workbook import _grids

ROUNDS = range(8)
BOOKS_A_ROUND = 14
WORDS = ["安福县", "", " 前后 ", "a\nb", "<x>&\"'", "001", "１２", "囍𠀀", "=1+1", "长" * 300, "\u200b"]
FORMATS = ["General", "0", "0.00", "#,##0", "0%", '0"万元"', "000", "@", "0.00E+00"]


def drawn(draw: random.Random) -> Any:
    """A value that a cell may hold."""
    return draw.choice(
        [
            None,
            draw.choice(WORDS),
            draw.randint(-(10**12), 10**12),
            draw.randint(0, 300),
            round(draw.uniform(-1e6, 1e6), draw.randint(0, 9)),
            draw.random(),
            draw.random() < 0.5,
            dt.datetime(2018, 1, 1) + dt.timedelta(days=draw.randint(0, 900)),
        ]
    )


def table(draw: random.Random) -> list[list[Any]]:
    """Rows of such values."""
    return [[drawn(draw) for _ in range(draw.randint(1, 8))] for _ in range(draw.randint(1, 12))]


def by_openpyxl(path: Path, rows: list[list[Any]], draw: random.Random) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, int | float) and not isinstance(value, bool):
                cell.number_format = draw.choice(FORMATS)
    book.save(path)


def by_xlsxwriter(path: Path, rows: list[list[Any]], draw: random.Random) -> None:
    options = {"strings_to_formulas": False, "constant_memory": draw.random() < 0.5}
    with xlsxwriter.Workbook(str(path), options) as book:
        looks = [book.add_format({"num_format": code}) for code in FORMATS]
        day, sheet = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_worksheet("甲")
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                look = day if isinstance(value, dt.datetime) else draw.choice(looks)
                sheet.write(row, column, value, look if not isinstance(value, str | bool) else None)


def by_xlwt(path: Path, rows: list[list[Any]], draw: random.Random) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("甲")
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            code = "yyyy-mm-dd" if isinstance(value, dt.datetime) else draw.choice(FORMATS)
            look = xlwt.easyxf(num_format_str=code) if value is not None else xlwt.Style.default_style
            sheet.write(row, column, value, look)
    book.save(str(path))


MAKERS = {".xlsx": (by_openpyxl, by_xlsxwriter), ".xls": (by_xlwt,)}


def ours(path: Path) -> list[list[Any]]:
    """All cells as our reading gives them, numbers as numbers and days as days."""
    (grid,) = _grids(path, Findings())
    assert isinstance(grid, Grid)
    return [[_plain(cell) for cell in grid.rows.get(row, ())] for row in range(grid.height)]


def _plain(cell: Any) -> Any:
    if isinstance(cell, Fault):
        return cell.text
    if not isinstance(cell, Number):
        return "" if cell is None else cell
    section = cell.look.format.sections[0]
    return dt.datetime.fromisoformat(as_text(cell)) if section.is_date else cell.value


def by_calamine(path: Path) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(str(path))
    rows: Any = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[_like_calamine(cell) for cell in row] for row in rows]


def _like_calamine(cell: Any) -> Any:
    if isinstance(cell, dt.datetime):
        return cell
    if isinstance(cell, dt.date):
        return dt.datetime(cell.year, cell.month, cell.day)
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def by_openpyxl_again(path: Path) -> list[list[Any]]:
    sheet: Any = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return [["" if value is None else _like_calamine(value) for value in row] for row in sheet.values]


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Without blanks at the ends of rows and of the table."""
    shorter = []
    for row in rows:
        cells = list(row)
        while cells and cells[-1] == "":
            cells.pop()
        shorter.append(cells)
    while shorter and not shorter[-1]:
        shorter.pop()
    return shorter


def books(folder: Path, seed: int) -> Iterator[Path]:
    draw = random.Random(seed)
    for number in range(BOOKS_A_ROUND):
        for suffix, makers in MAKERS.items():
            for maker in makers:
                path = folder / f"{maker.__name__}-{number}{suffix}"
                maker(path, table(draw), draw)
                yield path


@pytest.mark.parametrize("seed", ROUNDS)
def test_every_cell_is_read_alike(seed: int, tmp_path: Path) -> None:
    for path in books(tmp_path, seed):
        found = trimmed(ours(path))
        assert found == trimmed(by_calamine(path)), path.name
        if path.suffix == ".xlsx":
            assert found == trimmed(by_openpyxl_again(path)), path.name
