"""Whether projects move, against a plain reading of the demonstration's files; each month, each line."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from metrics.catalogue import LINES
from metrics.projects.projects import projects
from metrics.projects.tracking import by_post, tracked
from metrics.warehouse import Snapshot, open_current
from tests.pages.handed_in import rows

COUNTY = "360829000000"
MONTHS = [date(2018, 6, 1), date(2018, 3, 1), date(2017, 11, 1)]


@pytest.fixture(scope="module")
def snapshot(demo_warehouse: Path) -> Snapshot:
    return open_current(demo_warehouse)


def end_of(month: date, before: int = 0) -> date:
    number = month.year * 12 + month.month - before
    return date(number // 12, number % 12 + 1, 1) - timedelta(days=1)


def moves_of(project: dict[str, str], until: date) -> list[date]:
    """Days on which a project moved, by hand."""
    key = project["项目编号"]
    found = [project["实际开始"]]
    found += [row["完成日期"] for row in rows("里程碑") if row["项目编号"] == key]
    found += [
        row["日期"]
        for row in rows("资金")
        if row["项目编号"] == key and row["类型"] == "支出" and float(row["金额(元)"]) > 0
    ]
    most = 0.0
    for row in sorted(rows("进度月报"), key=lambda row: row["报告期"]):
        if row["任务或项目编号"] == key and row["完成值"]:
            if float(row["完成值"]) > most:
                year, month = map(int, row["报告期"].split("-")[:2])
                found.append(end_of(date(year, month, 1)).isoformat())
            most = max(most, float(row["完成值"]))
    return sorted(day for day in map(date.fromisoformat, filter(None, found)) if day <= until)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_what_stands_still_is_what_did_not_move_by_hand(snapshot: Snapshot, month: date) -> None:
    found = tracked(snapshot, month, COUNTY).set_index("project_id")
    states = projects(snapshot, month, COUNTY).set_index("project_id")
    assert set(found.index) == set(states.index[states["light"] != "done"])
    by_id = {row["项目编号"]: row for row in rows("项目")}
    for key, row in found.iterrows():
        moves = moves_of(by_id[str(key)], end_of(month))
        assert (row["moved_on"].date() if moves else None) == (moves[-1] if moves else None)
        started = by_id[str(key)]["实际开始"]
        begun = bool(started) and date.fromisoformat(started) <= end_of(month)
        under_way = begun and not states.loc[key, "suspended"]
        assert row["under_way"] == under_way
        assert row["still"] == bool(under_way and moves and moves[-1] <= end_of(month, 2))


def test_movements_since_a_day_are_counted_and_lines_make_up_the_whole(snapshot: Snapshot) -> None:
    month, since = MONTHS[0], date(2018, 5, 9)
    found = tracked(snapshot, month, COUNTY, since=since).set_index("project_id")
    by_id = {row["项目编号"]: row for row in rows("项目")}
    for key, told in found["since"].items():
        counted = sum(int(part.split(" ")[1]) for part in told.split("、")) if told else 0
        assert counted == sum(day > since for day in moves_of(by_id[str(key)], end_of(month)))
    parts = [tracked(snapshot, month, COUNTY, lines=(line,)) for line in LINES]
    assert sum(map(len, parts)) == len(found)
    posts = by_post(found.reset_index())
    assert posts["projects"].sum() == len(found) and posts["still"].sum() == found["still"].sum()
    slipped = [
        row
        for row in rows("里程碑")
        if row["项目编号"] in found.index
        and row["预测日期"] > row["计划日期"]
        and not ("" < row["完成日期"] <= end_of(month).isoformat())
    ]
    assert found["slipped_count"].sum() == len(slipped)
