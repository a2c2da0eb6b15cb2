"""Charts of projects: every property is one that plotly knows, and the marks stand where the frames say."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from metrics.projects import makeup, projects
from metrics.projects import money as projects_money
from metrics.warehouse import Snapshot
from tests.figures import checked
from ui.projects import charts, frames, schedule_charts, words
from ui.theme import DARK, LIGHT, Palette

JUNE, COUNTY = date(2018, 6, 1), "360829000000"
DAY_MS = 86_400_000


@pytest.fixture
def schedule(snapshot: Snapshot) -> pd.DataFrame:
    return projects.schedule(snapshot, JUNE, COUNTY)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_plotly_knows_every_property(snapshot: Snapshot, schedule: pd.DataFrame, colours: Palette) -> None:
    money = projects_money.money_by_month(snapshot, JUNE, COUNTY)
    steps = projects.milestones(snapshot, JUNE, COUNTY, project_id="proj-011")
    span = schedule_charts.span(schedule)
    for figure in (
        schedule_charts.gantt(schedule, span, colours),
        schedule_charts.milestones(steps, span, colours),
        charts.s_curve(money, projects_money.standing(money, JUNE), colours),
        charts.theme_matrix(makeup.themes(snapshot, JUNE, COUNTY), colours),
        charts.sources(projects_money.money_by_source(snapshot, JUNE, COUNTY), colours),
    ):
        checked(figure)


def test_the_bars_of_a_schedule(schedule: pd.DataFrame) -> None:
    figure = schedule_charts.gantt(schedule, schedule_charts.span(schedule), LIGHT)
    stripes, baseline, done, ahead, _ = figure.data
    assert [row[0] for row in stripes.customdata] == list(schedule["project_id"])
    for at, row in enumerate(schedule.itertuples()):
        assert baseline.base[at] == f"{row.planned_start:%Y-%m-%d}"
        assert baseline.x[at] == ((row.planned_end - row.planned_start).days + 1) * DAY_MS
        end = row.as_of if pd.isna(row.finished_on) else row.finished_on
        begun = not pd.isna(row.started_on)
        assert done.x[at] == (((end - row.started_on).days + 1) * DAY_MS if begun else None)
        assert (ahead.x[at] is None) == (not pd.isna(row.finished_on) or row.suspended)
    assert [shape.x0 for shape in figure.layout.shapes] == ["2018-06-30"]


def test_the_curve_stops_at_the_month_shown(snapshot: Snapshot) -> None:
    money = projects_money.money_by_month(snapshot, date(2018, 1, 1), COUNTY)
    now = projects_money.standing(money, date(2018, 1, 1))
    planned, *others = charts.s_curve(money, now, LIGHT).data
    assert not pd.isna(planned.y[-1])
    for line in others:
        known = [day for day, amount in zip(line.x, line.y, strict=True) if not pd.isna(amount)]
        assert known[-1] == "2018-01-31"


def test_a_table_reads_in_chinese(schedule: pd.DataFrame) -> None:
    table = frames.projects(schedule)
    assert not [name for name in table.columns if name.isascii()]
    assert set(table["灯"]) <= {"■ 红", "▲ 黄", "● 绿", "✔ 完", "○ 灰"}
    assert table.loc[table["项目编号"] == "proj-011", "参与条线"].item() == "工会"
    assert not table.astype(str).isin(["True", "False", "union", "red"]).any(axis=None)


@pytest.mark.parametrize(
    ("slipping", "wanted"),
    [
        (0, "某镇 3 个项目：红灯 1 个、黄灯 0 个，已完成 1 个；按填报的预测，没有晚于计划的"),
        (2, "某镇 3 个项目：红灯 1 个、黄灯 0 个，已完成 1 个；按填报的预测，2 个将晚于计划，最多晚 9 天"),
    ],
)
def test_the_statement(slipping: int, wanted: str) -> None:
    outlook = {"project_count": 3, "slipping_count": slipping, "longest_slip_days": 9}
    counts = pd.DataFrame({"light": ["red", "amber", "green", "grey", "done"], "count": [1, 0, 1, 0, 1]})
    assert words.landing(outlook, counts, "某镇") == wanted


def test_the_day_does_not_cross_names_on_a_telephone(schedule: pd.DataFrame) -> None:
    figure = schedule_charts.gantt(schedule, schedule_charts.span(schedule), replace(LIGHT, text_px=12.0))
    starts = [shape["y0"] % 1 for shape in figure.layout.shapes]
    assert len(starts) == len(schedule)
    assert max(starts) < 0.5, "a name stands in the half of its row above the bar"
