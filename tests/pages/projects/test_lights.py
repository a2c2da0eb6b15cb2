"""Project lights against a second reading of the files, at their edges, and against their own explanation."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrics.places import periods, tops
from metrics.projects import checks as projects_checks
from metrics.projects import projects
from metrics.values import values
from metrics.warehouse import Snapshot, open_current
from tests.models.loading import load
from tests.models.random_county import County
from tests.pages.handed_in import lights_at
from ui import numbers
from ui.projects import frames, words

JUNE = date(2018, 6, 1)
COUNTY = {"code": "360829000000", "name": "安福县", "level": "county"}
PROJECT = {
    "project_id": "P", "name": "项目", "lead_line": "union", "theme": "其他", "region_code": COUNTY["code"],
    "goal_value": 10.0, "goal_unit": "人", "achieved": 0.0, "owner_post": "岗",
    "planned_start": date(2018, 1, 1), "planned_end": date(2018, 12, 31), "started_on": date(2018, 1, 1),
    "budget_yuan": 100.0,
}  # fmt: skip


def milestone(planned: date, **fields: Any) -> dict[str, Any]:
    return {"project_id": "P", "seq": 1, "name": "节点", "planned_on": planned} | fields


def spending(amount: float, day: date) -> dict[str, Any]:
    return {
        "funding_id": f"F{day}", "project_id": "P", "booked_on": day, "flow": "支出", "amount_yuan": amount
    }  # fmt: skip


# as_of is 2018-06-30. Each case: the light, fields of the project, milestones, money, reports.
EDGES = {
    "on course": ("green", {}, [], [], []),
    "ends today": ("green", {"planned_end": date(2018, 6, 30)}, [], [], []),
    "ended yesterday": ("red", {"planned_end": date(2018, 6, 29)}, [], [], []),
    "finished today, late": (
        "done", {"planned_end": date(2018, 5, 1), "finished_on": date(2018, 6, 30)}, [], [], []),
    "finishes tomorrow": ("green", {"finished_on": date(2018, 7, 1)}, [], [], []),
    "milestone today": ("green", {}, [milestone(date(2018, 6, 30))], [], []),
    "milestone 1 day late": ("amber", {}, [milestone(date(2018, 6, 29))], [], []),
    "milestone 30 days late": ("amber", {}, [milestone(date(2018, 5, 31))], [], []),
    "milestone 31 days late": ("red", {}, [milestone(date(2018, 5, 30))], [], []),
    "late milestone done today": (
        "green", {}, [milestone(date(2018, 5, 1), done_on=date(2018, 6, 30))], [], []),
    "late milestone done tomorrow": (
        "red", {}, [milestone(date(2018, 5, 1), done_on=date(2018, 7, 1))], [], []),
    "forecast as planned": (
        "green", {}, [milestone(date(2018, 9, 1), forecast_on=date(2018, 9, 1))], [], []),
    "forecast a day later": (
        "amber", {}, [milestone(date(2018, 9, 1), forecast_on=date(2018, 9, 2))], [], []),
    "budget used up": ("green", {}, [], [spending(100, date(2018, 6, 30))], []),
    "a cent above budget": ("red", {}, [], [spending(100.01, date(2018, 6, 30))], []),
    "above budget tomorrow": ("green", {}, [], [spending(101, date(2018, 7, 1))], []),
    "should have started today": (
        "amber", {"started_on": None, "planned_start": date(2018, 6, 30)}, [], [], []),
    "starts tomorrow": ("grey", {"started_on": None, "planned_start": date(2018, 7, 1)}, [], [], []),
    "starts tomorrow, begun early": ("green", {"planned_start": date(2018, 7, 1)}, [], [], []),
    "suspended, though late": (
        "grey", {"planned_end": date(2018, 5, 1), "suspended": True}, [], [], []),
    "suspended, then resumed": (
        "green", {"suspended": True}, [], [],
        [{"item_id": "P", "period": date(2018, 5, 1), "suspended": True},
         {"item_id": "P", "period": date(2018, 6, 1), "suspended": False}]),
    "suspended next month": (
        "green", {}, [], [], [{"item_id": "P", "period": date(2018, 7, 1), "suspended": True}]),
}  # fmt: skip


@pytest.mark.parametrize("case", EDGES)
def test_edges(case: str, tmp_path: Path) -> None:
    light, fields, milestones, fundings, reports = EDGES[case]
    tables = {
        "regions": [COUNTY], "projects": [PROJECT | fields], "milestones": milestones,
        "fundings": fundings, "progress": reports,
    }  # fmt: skip
    snapshot = load(tmp_path, tables)
    assert list(projects.projects(snapshot, JUNE, COUNTY["code"])["light"]) == [light]
    checks = projects_checks.light_checks(snapshot, JUNE, "P")
    assert list(checks.loc[checks["decides"], "light"]) == [light]
    assert not checks["fact"].str.contains(r"(?<!\d)0 天").any(), "today is neither past nor ahead"


@pytest.mark.parametrize("achieved", [0, 3, 10, 10.5, 30, 4000])
def test_a_goal_that_is_exceeded_is_told_in_full(achieved: float, tmp_path: Path) -> None:
    """The metric counts a project as one at most; what is told of the project is what it achieved."""
    snapshot = load(tmp_path, {"regions": [COUNTY], "projects": [PROJECT | {"achieved": float(achieved)}]})
    (row,) = projects.projects(snapshot, JUNE, COUNTY["code"]).itertuples()
    assert row.achieved_pct == pytest.approx(achieved / 10)
    assert words.goal(row).endswith(f"（{numbers.share(achieved / 10)}）")
    assert (
        frames.listed(projects.projects(snapshot, JUNE, COUNTY["code"]))["目标完成"].item() == achieved / 10
    )
    metric = values.values(snapshot, [JUNE], metrics=["goal_attainment"], lines=[""])
    assert metric["value"].item() == pytest.approx(min(achieved / 10, 1))


def test_every_month_agrees_with_the_files(demo_warehouse: Path) -> None:
    snapshot = open_current(demo_warehouse)
    for month in periods(snapshot):
        found = projects.projects(snapshot, month, COUNTY["code"])
        lights = dict(zip(found["project_id"], found["light"], strict=True))
        assert lights == lights_at(f"{month:%Y-%m}")


@pytest.mark.parametrize("seed", range(20, 26))
def test_the_explanation_ends_at_the_light(seed: int, tmp_path: Path) -> None:
    county = County(seed)
    snapshot = load(tmp_path, county.tables)
    for month in county.telling_months(2):
        for project, light in lights(snapshot, month):
            checks = projects_checks.light_checks(snapshot, month, project)
            assert list(checks.loc[checks["decides"], "light"]) == [light]
            assert (
                not checks.loc[checks["holds"], "step"].min() < checks.loc[checks["decides"], "step"].item()
            )


def lights(snapshot: Snapshot, month: date) -> list[tuple[str, str]]:
    return [
        (row.project_id, row.light)
        for top in tops(snapshot, month)
        for row in projects.projects(snapshot, month, top).itertuples()
    ]


def test_the_expected_end_is_the_latest_of_plan_forecast_and_today(tmp_path: Path) -> None:
    ends = {
        "A": {"planned_end": date(2018, 12, 31)},
        "B": {"planned_end": date(2018, 5, 1)},
        "C": {"planned_end": date(2018, 9, 1)},
        "D": {"planned_end": date(2018, 3, 1), "finished_on": date(2018, 3, 11)},
        "E": {"planned_end": date(2018, 9, 1), "suspended": True},
    }
    plans = [PROJECT | {"project_id": key} | fields for key, fields in ends.items()]
    steps = [
        milestone(date(2018, 8, 1), project_id="C", forecast_on=date(2018, 9, 21)),
        milestone(date(2018, 8, 1), project_id="C", seq=2, forecast_on=date(2018, 8, 2)),
        milestone(date(2018, 3, 1), project_id="D", forecast_on=date(2018, 12, 1)),
    ]
    snapshot = load(tmp_path, {"regions": [COUNTY], "projects": plans, "milestones": steps})
    found = projects.schedule(snapshot, JUNE, COUNTY["code"]).set_index("project_id")
    wanted = {"A": ("2018-12-31", 0), "B": ("2018-06-30", 60), "C": ("2018-09-21", 20),
              "D": ("2018-03-11", 10), "E": ("2018-09-01", 0)}  # fmt: skip
    for key, (end, slip) in wanted.items():
        assert (f"{found.loc[key, 'expected_end']:%Y-%m-%d}", found.loc[key, "slip_days"]) == (end, slip)
    assert projects.outlook(snapshot, JUNE, COUNTY["code"]) == {
        "project_count": 5, "done_count": 1, "suspended_count": 1, "running_count": 3,
        "slipping_count": 2, "longest_slip_days": 60,
    }  # fmt: skip
