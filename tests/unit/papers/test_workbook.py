"""The workbook of an edition, read back by the libraries that others read it with."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from metrics.catalogue import BY_ID, LINES
from reports.editions import contents, reading
from reports.editions.edition import Edition
from reports.workbook import making, sheets, tables
from tests import hostile
from tests.unit.papers.conftest import above_villages, in_office, without_rows

PROJECT = Path(__file__).resolve().parents[3]


def rows_of(content: bytes, sheet: str) -> list[dict[str, object]]:
    """The data of a sheet by its heads; what is empty is None."""
    table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    heads = table[sheets.HEADS]
    return [
        {head: None if value == "" else value for head, value in zip(heads, row, strict=True) if head}
        for row in table[sheets.FIRST :]
    ]


@pytest.fixture(scope="module")
def whole(edition: Edition) -> bytes:
    return making.made(edition)


@pytest.fixture(scope="module")
def small(small_edition: Edition) -> bytes:
    return making.made(small_edition)


def key(row: dict[str, object]) -> tuple[object, ...]:
    return row["指标"], row["条线"], row["区划代码"]


def test_every_number_is_that_of_the_command_line(whole: bytes, warehouse: Path) -> None:
    command = [sys.executable, "-m", "metrics", "values", "--warehouse", str(warehouse)]
    told = subprocess.run(
        [*command, "--period", "2018-06"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    names = {"numerator": "分子", "denominator": "分母", "value": "数值", "target": "目标"} | {
        "attainment": "完成度"
    }
    above = {key(row): row for row in rows_of(whole, tables.VALUES.name)}
    written = above | {key(row): row for row in rows_of(whole, tables.VILLAGE_VALUES.name)}
    asked = 0
    for row in csv.DictReader(io.StringIO(told)):
        where = BY_ID[row["metric_id"]].name, LINES.get(row["line"]), row["region_code"]
        if where not in written:
            assert not row["value"]
            continue
        asked += 1
        found = {field: written[where].get(head) for field, head in names.items()}
        assert found == {field: float(row[field]) if row[field] else None for field in names}
    assert asked == len(written) > 40_000


def test_no_row_of_a_part_is_lost(small: bytes, edition: Edition) -> None:
    for sheet in (tables.LEDGER, tables.DECISIONS, tables.PROJECTS, tables.MILESTONES, tables.GAPS):
        rows = edition.records(sheet.part)
        found = rows_of(small, sheet.name)
        assert rows
        assert len(found) == len(rows)
        for column in sheet.columns:
            empty = [not row[column.field] for row in rows]
            assert [row[column.head] is None for row in found] == empty, (sheet.name, column.head)


def test_the_same_edition_gives_the_same_bytes(small: bytes, small_edition: Edition) -> None:
    assert making.made(above_villages(small_edition)) == small


def test_sheets_are_typed_filtered_frozen_and_ready_to_print(small: bytes, small_edition: Edition) -> None:
    book = openpyxl.load_workbook(io.BytesIO(small))
    page = book[tables.LEDGER.name]
    heads = [cell.value for cell in page[sheets.HEADS + 1]]
    raised = page.cell(sheets.FIRST + 1, heads.index("提出日期") + 1)
    assert raised.is_date
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref.startswith("A3:")
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 8)
    assert page.print_title_rows == "$1:$3"
    first = book["目录"]
    said = [cell.value for row in first.iter_rows() for cell in row if cell.value]
    assert {small_edition.number, small_edition.sha256, reading.MADE_UP} <= set(said)
    links = {
        cell.value: cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink
    }
    assert set(links) == set(book.sheetnames[1:])
    assert {location.split("'")[1] for location in links.values()} == set(links)
    assert len(book["图表"]._charts) == 6


def test_hostile_names_come_out_as_text(hostile_edition: Edition) -> None:
    edition = Edition(
        {
            **hostile_edition.parts,
            contents.MEETINGS: "meeting_id,held_on,name\na,2018-01-01,<r>𠮷&</r>\nb,2018-01-02,_x0041_\n",
        }
    )
    content = making.made(edition)
    titles = {row["问题"] for row in rows_of(content, tables.LEDGER.name)}
    assert titles == {row["title"] for row in edition.records(contents.ISSUES)}
    assert any(str(title).startswith(("=", "<", "@@")) for title in titles)
    assert any(len(str(title)) == len(hostile.LONG) for title in titles)
    assert [row["名称"] for row in rows_of(content, tables.MEETINGS.name)] == ["<r>𠮷&</r>", "_x0041_"]
    kinds = {
        cell.data_type
        for page in openpyxl.load_workbook(io.BytesIO(content))
        for row in page.iter_rows()
        for cell in row
    }
    assert "f" not in kinds


def test_an_edition_without_rows_says_so_on_every_sheet(edition: Edition) -> None:
    content = making.made(without_rows(edition))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in (tables.LEDGER, tables.PROJECTS, tables.GAPS, tables.INDEX):
        assert sheet.nothing in book.get_sheet_by_name(sheet.name).to_python()[sheets.FIRST]
    assert "没有可以画图的数字" in book.get_sheet_by_name("图表").to_python()[sheets.FIRST]


def test_libreoffice_reads_the_same(small: bytes, tmp_path: Path) -> None:
    file = tmp_path / "in.xlsx"
    file.write_bytes(small)
    folder = tmp_path / "out"
    folder.mkdir()
    (again,) = in_office(folder, "xlsx", file)
    for sheet in (tables.VALUES, tables.LEDGER, tables.INDEX):
        found, written = rows_of(again.read_bytes(), sheet.name), rows_of(small, sheet.name)
        assert len(found) == len(written)
        # LibreOffice saves fifteen digits.
        for row, same in zip(found, written, strict=True):
            assert row == {
                head: pytest.approx(cell, rel=1e-14) if isinstance(cell, float) else cell
                for head, cell in same.items()
            }
