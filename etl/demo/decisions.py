"""What the joint conference decided: each decision with who answers for it and by when."""

from collections.abc import Sequence
from datetime import timedelta

from etl.demo.chance import Random, pick
from etl.demo.places import County
from etl.demo.rows import Row

#: Days that a decision without an end of its own is given.
DAYS_GIVEN = (20, 45)
#: Columns in which a decision reads like what it is about.
SHARED = ("line", "region_code", "owner_post")


def decision_rows(
    county: County,
    meetings: Sequence[Row],
    issues: Sequence[Row],
    tasks: Sequence[Row],
    projects: Sequence[Row],
) -> list[Row]:
    """Rows of `decisions`: the issues raised at each meeting, one task and one project.

    Whether a decision is kept, late or broken is told by the end of what it is tied to.
    """
    rng = county.stream("decisions")
    rows: list[Row] = []
    for meeting in meetings:
        taken = [_of_issue(issue) for issue in issues if issue["meeting_id"] == meeting["meeting_id"]]
        taken += _of_plan(rng, meeting, tasks, "task_id", "按期完成任务")
        taken += _of_plan(rng, meeting, projects, "project_id", "加快推进项目")
        for seq, decision in enumerate(taken, start=1):
            number = len(rows) + 1
            rows.append(
                {
                    "decision_id": f"dec-{county.prefix}{number:03d}",
                    "meeting_id": meeting["meeting_id"],
                    "seq": seq,
                }
                | decision
            )
    return rows


def _of_issue(issue: Row) -> Row:
    return {
        "text": f"限期解决：{issue['title']}",
        "due_on": issue["due_on"],
        "issue_id": issue["issue_id"],
        "metric_id": issue["metric_id"],
    } | {column: issue[column] for column in SHARED}


def _of_plan(rng: Random, meeting: Row, items: Sequence[Row], key: str, words: str) -> list[Row]:
    """One item that is under way on the day of the meeting, when there is one."""
    day = meeting["held_on"]
    open_items = [
        item
        for item in items
        if item["planned_start"] <= day and (item.get("finished_on") is None or item["finished_on"] > day)
    ]
    if not open_items:
        return []
    item = pick(rng, open_items)
    given = day + timedelta(days=int(rng.integers(*DAYS_GIVEN)))
    line = item["line"] if key == "task_id" else item["lead_line"]
    return [
        {
            "text": f"{words}“{item['name']}”",
            "line": line,
            "region_code": item["region_code"],
            "owner_post": item["owner_post"],
            "due_on": max(given, item["planned_end"]),
            key: item[key],
        }
    ]
