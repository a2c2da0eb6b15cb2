"""Workbooks as odd programs write them: other part names, no references, results still to be calculated."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.etl.handing_in import write_workbook
from tests.etl.reading_in import read_in

HEADER = ["活动编号", "名称", "牵头条线", "区划代码", "日期", "参与人次", "满意度", "服务人次"]
ROW = ["A9", "活动", "工会", "360829", "2018-02-01", 1234, 0.885, None]
STORED = "SELECT participants, satisfaction FROM raw.activities WHERE activity_id = 'A9'"
SHEET = "xl/worksheets/sheet1.xml"

Change = Callable[[str, bytes], tuple[str, bytes]]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with a percentage and a unit that only its styles tell."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "活动"
    sheet.append(HEADER)
    sheet.append(ROW)
    sheet["F2"].number_format, sheet["G2"].number_format = '#,##0"人"', "0.0%"
    book.save(tmp_path / "sound.xlsx")
    return tmp_path / "sound.xlsx"


def repacked(path: Path, change: Change) -> Path:
    """A copy of a workbook with parts renamed or rewritten."""
    copy = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new_name, content = change(name, old.read(name))
            new.writestr(new_name, content)
    return copy


def without_references(name: str, xml: bytes) -> tuple[str, bytes]:
    return name, re.sub(rb'(<(?:c|row)) r="[A-Z0-9]+"', rb"\1", xml) if name == SHEET else xml


def with_other_case(name: str, xml: bytes) -> tuple[str, bytes]:
    return name.replace("styles.xml", "Styles.xml").replace("sheet1", "Sheet1"), xml


def with_backslashes(name: str, xml: bytes) -> tuple[str, bytes]:
    return name.replace("/", "\\") if name.startswith("xl/") else name, xml


def in_another_folder(name: str, xml: bytes) -> tuple[str, bytes]:
    return name.replace("xl/", "book/"), xml.replace(b"xl/", b"book/")


def at_the_root(name: str, xml: bytes) -> tuple[str, bytes]:
    inner = xml.replace(b"/xl/", b"/").replace(b"xl/", b"")
    return name.removeprefix("xl/").replace("worksheets/_", "worksheets/_"), inner


def with_prefixes(name: str, xml: bytes) -> tuple[str, bytes]:
    if name != SHEET:
        return name, xml
    prefixed = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml)
    return name, prefixed.replace(b"xmlns=", b"xmlns:x=")


def in_strict_form(name: str, xml: bytes) -> tuple[str, bytes]:
    strict = xml.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    return name, strict.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


@pytest.mark.parametrize(
    "change",
    [without_references, with_other_case, with_backslashes, in_another_folder, at_the_root]
    + [with_prefixes, in_strict_form],
)
def test_the_same_values_however_the_parts_are_written(change: Change, workbook: Path, county: Path) -> None:
    copy = repacked(workbook, change)
    assert zipfile.ZipFile(copy).namelist() != [] and copy.read_bytes() != workbook.read_bytes()
    with read_in(county, copy) as read:
        assert read.rows(STORED) == [(1234, 88.5)]


def test_a_style_that_is_not_there_is_an_error(workbook: Path, county: Path) -> None:
    def change(name: str, xml: bytes) -> tuple[str, bytes]:
        return name, re.sub(rb' s="[0-9]+"', b' s="99"', xml) if name == SHEET else xml

    with read_in(county, repacked(workbook, change)) as read:
        assert read.errors == [("unreadable_sheet", "活动", None, "")]


def test_styles_that_are_named_and_missing_are_an_error(workbook: Path, county: Path) -> None:
    def change(name: str, xml: bytes) -> tuple[str, bytes]:
        return name.replace("styles", "other"), xml

    with read_in(county, repacked(workbook, change)) as read:
        assert read.errors == [("unreadable_file", "changed.xlsx", None, "")]


@pytest.mark.parametrize(
    "cell", [b'<c r="F2"><v>5</v></c>', b'<c r="G3"><v>5</v></c>', b'<c r="I2" t="x"><v>5</v></c>']
)
def test_a_cell_that_could_be_another_is_an_error(cell: bytes, workbook: Path, county: Path) -> None:
    def change(name: str, xml: bytes) -> tuple[str, bytes]:
        end = xml.rfind(b"</row>")
        return name, xml[:end] + cell + xml[end:] if name == SHEET else xml

    with read_in(county, repacked(workbook, change)) as read:
        assert read.errors == [("unreadable_sheet", "活动", None, "")]


def test_errors_and_uncalculated_formulas_without_references_clear_nothing(
    workbook: Path, county: Path
) -> None:
    cells = b'<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    for faulty, value in ((cells, "#DIV/0!"), (b"<c><f>1+1</f></c>", "#未计算")):

        def change(name: str, xml: bytes, faulty: bytes = faulty) -> tuple[str, bytes]:
            name, bare = without_references(name, xml)
            end = bare.rfind(b"</row>")
            return name, bare[:end] + faulty + bare[end:] if name == SHEET else bare

        with read_in(county, repacked(workbook, change)) as read:
            assert read.errors == [("formula_error", "活动", 2, "服务人次")]
            assert next(iter(read.findings)).value == value


@pytest.mark.parametrize(("result", "is_refused"), [(0, True), (1234, False)])
def test_a_nought_that_is_to_be_calculated_on_opening(
    result: int, is_refused: bool, county: Path, tmp_path: Path
) -> None:
    def formula(_workbook: Any, sheet: Any) -> None:
        sheet.write_formula(1, 5, "=SUM(H2)-30", None, result)

    source = write_workbook(tmp_path / "b.xlsx", {"活动": [HEADER, [*ROW[:6], 90]]}, formula)
    with read_in(county, source) as read:
        if is_refused:
            assert read.errors == [("formula_error", "活动", 2, "参与人次")]
            assert "打开、保存一次" in read.messages("formula_error")[0]
        else:
            assert read.rows(STORED) == [(1234, 90.0)]


@pytest.mark.parametrize("is_stale", [True, False])
def test_nothing_as_a_result_is_blank_once_it_was_calculated(
    is_stale: bool, workbook: Path, county: Path
) -> None:
    cell = b'<c t="str"><f>""</f><v></v></c>'

    def change(name: str, xml: bytes) -> tuple[str, bytes]:
        calculated = xml.replace(b'fullCalcOnLoad="1"', b'fullCalcOnLoad="%d"' % is_stale)
        end = xml.rfind(b"</row>")
        return name, xml[:end] + cell + xml[end:] if name == SHEET else calculated

    with read_in(county, repacked(workbook, change)) as read:
        if is_stale:
            assert read.errors == [("formula_error", "活动", 2, "服务人次")]
        else:
            assert read.rows(STORED) == [(1234, 88.5)]


def test_a_workbook_with_macros_and_one_by_another_ending(workbook: Path, county: Path) -> None:
    for suffix in (".xlsm", ".et", ".xls"):
        copy = workbook.with_suffix(suffix)
        copy.write_bytes(workbook.read_bytes())
        with read_in(county, copy) as read:
            assert read.rows(STORED) == [(1234, 88.5)]


def test_texts_in_pieces_with_spoken_words_and_escaped_characters(workbook: Path, county: Path) -> None:
    rich = (
        '<c r="B2" t="inlineStr"><is><r><t>读</t></r><rPh sb="0" eb="1"><t>ドク</t></rPh>'
        "<r><t>书_x0041_会</t></r></is></c>"
    )

    def change(name: str, xml: bytes) -> tuple[str, bytes]:
        cell = re.compile(rb'<c r="B2".*?</c>')
        return name, cell.sub(rich.encode(), xml) if name == SHEET else xml

    with read_in(county, repacked(workbook, change)) as read:
        assert read.rows("SELECT name FROM raw.activities WHERE activity_id = 'A9'") == [("读书A会",)]


def test_days_written_as_iso_dates(workbook: Path, county: Path) -> None:
    def change(name: str, xml: bytes) -> tuple[str, bytes]:
        cell = re.compile(rb'<c r="E2".*?</c>')
        day = b'<c r="E2" t="d"><v>2018-02-03T00:00:00</v></c>'
        return name, cell.sub(day, xml) if name == SHEET else xml

    with read_in(county, repacked(workbook, change)) as read:
        found = read.rows("SELECT strftime(held_on, '%Y-%m-%d') FROM raw.activities WHERE activity_id = 'A9'")
        assert found == [("2018-02-03",)]
