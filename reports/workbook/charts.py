"""Charts that Excel draws itself, on a sheet of their own, beside the numbers that they are drawn from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from reports.editions import contents, reading
from reports.editions.edition import Edition
from reports.editions.words import LIGHT_NAMES
from reports.workbook import book
from reports.workbook.looks import FONT, Looks
from reports.workbook.sheets import FIRST, HEADS, Told, begin
from reports.workbook.summaries import COURSE, OVERVIEW

CHARTS = "图表"
#: Shares whose course is drawn, as far as the edition holds them.
_DRAWN = ("org_coverage", "effective_coverage", "task_progress", "issue_on_time", "budget_execution")
_COLOURS = ("#1B6CB4", "#D97B14", "#2A9A8C", "#B3277E", "#6E5340")
_ONE = "#1B6682"
#: Where the numbers stand, to the right of the pictures; two columns for each picture and one between.
_NUMBERS_AT = 20
_WIDTH, _HEIGHT = 620, 360
#: Columns and rows from one picture to the next.
_STEP = (10, 19)


@dataclass(frozen=True)
class Bars:
    """A picture of bars.

    Attributes:
        title: what it tells.
        names: of the bars.
        values: as long.
        form: number format.
        most: end of the axis; 0 leaves it to Excel.
        level: whether bars lie.
    """

    title: str
    names: list[str]
    values: list[float]
    form: str = "#,##0"
    most: float = 0
    level: bool = False


def charts_sheet(
    written: Any, looks: Looks, edition: Edition, told: Told, judged: tuple[int, int], course: list[str]
) -> int:
    """Draw all charts that there are numbers for, and give how many.

    Args:
        written: the workbook.
        looks: its formats.
        edition: the edition.
        told: what goes with every sheet.
        judged: first and last row of the metrics with a target on their sheet.
        course: metrics in the order of the columns of their course.
    """
    page = begin(written, looks, CHARTS, told, ())
    page.set_row(HEADS, 6)
    page.hide_gridlines(2)
    page.print_area(0, 0, FIRST + 4 * _STEP[1], _NUMBERS_AT - 1)
    dimensions, places, issues, lights = (
        _bars(written, page, looks, bars, at) for at, bars in enumerate(_told(edition, told))
    )
    # The two that grow with their rows stand side by side on the second page.
    short = [dimensions, _course(written, edition, course), issues, lights]
    pictures = [chart for chart in (*short, places, _attainment(written, judged)) if chart is not None]
    page.set_print_scale(70)
    page.set_h_pagebreaks([FIRST + _STEP[1] * ((sum(map(bool, short)) + 1) // 2)])
    for at, chart in enumerate(pictures):
        page.insert_chart(FIRST + at // 2 * _STEP[1], at % 2 * _STEP[0], chart)
    if not pictures:
        page.write_string(FIRST, 0, "没有可以画图的数字", looks.small)
    return len(pictures)


def _told(edition: Edition, told: Told) -> list[Bars]:
    own = {name: row for name, row in reading.index_rows(edition).items() if name != "index" and row["score"]}
    below = [
        row
        for row in edition.records(contents.INDEX)
        if row["dimension"] == "index" and row["region_code"] != edition.region and row["score"]
    ]
    issues = Counter(row["state"] for row in edition.records(contents.ISSUES))
    lights = Counter(row["light"] for row in edition.records(contents.PROJECTS))
    states = [state for state in ("逾期", "办理中", "已办结") if issues[state]]
    shown = [light for light in ("red", "amber", "green", "grey", "done") if lights[light]]
    scores = [float(row["score"]) for row in own.values()]
    return [
        Bars(f"{told.place}各维度得分（满分 1）", list(own), scores, "0.00", 1),
        Bars(
            "下一级改革指数（0–100）",
            [told.names.get(row["region_code"], row["region_code"]) for row in below],
            [float(row["score"]) for row in below],
            "0.0",
            level=True,
        ),
        Bars("问题台账（件）", states, [issues[state] for state in states]),
        Bars("项目亮灯（个）", [LIGHT_NAMES[light] for light in shown], [lights[light] for light in shown]),
    ]


def _bars(written: Any, page: Any, looks: Looks, bars: Bars, number: int) -> Any:
    if not bars.values:
        return None
    at = _NUMBERS_AT + 3 * number
    page.write_string(HEADS + 1, at, bars.title, looks.small)
    first = FIRST + 1
    for row, (name, value) in enumerate(zip(bars.names, bars.values, strict=True), start=first):
        book.write(page, row, at, name, looks.cell())
        book.write(page, row, at + 1, value, looks.cell(bars.form))
    last = first + len(bars.values) - 1
    chart = written.add_chart({"type": "bar" if bars.level else "column"})
    chart.add_series(_series([CHARTS, first, at, last, at], [CHARTS, first, at + 1, last, at + 1], bars.form))
    _laid_out(chart, bars.title, bars.form, bars.most, bars.level, len(bars.values))
    return chart


def _attainment(written: Any, judged: tuple[int, int]) -> Any:
    first, last = judged
    if last < first:
        return None
    chart = written.add_chart({"type": "bar"})
    chart.add_series(_series([OVERVIEW, first, 1, last, 1], [OVERVIEW, first, 5, last, 5], "0%"))
    _laid_out(chart, "有目标的指标完成度", "0%", 1.1, True, last - first + 1)
    return chart


def _series(names: list[Any], values: list[Any], form: str) -> dict[str, Any]:
    font = {"name": FONT, "size": 8}
    return {
        "categories": names,
        "values": values,
        "fill": {"color": _ONE},
        "gap": 45,
        "data_labels": {"value": True, "num_format": form, "font": font},
    }


def _course(written: Any, edition: Edition, course: list[str]) -> Any:
    months = reading.own_course(edition)
    drawn = [metric for metric in _DRAWN if metric in course]
    if len(months) < 2 or not drawn:
        return None
    first, last = FIRST, FIRST + len(months) - 1
    chart = written.add_chart({"type": "line"})
    for metric, colour in zip(drawn, _COLOURS, strict=False):
        at = 1 + course.index(metric)
        chart.add_series(
            {
                "name": edition.definitions["metrics"][metric]["name"],
                "categories": [COURSE, first, 0, last, 0],
                "values": [COURSE, first, at, last, at],
                "line": {"color": colour, "width": 2.25},
            }
        )
    _laid_out(chart, "主要指标走势", "0%", 0, False, 0)
    chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9}})
    chart.set_x_axis({"num_font": {"name": FONT, "size": 9, "rotation": -45}, "text_axis": True})
    chart.show_blanks_as("gap")
    return chart


def _laid_out(chart: Any, title: str, form: str, most: float, level: bool, count: int) -> None:
    font = {"name": FONT, "size": 9}
    numbers: dict[str, Any] = {
        "num_format": form,
        "num_font": font,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": "#E3E7EB"}},
    }
    names: dict[str, Any] = {
        "num_font": font | {"size": 8 if level else 9},
        "reverse": level,
        "interval_unit": 1,
    }
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    numbers |= {"max": most} if most else {}
    # Where bars lie, XlsxWriter calls the axis of names the y axis; every bar bears its number.
    if level:
        chart.set_y_axis(names)
        chart.set_x_axis(numbers | {"visible": False, "major_gridlines": {"visible": False}})
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(numbers)
    chart.set_size({"width": _WIDTH, "height": max(_HEIGHT, 60 + 16 * count if level else 0)})
