"""Light of one project on 2016-06-30, with each condition at its edge."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from metrics.projects import projects
from tests.models.loading import load

COUNTY = "990001000000"
JUNE = date(2016, 6, 1)
RUNNING = {
    "project_id": "p", "name": "p", "lead_line": "union", "theme": "其他", "region_code": COUNTY,
    "goal_value": 10.0, "goal_unit": "个", "achieved": 0.0, "owner_post": "岗", "budget_yuan": 100.0,
    "planned_start": date(2016, 1, 1), "planned_end": date(2016, 12, 31), "started_on": date(2016, 1, 1),
}  # fmt: skip


def light(
    folder: Path, project: dict[str, Any], milestones: tuple[Any, ...] = (), money: tuple[Any, ...] = ()
) -> str:
    tables = {
        "regions": [{"code": COUNTY, "name": "金县", "level": "county"}],
        "projects": [RUNNING | project],
        "milestones": [
            {
                "project_id": "p", "seq": seq, "name": "m",
                "planned_on": planned, "forecast_on": forecast, "done_on": done,
            }
            for seq, (planned, forecast, done) in enumerate(milestones)
        ],
        "fundings": [
            {
                "funding_id": f"f{seq}", "project_id": "p",
                "booked_on": day, "flow": flow, "amount_yuan": amount,
            }
            for seq, (day, flow, amount) in enumerate(money)
        ],
    }  # fmt: skip
    return str(projects.projects(load(folder, tables), JUNE, COUNTY)["light"].iloc[0])


@pytest.mark.parametrize(
    ("project", "wanted"),
    [
        ({}, "green"),
        ({"finished_on": date(2016, 6, 30)}, "done"),
        ({"finished_on": date(2016, 7, 1)}, "green"),
        ({"finished_on": date(2016, 6, 30), "suspended": True}, "done"),
        ({"suspended": True}, "grey"),
        ({"suspended": True, "planned_end": date(2016, 5, 1)}, "grey"),
        ({"started_on": None, "planned_start": date(2016, 7, 1)}, "grey"),
        ({"started_on": None, "planned_start": date(2016, 6, 30)}, "amber"),
        ({"started_on": date(2016, 7, 1)}, "amber"),
        ({"started_on": date(2016, 6, 30)}, "green"),
        ({"started_on": date(2016, 5, 1), "planned_start": date(2016, 7, 1)}, "green"),
        ({"planned_end": date(2016, 6, 30)}, "green"),
        ({"planned_end": date(2016, 6, 29)}, "red"),
        ({"started_on": None, "planned_end": date(2016, 6, 29)}, "red"),
    ],
)
def test_dates_of_the_project(tmp_path: Path, project: dict[str, Any], wanted: str) -> None:
    assert light(tmp_path, project) == wanted


@pytest.mark.parametrize(
    ("planned", "forecast", "done", "wanted"),
    [
        (date(2016, 6, 30), None, None, "green"),
        (date(2016, 6, 29), None, None, "amber"),
        (date(2016, 5, 31), None, None, "amber"),
        (date(2016, 5, 30), None, None, "red"),
        (date(2016, 5, 30), None, date(2016, 6, 30), "green"),
        (date(2016, 5, 30), None, date(2016, 7, 1), "red"),
        (date(2016, 9, 1), date(2016, 9, 2), None, "amber"),
        (date(2016, 9, 1), date(2016, 9, 1), None, "green"),
        (date(2016, 9, 1), date(2016, 8, 1), None, "green"),
        (date(2016, 5, 1), date(2016, 9, 2), date(2016, 6, 1), "green"),
    ],
)
def test_milestones(
    tmp_path: Path, planned: date, forecast: date | None, done: date | None, wanted: str
) -> None:
    assert light(tmp_path, {}, ((planned, forecast, done),)) == wanted


@pytest.mark.parametrize(
    ("budget", "money", "wanted"),
    [
        (100.0, ((date(2016, 6, 30), "支出", 100.0),), "green"),
        (100.0, ((date(2016, 6, 30), "支出", 100.01),), "red"),
        (100.0, ((date(2016, 6, 30), "支出", 100.0), (date(2016, 7, 1), "支出", 9.0)), "green"),
        (100.0, ((date(2016, 6, 30), "到位", 900.0),), "green"),
        (0.3, ((JUNE, "支出", 0.1), (JUNE, "支出", 0.2)), "green"),
        (0.29, ((JUNE, "支出", 0.1), (JUNE, "支出", 0.2)), "red"),
    ],
)
def test_spending(tmp_path: Path, budget: float, money: tuple[Any, ...], wanted: str) -> None:
    """0.1 + 0.2 is more than 0.3 as doubles and not as money."""
    assert light(tmp_path, {"budget_yuan": budget}, money=money) == wanted
