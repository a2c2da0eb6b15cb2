"""What changed since the last conference, the standing in the index, and the rules of 最需关注, by hand."""

from datetime import date

import pytest

from metrics.overview import attention, concerns, since_meeting
from metrics.values import index, standing
from metrics.warehouse import Snapshot
from tests.models.loading import load

MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)
C, T = "990001000000", "990001001000"


def issue(
    name: str, raised: date, due: date, closed: date | None = None, **more: object
) -> dict[str, object]:
    return {
        "issue_id": name, "title": name, "raised_on": raised, "due_on": due, "closed_on": closed,
        "region_code": T, "line": "union", "status": "已销号" if closed else "办理中",
    } | more  # fmt: skip


def task(name: str, end: date, weight: float, **more: object) -> dict[str, object]:
    return {
        "task_id": name, "name": name, "plan": "union", "pillar": "三级联动", "lead_role": "总牵头",
        "region_code": C, "weight": weight, "planned_start": date(2018, 1, 1), "planned_end": end,
        "progress": 40,
    } | more  # fmt: skip


def project(name: str, **more: object) -> dict[str, object]:
    return {
        "project_id": name, "name": name, "lead_line": "union", "theme": "其他", "region_code": T,
        "goal_value": 100, "goal_unit": "人", "achieved": 0, "owner_post": "岗",
        "planned_start": date(2018, 1, 1), "planned_end": date(2018, 12, 31),
        "started_on": date(2018, 1, 1), "budget_yuan": 1000,
    } | more  # fmt: skip


def report(name: str, month: date, achieved: float) -> dict[str, object]:
    return {"item_id": name, "period": month, "achieved": achieved}


TABLES = {
    "regions": [
        {"code": C, "name": "金县", "level": "county"},
        {"code": T, "name": "甲乡", "level": "township", "parent_code": C, "kind": "乡"},
    ],
    "meetings": [
        {"meeting_id": "m1", "name": "第1次", "held_on": date(2018, 4, 30)},
        {"meeting_id": "m2", "name": "第2次", "held_on": date(2018, 6, 30)},
        {"meeting_id": "m3", "name": "第3次", "held_on": date(2018, 7, 1)},
    ],
    "activities": [
        {"activity_id": str(day), "name": "a", "lead_line": "union", "region_code": T, "held_on": day}
        for day in (date(2018, 5, 2), date(2018, 6, 2), date(2018, 6, 3))
    ],
    "issues": [
        issue("old", date(2018, 1, 1), date(2018, 2, 1)),
        issue("due at the end of May", date(2018, 1, 1), date(2018, 5, 31)),
        issue("due today", date(2018, 6, 1), date(2018, 6, 30)),
        issue("closed", date(2018, 5, 31), date(2018, 7, 1), date(2018, 6, 1)),
        issue("closed in May", date(2018, 5, 1), date(2018, 7, 1), date(2018, 5, 31)),
        issue("women's", date(2018, 6, 30), date(2018, 7, 30), line="women"),
        issue("to come", date(2018, 7, 1), date(2018, 7, 30)),
    ],
    "reform_tasks": [
        task("light", date(2018, 1, 31), 1),
        task("heavy", date(2018, 6, 29), 5),
        task("done", date(2018, 2, 1), 9, finished_on=date(2018, 3, 1), progress=100),
        task("due today", date(2018, 6, 30), 9),
    ],
    "projects": [
        project("stalled"), project("moving"), project("young", started_on=date(2018, 6, 1)),
        project("reached"), project("late", planned_end=date(2018, 6, 1)),
    ],
    "progress": [
        report("stalled", date(2018, 2, 1), 30), report("stalled", date(2018, 6, 1), 30),
        report("moving", date(2018, 2, 1), 30), report("moving", date(2018, 6, 1), 31),
        report("reached", date(2018, 2, 1), 100), report("late", date(2018, 2, 1), 10),
    ],
    "targets": [
        {"metric_id": "activities", "year": 2018, "target": 3},
        {"metric_id": "issue_overdue", "year": 2018, "target": 1},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return load(tmp_path_factory.mktemp("meeting"), TABLES)


def asked(county: Snapshot, threshold: float = 0.0, lines: tuple[str, ...] = ()) -> concerns.Question:
    return concerns.Question(county, JUNE, C, lines, threshold, JUNE)


def test_the_newest_conference_and_the_month_that_it_knew(county: Snapshot) -> None:
    found = since_meeting.last_meeting(county, JUNE)
    assert (found["meeting_id"], found["base"]) == ("m2", MAY)
    assert since_meeting.last_meeting(county, MAY)["base"] == date(2018, 3, 1)
    assert since_meeting.last_meeting(county, date(2018, 3, 1)) == {}


def test_metrics_moved_and_a_light_turned(county: Snapshot) -> None:
    """Activities: 1 of 3 (red), then 3 of 3 (green). Overdue, at most 1: May 1 (green), June 2 (red)."""
    moves = since_meeting.movements(county, JUNE, C, MAY).set_index("metric_id")
    row = moves.loc["activities"]
    assert (row["before"], row["now"], row["change"], row["better"], row["turned"]) == (1, 3, 2, 1, 2)
    row = moves.loc["issue_overdue"]
    assert (row["before"], row["now"], row["better"]) == (1, 2, -1)
    assert (row["light_before"], row["light"], row["turned"]) == ("green", "red", -2)
    assert moves.loc["members_yoy", "better"] == 0


def test_issues_since_the_conference(county: Snapshot) -> None:
    """June raised due today and women's, closed one; old, end of May, due today and women's are open."""
    found = since_meeting.issues(county, JUNE, C, MAY)
    assert found == {
        "raised_count": 2, "closed_count": 1, "open_count": 4, "overdue_count": 2, "newly_overdue_count": 1,
    }  # fmt: skip
    assert since_meeting.issues(county, JUNE, C, MAY, ["women"])["open_count"] == 1


def test_the_standing_is_that_of_the_index(county: Snapshot) -> None:
    """June: 服务 3/3 = 100, 机制 1/2 = 50, index 75. May: 服务 1/3, 机制 1/1, index 66.67."""
    found = standing.monthly(county, JUNE, C).set_index("dimension")
    assert found["score"].to_dict() == pytest.approx({"index": 75, "机制": 50, "服务": 100})
    assert found["score_before"].to_dict() == pytest.approx({"index": 200 / 3, "机制": 100, "服务": 100 / 3})
    rows = {row[1]: row[2] for row in index.index_rows(county, JUNE, C) if row[0] == C}
    assert rows["index"] == pytest.approx(found.loc["index", "score"])


def test_overdue_issues_the_longest_first(county: Snapshot) -> None:
    """From 2018-02-01 to 2018-06-30 are 149 days, from 2018-05-31 are 30."""
    found = concerns.overdue_issues(asked(county))
    assert list(found["subject"]) == ["old", "due at the end of May"]
    assert list(found["value"]) == [149, 30]
    assert concerns.overdue_issues(asked(county, lines=("women",))).empty


def test_late_tasks_the_weightiest_first(county: Snapshot) -> None:
    found = concerns.late_tasks(asked(county))
    assert list(found["subject"]) == ["heavy", "light"]
    assert list(found["value"]) == [1, 150]
    assert list(found["reference"]) == [0.4, 0.4]


def test_stalled_projects(county: Snapshot) -> None:
    """Moved since March, begun in June, reached its goal, or red already: none of these stalls."""
    found = concerns.stalled_projects(asked(county, threshold=3))
    assert list(found["project_id"]) == ["stalled"]
    assert found.loc[0, ["value", "reference"]].tolist() == [3, 0.3]


def test_the_list_follows_its_rules(county: Snapshot) -> None:
    found = attention.attention(county, JUNE, C)
    rules = {rule.id: rule for rule in attention.RULES}
    assert {"red_metric", "overdue_issue", "late_task", "red_project", "stalled_project"} <= set(
        found["rule"]
    )
    for row in found.itertuples():
        assert (row.light, row.page) == (rules[row.rule].light, rules[row.rule].page)
    opened = found.set_index("rule")
    assert opened.loc["red_metric", "metric_id"] == "issue_overdue"
    assert opened.loc["red_project", "project_id"] == "late"
    assert set(found["region_code"]) == {C}
    assert attention.attention(county, JUNE, C, ["women"])["rule"].isin(["silent", "paper_coverage"]).all()
