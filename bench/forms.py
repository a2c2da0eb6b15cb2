"""Forms for 20 units, and the check of what 20 townships × 7 lines hand back."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import openpyxl

from bench.timing import Result, run_python

PERIOD = "2018-07"
ALLOWED_FORMS, ALLOWED_RETURNS = 5.0, 20.0
RUNS = 3
LINES = ("union", "youth", "women", "science", "overseas", "disabled", "commerce")
FIGURES = {"会员": {"会员数": 50, "应覆盖人数": 80, "新发展": 2}, "阵地月报": {"接待人次": 7, "办理件数": 1}}
HEADER, FIRST = 4, 5
ACTIVITIES = 3


def measure(scratch: Path) -> Iterator[Result]:
    """Distribute and collect in the demonstration county: wall time, and processor time of all processes."""
    warehouse, out, filled = scratch / "forms-warehouse", scratch / "forms", scratch / "returns"
    shutil.rmtree(warehouse, ignore_errors=True)
    run_python("-m", "etl", "build", "--warehouse", str(warehouse))
    units = [word for code in _townships(warehouse) for word in ("--unit", code)]
    asked = ("-m", "etl", "forms", "--warehouse", str(warehouse), "--period", PERIOD, "--out", str(out))
    yield from _both("forms for 20 units", [(*asked, *units)] * RUNS, ALLOWED_FORMS)
    shutil.rmtree(out)
    report = out / "forms.json"
    lines = [word for line in LINES for word in ("--line", line)]
    run_python(*asked, *units, *lines, "--publish", "--report", str(report))
    count = _fill(json.loads(report.read_text(encoding="utf-8"))["forms"], filled)
    check = ("-m", "etl", "returns", "--warehouse", str(warehouse), str(filled))
    yield from _both(f"{count} returned forms checked", [check] * RUNS, ALLOWED_RETURNS)


def _both(what: str, commands: list[tuple[str, ...]], allowed: float) -> Iterator[Result]:
    runs = [run_python(*command) for command in commands]
    yield Result(f"{what}, wall time", [run.seconds for run in runs], allowed)
    yield Result(f"{what}, processor time", [run.processor_seconds for run in runs], allowed)


def _townships(warehouse: Path) -> list[str]:
    (snapshot,) = (warehouse / "snapshots").glob("*.duckdb")
    with duckdb.connect(str(snapshot), read_only=True) as con:
        return [
            row[0] for row in con.execute("SELECT code FROM raw.regions WHERE level = 'township'").fetchall()
        ]


def _fill(forms: list[dict[str, str]], filled: Path) -> int:
    """Fill every form in as a clerk would, a few activities too; give their number."""
    shutil.rmtree(filled, ignore_errors=True)
    filled.mkdir()
    for number, form in enumerate(forms):
        book = openpyxl.load_workbook(form["file"])
        for title, figures in FIGURES.items():
            if title in book.sheetnames:
                _fill_sheet(book[title], figures)
        _add_activities(book["活动"], form, number)
        book.save(filled / f"{number}.xlsx")
    return len(forms)


def _fill_sheet(sheet: openpyxl.worksheet.worksheet.Worksheet, figures: dict[str, int]) -> None:
    columns = {cell.value: cell.column for cell in sheet[HEADER]}
    for row in range(FIRST, sheet.max_row + 1):
        for header, figure in figures.items():
            sheet.cell(row, columns[header], figure)


def _add_activities(sheet: openpyxl.worksheet.worksheet.Worksheet, form: dict[str, str], number: int) -> None:
    columns = {cell.value: cell.column for cell in sheet[HEADER]}
    for row in range(FIRST, FIRST + ACTIVITIES):
        cells = {
            "活动编号": f"bench-{number}-{row}",
            "名称": "送政策",
            "牵头条线": form["line"],
            "区划代码": form["unit"],
            "日期": date(2018, 7, row),
            "参与人次": 30,
        }
        for header, value in cells.items():
            sheet.cell(row, columns[header], value)
