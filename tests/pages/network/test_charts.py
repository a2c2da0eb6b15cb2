"""Charts of structure and tasks: plotly knows every property, and marks stand where frames say."""

from datetime import date

import pandas as pd
import pytest

from metrics.network import staffing, structure
from metrics.tasks import course as tasks_course
from metrics.tasks import tasks
from metrics.warehouse import Snapshot
from tests.figures import checked
from ui.network import charts
from ui.tasks import charts as tasks_charts
from ui.tasks import course_charts, words
from ui.theme import DARK, LIGHT, Palette

JUNE, COUNTY = date(2018, 6, 1), "360829000000"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_plotly_knows_every_property(snapshot: Snapshot, colours: Palette) -> None:
    added = tasks.sums(snapshot, JUNE, COUNTY)
    course = tasks_course.burn_up(snapshot, JUNE, COUNTY)
    staff = staffing.staffing(snapshot, JUNE, COUNTY)
    plans = tasks.by(added, "plan")
    for figure in (
        charts.icicle(structure.levels_by_line(snapshot, JUNE, COUNTY), "安福县", colours),
        charts.leaders(staff, colours),
        charts.front_line(staff, colours),
        charts.committees(staffing.committees(snapshot, JUNE, COUNTY), colours),
        charts.reforms(structure.items(structure.reforms(snapshot, JUNE, COUNTY)), colours),
        tasks_charts.plan_matrix(tasks.by(added, "plan breakthrough"), colours),
        tasks_charts.bullets(plans, list(plans["plan"]), colours),
        course_charts.burn_up(course, tasks_course.standing(course, JUNE), colours),
        course_charts.task_months(tasks_course.months(snapshot, JUNE, COUNTY, "task-036"), colours),
    ):
        checked(figure)


def test_every_cell_of_the_matrix_says_which_it_is(snapshot: Snapshot) -> None:
    cells = tasks.by(tasks.sums(snapshot, JUNE, COUNTY), "plan breakthrough")
    blank, tiles = tasks_charts.plan_matrix(cells, LIGHT).data
    wanted = list(zip(cells["plan"], cells["breakthrough"].astype(int), strict=True))
    assert [tuple(cell) for cell in tiles.customdata] == wanted
    assert blank.customdata is None, "an empty cell leads nowhere"


def test_tasks_without_breakthrough_have_a_column_of_their_own() -> None:
    cells = pd.DataFrame(
        {
            "plan": ["union"],
            "breakthrough": pd.array([None], dtype="Int64"),
            "progress_pct": [0.5],
            "task_count": [1],
            "done_count": [0],
            "overdue_count": [0],
        }
    )
    figure = tasks_charts.plan_matrix(cells, LIGHT)
    assert figure.layout.xaxis.ticktext[-1] == "未写"
    assert tuple(figure.data[1].customdata[0]) == ("union", 0)


def test_the_bars_of_leadership_add_up_to_all(snapshot: Snapshot) -> None:
    staff = staffing.staffing(snapshot, JUNE, COUNTY)
    helpers, full = charts.leaders(staff, LIGHT).data
    assert [here + there for here, there in zip(helpers.x, full.x, strict=True)] == pytest.approx([1] * 8)
    assert charts.leaders(staff, LIGHT).layout.shapes[0].x0 == staffing.REQUIRED_PART_TIME_PCT


@pytest.mark.parametrize(
    ("planned", "done", "wanted"),
    [(5.0, 3.0, "比计划少 2"), (5.0, 5.0, "与计划持平"), (5.0, 6.5, "超出 1.5")],
)
def test_the_statement_of_the_burn_up(planned: float, done: float, wanted: str) -> None:
    row = {"planned_weight": planned, "done_weight": done, "progress_weight": 7.0, "weight": 9.0}
    now = next(pd.DataFrame([row]).itertuples(index=False))
    assert f"实际完成 {done:g}，{wanted}；" in words.burn_up(now)
