"""The demonstration projects straight from the files, their lights by a second, plain reading."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "demo"
MOST_DAYS = timedelta(days=30)

Row = dict[str, str]


@cache
def rows(table: str) -> tuple[Row, ...]:
    """Rows of a file under their Chinese headers, cells as text."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def projects() -> tuple[Row, ...]:
    """Rows of 项目.csv."""
    return rows("项目")


@cache
def of_project(table: str, key: str = "项目编号") -> dict[str, list[Row]]:
    """Rows of a table by the project that they belong to."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(table):
        found[row[key]].append(row)
    return found


def month_end(month: str) -> date:
    """The last day of a month like ``2018-06``."""
    year, number = map(int, month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def day(text: str) -> date:
    """A date; the far future where the cell is blank."""
    return date.fromisoformat(text) if text else date.max


def lights_at(month: str) -> dict[str, str]:
    """The light of every project at the end of a month."""
    return {row["项目编号"]: light(row, month) for row in projects()}


def light(project: Row, month: str) -> str:
    """The first rule that fits, in the order of the metric catalogue."""
    as_of, key = month_end(month), project["项目编号"]
    started = day(project["实际开始"]) <= as_of
    undone = [row for row in of_project("里程碑").get(key, []) if day(row["完成日期"]) > as_of]
    if day(project["实际完成"]) <= as_of:
        return "done"
    if suspended(project, month) or (not started and day(project["计划开始"]) > as_of):
        return "grey"
    overdue = any(as_of - day(row["计划日期"]) > MOST_DAYS for row in undone)
    if day(project["计划完成"]) < as_of or overdue or spent(key, as_of) > float(project["预算(元)"]):
        return "red"
    late = any(day(row["计划日期"]) < as_of for row in undone)
    slipping = any(row["预测日期"] and day(row["预测日期"]) > day(row["计划日期"]) for row in undone)
    return "amber" if not started or late or slipping else "green"


def suspended(project: Row, month: str) -> bool:
    """Whether the newest report by then says so; the project's own word where it never reported."""
    reports = of_project("进度月报", "任务或项目编号").get(project["项目编号"], [])
    by_then = sorted((row for row in reports if row["报告期"] <= month), key=lambda row: row["报告期"])
    if by_then:
        return by_then[-1]["暂停"] == "是"
    return not reports and project["暂停"] == "是"


def spent(key: str, as_of: date) -> float:
    """What was booked as spent by a day."""
    booked = [row for row in of_project("资金").get(key, []) if row["类型"] == "支出"]
    return sum(float(row["金额(元)"]) for row in booked if day(row["日期"]) <= as_of)
