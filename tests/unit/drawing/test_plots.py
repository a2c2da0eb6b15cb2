"""Figures are valid plotly, carry their numbers as text, and tell the two modes apart."""

from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from tests.figures import checked
from ui.drawing import light_bar, point_names, readings, small_multiples, trend
from ui.overview import charts
from ui.theme import DARK, LIGHT, Palette

LEVELS = pd.DataFrame(
    {
        "name": ["县", "乡镇", "村"],
        "expected": [7, 140, 1100],
        "covered": [7, 120, 962],
        "effective": [7, 112, 694],
        "covered_pct": [1.0, 120 / 140, 962 / 1100],
        "effective_pct": [1.0, 0.8, 694 / 1100],
    }
)
LINES = pd.DataFrame(
    {
        "line": ["union", "youth"],
        "name": ["工会", "共青团"],
        "covered_pct": [0.8, None],
        "effective_pct": [0.6, None],
    }
)
COURSE = pd.DataFrame(
    {"period": [date(2018, month, 1) for month in (1, 2, 3)], "value": [0.5, None, 0.6], "target": [0.7] * 3}
)
PANELS = COURSE.assign(panel="工会", colour="#1B6CB4")
LIGHTS = pd.DataFrame({"light": ["red", "amber", "green"], "count": [2, 0, 5]})

DRAWN = {
    "funnel": lambda colours: charts.coverage_funnel(LEVELS, colours),
    "lines": lambda colours: charts.coverage_by_line(LINES, colours),
    "trend": lambda colours: trend.trend(COURSE, "%", colours),
    "small multiples": lambda colours: small_multiples.trends(PANELS, "%", colours),
    "lights": lambda colours: light_bar.light_bar(LIGHTS, colours),
}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_is_valid_plotly(name: str, colours: Palette) -> None:
    checked(DRAWN[name](colours))


def texts(figure: go.Figure) -> str:
    marks = [str(text) for trace in figure.data for text in (trace["text"] or ())]
    return " ".join([*marks, *(note["text"] for note in figure.layout["annotations"] or ())])


def test_the_funnel_writes_its_numbers() -> None:
    said = texts(DRAWN["funnel"](LIGHT))
    assert "应建 1,100" in said
    assert "已建 962（87.5%）" in said
    assert "有效 694（<b>63.1%</b>）" in said


def test_a_line_without_data_has_no_dumbbell() -> None:
    figure = DRAWN["lines"](LIGHT)
    assert len(figure.layout["shapes"]) == 1
    assert "nan" not in texts(figure)


def test_a_gap_in_time_stays_a_gap() -> None:
    line = DRAWN["trend"](LIGHT).data[0]
    assert list(line["y"]) == [0.5, None, 0.6]
    assert line["connectgaps"] is False


def test_a_light_without_items_is_left_out() -> None:
    assert [trace["text"][0] for trace in DRAWN["lights"](LIGHT).data] == ["■ 2", "● 5"]


def test_a_sparkline_breaks_where_data_is_missing() -> None:
    drawn = readings.sparkline([1.0, None, 2.0, 3.0], LIGHT)
    assert drawn.count("M") == 2
    assert readings.sparkline([1.0], LIGHT) == readings.sparkline([], LIGHT), "one point is no course"


@pytest.mark.parametrize("panels", range(1, 12))
@pytest.mark.parametrize("columns", [1, 2, 4, 7])
def test_panels_stay_within_the_picture(panels: int, columns: int) -> None:
    many = pd.concat([PANELS.assign(panel=f"品牌{at}") for at in range(panels)])
    layout = checked(small_multiples.trends(many, "%", LIGHT, columns)).layout
    assert len([name for name in layout if name.startswith("xaxis")]) == panels


def test_a_course_of_one_month_starts_its_axis_at_zero() -> None:
    alone, several = (trend.trend(COURSE.head(months), "%", LIGHT) for months in (1, 3))
    assert alone.layout.yaxis.rangemode == "tozero"
    assert several.layout.yaxis.rangemode == "normal"


def test_a_narrow_part_of_the_light_bar_holds_its_label() -> None:
    counts = pd.DataFrame({"light": ["red", "green"], "count": [1, 199]})
    narrow, wide = light_bar.light_bar(counts, LIGHT).data
    assert narrow.x[0] > 0.05 * wide.x[0]
    assert narrow.text == ("■<br>1",)
    assert wide.text == ("● 199",)


def test_names_of_crowded_points_are_left_out_and_none_leaves_the_picture() -> None:
    size, names = (300.0, 200.0), [f"第{at}片区少数民族自治镇" for at in range(40)]
    crowd = point_names.placed([(298.0, 100.0)] * 40, names, size, 12)
    alone = point_names.placed([(298.0, 199.0)], names[:1], size, 12)
    assert alone == ["bottom left"]
    assert [place for place in crowd if place] == ["top left", "bottom left"]


def test_strokes_and_marks_grow_with_the_type_of_a_projector() -> None:
    ordinary, projected = (
        DRAWN["trend"](colours).data[0] for colours in (LIGHT, replace(LIGHT, text_px=2 * LIGHT.text_px))
    )
    assert projected.line.width == 2 * ordinary.line.width
    assert projected.marker.size == 2 * ordinary.marker.size
