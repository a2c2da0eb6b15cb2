"""Reform tasks of a small plan, with the arithmetic written down."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.tasks import course, tasks
from metrics.values import values
from metrics.warehouse import Snapshot
from tests.models.loading import load
from ui.network import frames as network_frames
from ui.tasks import frames, words

COUNTY, TOWNSHIP = "990001000000", "990001001000"
JUNE = date(2018, 6, 1)


def task(task_id: str, plan: str, end: date, weight: float = 1.0, **fields: Any) -> dict[str, Any]:
    return {
        "task_id": task_id, "name": task_id, "plan": plan, "pillar": "三级联动", "lead_role": "牵头一",
        "region_code": COUNTY, "weight": weight, "planned_start": date(2018, 1, 1), "planned_end": end,
        "progress": 0.0, "breakthrough": 1,
    } | fields  # fmt: skip


TASKS = [
    # Done on its last day; done a day late; due on the last day of June and undone.
    task("on-time", "union", date(2018, 3, 31), 2, finished_on=date(2018, 3, 31), progress=100,
         evidence="甲1号"),
    task("late", "union", date(2018, 4, 30), 3, finished_on=date(2018, 5, 1), progress=100, problem="缺人"),
    task("overdue", "women", date(2018, 6, 30), 1, owner_post="甲岗"),
    # Half of the year has passed: 181 of 365 days are 49.6 %. 39 % is more than 10 points below, 40 % is not.
    task("behind", "overall", date(2018, 12, 31), 1, line="women", owner_post="甲岗", breakthrough=2),
    task("running", "overall", date(2018, 12, 31), 1, owner_post="乙岗", lead_role="总牵头"),
    task("waiting", "youth", date(2018, 12, 31), 1, planned_start=date(2018, 7, 1), breakthrough=None),
    # Finished in July, never reported: its progress in June is not known.
    task("unknown", "youth", date(2018, 9, 30), 1, finished_on=date(2018, 7, 15), progress=100,
         evidence="乙2号"),
    task("elsewhere", "women", date(2018, 5, 31), 4, region_code=TOWNSHIP),
]  # fmt: skip
PROGRESS = [
    {"item_id": "overdue", "period": date(2018, 4, 1), "progress": 20.0, "note": "缺地"},
    {"item_id": "overdue", "period": date(2018, 5, 1), "progress": 60.0},
    {"item_id": "overdue", "period": date(2018, 7, 1), "progress": 100.0, "note": "以后的"},
    {"item_id": "behind", "period": date(2018, 6, 1), "progress": 39.0},
    {"item_id": "running", "period": date(2018, 6, 1), "progress": 40.0},
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    regions = [
        {"code": COUNTY, "name": "金县", "level": "county"},
        {"code": TOWNSHIP, "name": "甲镇", "level": "township", "parent_code": COUNTY, "kind": "镇"},
    ]
    tables = {"regions": regions, "reform_tasks": TASKS, "progress": PROGRESS}
    return load(tmp_path_factory.mktemp("tasks"), tables)


def row(found: pd.DataFrame, dimension: str, key: Any = None) -> Any:
    rows = tasks.by(found, dimension)
    return next((rows if key is None else rows[rows[dimension] == key]).itertuples(index=False))


def test_the_state_of_each_task_at_the_end_of_june(snapshot: Snapshot) -> None:
    states = tasks.tasks(snapshot, JUNE, COUNTY).set_index("task_id")["state"]
    assert dict(states) == {
        "on-time": "done", "late": "done_late", "overdue": "overdue", "behind": "behind",
        "running": "running", "waiting": "waiting", "unknown": "unknown", "elsewhere": "overdue",
    }  # fmt: skip
    assert list(states.index[:2]) == ["elsewhere", "overdue"], "the longest overdue stands first"


def test_what_comes_later_is_not_known_yet(snapshot: Snapshot) -> None:
    june = tasks.tasks(snapshot, JUNE, COUNTY).set_index("task_id")
    assert pd.isna(june.loc["unknown", "finished_on"])
    assert pd.isna(june.loc["unknown", "evidence"])
    assert pd.isna(june.loc["unknown", "progress_pct"])
    assert june.loc["on-time", "evidence"] == "甲1号"
    assert june.loc["overdue", "note"] == "缺地"
    march = tasks.tasks(snapshot, date(2018, 3, 1), COUNTY).set_index("task_id")
    assert march.loc["late", "state"] == "unknown"
    assert march.loc["overdue", "progress_pct"] == 0
    assert pd.isna(march.loc["overdue", "note"])


def test_days(snapshot: Snapshot) -> None:
    june = tasks.tasks(snapshot, JUNE, COUNTY).set_index("task_id")
    assert dict(june["days_late"][["on-time", "late", "overdue", "elsewhere"]]) == {
        "on-time": 0, "late": 1, "overdue": 0, "elsewhere": 30,
    }  # fmt: skip
    assert june.loc["behind", "elapsed_pct"] == pytest.approx(181 / 365)
    assert june.loc["waiting", "elapsed_pct"] == 0
    assert list(june.loc[["overdue", "elsewhere"], "row_number"]) == [4, 9]


def test_sums_of_all_tasks(snapshot: Snapshot) -> None:
    """Weights 2 + 3 + 1 + 1 + 1 + 1 + 1 + 4 = 14; known without `unknown` = 13.

    Progress 2 + 3 + 0.6 + 0.39 + 0.4 + 0 + 0 = 6.39; done 2 + 3 = 5; due 2 + 3 + 1 + 4 = 10; on time 2.
    """
    whole = row(tasks.sums(snapshot, JUNE, COUNTY), "")
    assert (whole.task_count, whole.done_count, whole.due_count, whole.overdue_count) == (8, 2, 4, 2)
    assert (whole.weight, whole.known_weight, whole.done_weight) == (14, 13, 5)
    assert whole.progress_weight == pytest.approx(6.39)
    assert (whole.due_weight, whole.on_time_weight) == (10, 2)
    assert whole.progress_pct == pytest.approx(6.39 / 13)
    assert (whole.done_pct, whole.due_pct, whole.on_time_pct) == pytest.approx((5 / 14, 10 / 14, 2 / 10))


@pytest.mark.parametrize("lines", [(), ("women",), ("union", "youth")])
def test_sums_agree_with_the_metrics(snapshot: Snapshot, lines: tuple[str, ...]) -> None:
    metrics = ["task_progress", "task_completion", "task_on_time"]
    found = values.values(snapshot, [JUNE], metrics, list(lines) or [""], [COUNTY])
    parts = found.groupby("metric_id")[["numerator", "denominator"]].sum()
    whole = row(tasks.sums(snapshot, JUNE, COUNTY, lines), "")
    assert tuple(parts.loc["task_progress"]) == pytest.approx((whole.progress_weight, whole.known_weight))
    assert tuple(parts.loc["task_completion"]) == (whole.done_weight, whole.weight)
    assert tuple(parts.loc["task_on_time"]) == (whole.on_time_weight, whole.due_weight)


def test_sums_by_part(snapshot: Snapshot) -> None:
    found = tasks.sums(snapshot, JUNE, COUNTY)
    assert row(found, "plan", "union").progress_pct == 1
    assert row(found, "plan", "women").weight == 5
    assert row(found, "owner_post", "甲岗").progress_pct == pytest.approx((0.6 + 0.39) / 2)
    assert row(found, "lead_role", "总牵头").task_count == 1
    cells = tasks.by(found, "plan breakthrough").set_index(["plan", "breakthrough"])
    assert cells.loc[("overall", 2), "task_count"] == 1
    assert pd.isna(tasks.by(found, "breakthrough")["breakthrough"]).sum() == 1, "who states none is a row too"
    assert tasks.by(found, "plan")["weight"].sum() == 14


def test_scope(snapshot: Snapshot) -> None:
    assert list(tasks.tasks(snapshot, JUNE, TOWNSHIP)["task_id"]) == ["elsewhere"]
    women = set(tasks.tasks(snapshot, JUNE, COUNTY, ["women"])["task_id"])
    assert women == {"overdue", "behind", "elsewhere"}
    assert tasks.sums(snapshot, JUNE, TOWNSHIP, ["union"]).empty


def test_burn_up(snapshot: Snapshot) -> None:
    found = course.burn_up(snapshot, JUNE, COUNTY).set_index("month")
    assert list(found.index.month) == list(range(1, 13))
    assert list(found["planned_weight"]) == [0, 0, 2, 5, 9, 10, 10, 10, 11, 11, 11, 14]
    assert list(found["done_weight"][:6]) == [0, 0, 2, 2, 5, 5]
    # April: 2 done + 0.2 of the overdue one; `late` has no reports, so its progress was not known.
    assert list(found["progress_weight"][2:6]) == pytest.approx([2, 2.2, 5.6, 6.39])
    assert list(found["unknown_count"][:6]) == [3, 3, 2, 2, 1, 1]
    assert found["done_weight"][6:].isna().all()
    assert course.standing(found.reset_index(), JUNE).done_weight == 5


def test_months_of_one_task(snapshot: Snapshot) -> None:
    found = course.months(snapshot, JUNE, COUNTY, "overdue")
    assert list(found["progress_pct"]) == pytest.approx([0, 0, 0, 0.2, 0.6, 0.6])
    assert list(found["reported"]) == [False, False, False, True, True, False]
    assert found["elapsed_pct"].iloc[-1] == 1
    assert not found["finished"].any()
    done = course.months(snapshot, JUNE, COUNTY, "late")
    assert list(done["finished"]) == [False, False, False, False, True, True]
    assert list(found["note"].dropna()) == ["缺地"]


def test_no_tasks_at_all(tmp_path: Path) -> None:
    empty = load(tmp_path, {"regions": [{"code": COUNTY, "name": "金县", "level": "county"}]})
    assert tasks.tasks(empty, JUNE, COUNTY).empty
    assert tasks.sums(empty, JUNE, COUNTY).empty
    assert course.burn_up(empty, JUNE, COUNTY).empty


def test_what_is_due_on_the_last_day_of_the_month_is_not_late_yet(snapshot: Snapshot) -> None:
    """Due and undone, so it is told; late only from the next day on."""
    june = tasks.tasks(snapshot, JUNE, COUNTY)
    named = {row.task_id: row for row in june.itertuples(index=False)}
    assert words.task(named["overdue"]).startswith("■ 到期　overdue：到期未完成，月末当天到期，进度")
    assert words.task(named["elsewhere"]).startswith("■ 逾期　elsewhere：到期未完成，已逾 30 天，进度")
    assert "月末当天到期" in words.trouble(named["overdue"])
    written = dict(zip(june["task_id"], frames.listed(june)["状态"], strict=True))
    assert (written["overdue"], written["elsewhere"]) == ("■ 到期", "■ 逾期")
    assert (
        "■ overdue（月末当天到期）"
        in frames.posts(tasks.by(tasks.sums(snapshot, JUNE, COUNTY), "owner_post"), june)[
            "到期未完成的任务"
        ].str.cat()
    )


@given(st.integers(0, 4000))
def test_no_number_of_days_reads_as_none(days: int) -> None:
    row = SimpleNamespace(
        state="overdue", days_late=days, name="任务", progress_pct=0.4, elapsed_pct=1.0, finished_on=None
    )
    item = pd.DataFrame(
        [{"item": "党群办", "region_name": "金县", "line": "union", "state": "到期未到位", "days_late": days}]
    )
    told = [words.task(row), words.trouble(row), *network_frames.reforms_read(item)["逾期"]]
    assert not any(re.search(r"(?<!\d)0 天", text) for text in told)
    assert all((f"{days} 天" in text) == (days > 0) for text in told)
