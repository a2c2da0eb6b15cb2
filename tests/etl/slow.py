"""A file of a few kilobytes that takes long to read."""

from pathlib import Path

from tests.etl.handing_in import rewritten, write_workbook

_SHEET = "xl/worksheets/sheet1.xml"
#: Cells enough to be read for several seconds.
_HEIGHT, _COLUMN = 900_000, "AA"


def slow_workbook(folder: Path) -> Path:
    """Write a workbook whose one cell is merged over millions."""
    rows = [["组织编码", "报告期", "会员数"], ["U1", "2018-02", 7]]
    book = write_workbook(folder / "endless.xlsx", {"会员": rows})
    cells = (
        '<row r="3"><c r="A3"><v>1</v></c></row>'
        f'<row r="{_HEIGHT}"><c r="{_COLUMN}{_HEIGHT}"><v>1</v></c></row></sheetData>'
        f'<mergeCells><mergeCell ref="A3:{_COLUMN}{_HEIGHT - 1}"/></mergeCells>'
    )
    return rewritten(book, _SHEET, lambda xml: xml.replace(b"</sheetData>", cells.encode(), 1))
