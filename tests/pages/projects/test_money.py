"""Planned value, earned value and money of projects, worked out by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.projects import makeup, money
from metrics.warehouse import Snapshot, open_current
from tests.models.loading import load
from tests.pages.handed_in import projects, rows
from tests.pages.projects.test_lights import COUNTY, JUNE, PROJECT

TOP = COUNTY["code"]


def funding(number: int, day: date, flow: str, amount: float, source: str | None = None) -> dict[str, Any]:
    return {
        "funding_id": f"F{number}", "project_id": "A", "booked_on": day, "flow": flow,
        "amount_yuan": amount, "source": source,
    }  # fmt: skip


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """Two projects: A from 1 May to 8 August 2018 (100 days, 1,000 yuan), B not begun, without reports."""
    plans = [
        PROJECT | {"project_id": "A", "planned_start": date(2018, 5, 1), "planned_end": date(2018, 8, 8),
                   "started_on": date(2018, 5, 3), "budget_yuan": 1000.0, "theme": "科普惠农",
                   "provider": "企业", "purchased": True},
        PROJECT | {"project_id": "B", "planned_start": date(2018, 6, 21), "planned_end": date(2018, 6, 30),
                   "started_on": None, "budget_yuan": 500.0, "achieved": 7.0, "lead_line": "women"},
    ]  # fmt: skip
    reports = [
        {"item_id": "A", "period": date(2018, 5, 1), "achieved": 4.0},
        {"item_id": "A", "period": date(2018, 6, 1), "achieved": 12.0},
    ]
    fundings = [
        funding(1, date(2018, 4, 20), "到位", 600, "财政拨款"),
        funding(2, date(2018, 6, 30), "到位", 200, "海外捐赠"),
        funding(3, date(2018, 5, 31), "支出", 250),
        funding(4, date(2018, 6, 1), "支出", 150, "会费"),
        funding(5, date(2018, 7, 1), "支出", 999),
    ]
    tables = {"regions": [COUNTY], "projects": plans, "progress": reports, "fundings": fundings}
    return load(tmp_path, tables)


def test_the_course_of_money(snapshot: Snapshot) -> None:
    found = money.money_by_month(snapshot, JUNE, TOP)
    # April: before every plan. May: 31 of A's 100 days. June: 61 of them, and all of B's 10 days.
    # July: 92 days of A. August: all.
    assert [f"{month:%m}" for month in found["month"]] == ["04", "05", "06", "07", "08"]
    assert list(found["planned_yuan"].round(6)) == [0, 310, 1110, 1420, 1500]
    # A earns 4/10 of 1,000, then at most its whole budget; B has not begun.
    assert list(found["earned_yuan"][:3]) == [0, 400, 1000]
    assert list(found["received_yuan"][:3]) == [600, 600, 800]
    assert list(found["spent_yuan"][:3]) == [0, 250, 400]
    assert list(found["budget_yuan"]) == [1500] * 5
    assert (
        found.loc[3:, ["earned_yuan", "received_yuan", "spent_yuan", "schedule_index"]].isna().all(axis=None)
    )


def test_the_indices_of_the_month_shown(snapshot: Snapshot) -> None:
    now = money.standing(money.money_by_month(snapshot, JUNE, TOP), JUNE)
    assert now.schedule_index == pytest.approx(1000 / 1110)
    assert now.cost_index == pytest.approx(1000 / 400)
    april = date(2018, 4, 1)
    before = money.standing(money.money_by_month(snapshot, april, TOP), april)
    assert pd.isna(before.schedule_index), "nothing planned yet is no index, not 0"
    assert pd.isna(before.cost_index)


def test_one_project_and_one_line(snapshot: Snapshot) -> None:
    only = money.money_by_month(snapshot, JUNE, TOP, project_id="B")
    assert list(only["budget_yuan"]) == [500]
    assert list(only["planned_yuan"]) == [500]
    women = money.money_by_month(snapshot, JUNE, TOP, lines=["women"])
    pd.testing.assert_frame_equal(only, women)
    assert money.money_by_month(snapshot, JUNE, TOP, lines=["youth"]).empty


def test_sources(snapshot: Snapshot) -> None:
    found = money.money_by_source(snapshot, JUNE, TOP)
    assert found.values.tolist() == [["财政拨款", False, 600, 0.75], ["海外捐赠", True, 200, 0.25]]
    assert money.money_by_source(snapshot, JUNE, TOP, project_id="B").empty


def test_themes_and_delivery(snapshot: Snapshot) -> None:
    themes = makeup.themes(snapshot, JUNE, TOP).set_index("theme")
    columns = ["green", "amber", "total", "troubled"]
    assert list(themes.loc["科普惠农", columns]) == [1, 0, 1, 0]
    assert list(themes.loc["其他", columns]) == [0, 1, 1, 1]
    delivery = makeup.delivery(snapshot, JUNE, TOP)
    assert delivery.values.tolist() == [["企业", 1, 1, 0, 1000], ["未填", 1, 0, 0, 500]]


def test_the_demonstration_adds_up_to_its_files(demo_warehouse: Path) -> None:
    now = money.standing(money.money_by_month(open_current(demo_warehouse), JUNE, TOP), JUNE)
    booked = {flow: 0.0 for flow in ("到位", "支出")}
    for row in rows("资金"):
        if row["日期"] <= "2018-06-30":
            booked[row["类型"]] += float(row["金额(元)"])
    assert now.received_yuan == pytest.approx(booked["到位"])
    assert now.spent_yuan == pytest.approx(booked["支出"])
    assert now.budget_yuan == pytest.approx(sum(float(row["预算(元)"]) for row in projects()))
