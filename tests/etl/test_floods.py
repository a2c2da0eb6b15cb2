"""A fault that repeats is told once, with its count and first rows; the marked workbook marks all of it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.findings import KIND_LIMIT
from etl.report import print_findings, write_report
from tests.etl.handing_in import write_workbook
from tests.etl.reading_in import read_in

HEADER = ["组织编码", "报告期", "会员数"]


def test_each_kind_is_one_line(county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["U1", f"20{number:02}-01", "约5"] for number in range(10, 60)]
    with read_in(county, write_workbook(tmp_path / "b.xlsx", {"会员": [HEADER, *rows]})) as read:
        print_findings(read.findings)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "第 2、3、4、5、6…… 行" in lines[0]
    assert "（共 50 处）" in lines[0]
    assert lines[1] == "共 50 处错误，0 处提醒"


def test_fifty_unknown_sheets_are_one_line(
    county: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets: dict[str, Any] = {f"附页甲{number}": [["略"]] for number in range(50)}
    sheets["会员"] = [HEADER, ["U1", "2018-07", 5]]
    with read_in(county, write_workbook(tmp_path / "b.xlsx", sheets)) as read:
        print_findings(read.findings)
        assert read.errors == []
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "附页甲0、附页甲1" in lines[0]
    assert "（共 50 处）" in lines[0]


def test_the_marked_workbook_marks_all(county: Path, tmp_path: Path) -> None:
    many = KIND_LIMIT + 50
    rows = [["U1", f"{1000 + number // 12}-{number % 12 + 1:02}", "约5"] for number in range(many)]
    source = write_workbook(tmp_path / "b.xlsx", {"会员": [HEADER, *rows]})
    with read_in(county, source) as read:
        write_report(read.findings, tmp_path / "report.xlsx", [source])
    sheet: Any = openpyxl.load_workbook(tmp_path / "report.xlsx")["会员"]
    marked = [row for row in range(2, many + 2) if sheet.cell(row, 3).fill.fgColor.rgb == "FFFFC7CE"]
    assert marked == list(range(2, many + 2))
