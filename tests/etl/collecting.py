"""Distributing forms of the small county and filling them in as clerks do."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from etl.__main__ import main

HEADER, FIRST = 4, 5

Report = dict[str, Any]

ACTIVITY = {
    "活动编号": "A2", "名称": "春送岗位", "牵头条线": "工会", "区划代码": "360829100",
    "日期": dt.date(2018, 2, 8), "参与人次": 30,
}  # fmt: skip

FIGURES = {"会员": {"会员数": 120, "应覆盖人数": 130, "新发展": 4}}


def distribute(warehouse: Path, out: Path, *options: str, period: str = "2018-02") -> dict[str, Path]:
    """Distribute and publish the collection; unit name (with line) → form."""
    asked = ["--warehouse", str(warehouse), "--period", period, "--out", str(out)]
    report = out.with_suffix(".json")
    assert main(["forms", *asked, *options, "--publish", "--report", str(report)]) == 0
    forms = json.loads(report.read_text(encoding="utf-8"))["forms"]
    return {f"{form['unit_name']}{form['line']}": Path(form["file"]) for form in forms}


def hand_back(warehouse: Path, *files: Path | str, expected: int = 0) -> Report:
    """Run `python -m etl returns` and read what it reports; words among the files are options."""
    report = warehouse.with_name("returns.json")
    arguments = ["returns", "--warehouse", str(warehouse), "--report", str(report), *map(str, files)]
    assert main(arguments) == expected
    return dict(json.loads(report.read_text(encoding="utf-8")))


def codes(report: Report, at: int = 0) -> list[str]:
    """Codes of the errors of one return."""
    found = report["returns"][at]["findings"]
    return [finding["code"] for finding in found if finding["severity"] == "error"]


def columns(sheet: Worksheet) -> dict[Any, int]:
    """Header → column number."""
    return {cell.value: cell.column for cell in sheet[HEADER] if cell.value}


def filled(
    form: Path,
    to: Path,
    figures: Mapping[str, Mapping[str, Any]] | None = None,
    change: Callable[[Any], None] = lambda _workbook: None,
) -> Path:
    """Fill every row of a form with the same figures.

    Args:
        form: as distributed.
        to: where it is saved, under whatever name.
        figures: sheet → header → value; None for those of a township with members.
        change: what else is done to the workbook.
    """
    workbook = openpyxl.load_workbook(form)
    for title, row in (FIGURES if figures is None else figures).items():
        sheet = workbook[title]
        for number in range(FIRST, sheet.max_row + 1):
            for header, value in row.items():
                sheet.cell(number, columns(sheet)[header], value)
    change(workbook)
    workbook.save(to)
    return to


def add_row(workbook: Any, title: str, cells: Mapping[str, Any]) -> None:
    """Write a row below the header of a sheet of blank rows."""
    sheet = workbook[title]
    for header, value in cells.items():
        sheet.cell(FIRST, columns(sheet)[header], value)
