"""The report for people shows the tables as handed in, with the faulty cells coloured and explained."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl import marked
from etl.__main__ import main
from tests.etl.handing_in import write_folder, write_workbook

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
FILES = {
    "会员.csv": "安福县会员月报\n\n组织编码,报告期,会员数,备注\nU1,2018-02,x,=1+1\nU1,2018-03,7,略\n",
    "组织.csv": "组织编码,名称\nU1,县总工会\n",
    "说明.txt": "略",
}


def report_on(warehouse: Path, source: Path) -> Any:
    path = source.parent / "report.xlsx"
    command = ["build", "--check", "--source", str(source), "--warehouse", str(warehouse)]
    assert main([*command, "--report", str(path)]) == 1
    return openpyxl.load_workbook(path)


def coloured(sheet: Any) -> dict[str, str]:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb in (RED, YELLOW)]
    assert all(cell.comment for cell in cells)
    return {cell.coordinate: cell.fill.fgColor.rgb for cell in cells}


def test_the_faulty_cells_of_csv_files_are_marked(county: Path, tmp_path: Path) -> None:
    report = report_on(county, write_folder(tmp_path / "batch", FILES))
    assert report.sheetnames == ["核对结果", "会员"]
    sheet = report["会员"]
    assert [cell.value for cell in sheet[3]] == ["组织编码", "报告期", "会员数", "备注"]
    assert [cell.value for cell in sheet[4]] == ["U1", "2018-02", "x", "=1+1"]
    assert sheet["D4"].data_type == "s"
    assert coloured(sheet) == {"C4": RED, "D3": YELLOW}
    assert "应是整数" in sheet["C4"].comment.text


def test_the_faulty_cells_of_a_workbook_are_marked(county: Path, tmp_path: Path) -> None:
    sheets = {
        "组织": [["组织编码", "撤销日期"], ["U1", "1999-01-01"]],
        "会员": [["组织编码", "报告期", "会员数"], ["U1", "2018-02", 1.5], ["U1", "2018-02", None]],
    }
    report = report_on(county, write_workbook(tmp_path / "b.xlsx", sheets))
    assert report.sheetnames == ["核对结果", "组织", "会员"]
    assert coloured(report["组织"]) == {"B2": RED}
    assert coloured(report["会员"]) == {"C2": RED, "A3": RED, "C3": RED}
    assert report["会员"]["C2"].value == "1.5"


def test_a_row_that_is_too_short_is_marked_at_its_beginning(county: Path, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "batch", {"会员.csv": "组织编码,报告期,会员数\nU1,2018-02\n"})
    assert coloured(report_on(county, source)["会员"]) == {"A2": RED}


def test_of_a_long_table_only_the_top_and_the_faulty_rows_are_shown(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked, "WHOLE_ROWS", 100)
    rows = "".join(f"U1,{1900 + number // 12}-{number % 12 + 1:02},7\n" for number in range(200))
    source = write_folder(tmp_path / "batch", {"会员.csv": f"组织编码,报告期,会员数\n{rows}U1,2018-02,x\n"})
    sheet = report_on(county, source)["会员"]
    assert coloured(sheet) == {"C202": RED}
    assert [sheet.cell(row, 1).value for row in (2, 150, 202)] == ["U1", None, "U1"]


def test_with_personal_data_there_is_only_the_list(county: Path, tmp_path: Path) -> None:
    files = {**FILES, "联席会议.csv": "会议编号,日期,名称\nM2,2018-02-01,13812345678\n"}
    report = report_on(county, write_folder(tmp_path / "batch", files))
    assert report.sheetnames == ["核对结果"]


def test_unreadable_files_leave_the_list(county: Path, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(b"PK")
    assert report_on(county, tmp_path / "b.xlsx").sheetnames == ["核对结果"]
    source = write_folder(tmp_path / "batch", {"会员.csv": b"\xff\xff" + "组织编码\n".encode()})
    assert report_on(county, source).sheetnames == ["核对结果"]
