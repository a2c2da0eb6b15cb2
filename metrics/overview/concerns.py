"""What the rules of 最需关注 look for, each the worst first. Which of it is told, and how, is data there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics import places
from metrics.catalogue import BY_ID, LINES, METRICS
from metrics.coverage import funnel
from metrics.data import collecting
from metrics.frames import with_clause
from metrics.months import months_before
from metrics.projects import projects
from metrics.scope import in_scope, place_and_lines
from metrics.values import doubts, values
from metrics.warehouse import Snapshot

#: Columns of concerns: what is told, and what its page is to be opened with (``doubts``: a quality rule;
#: ``collection_id``: whose units are late).
#: Shares are 0–1.
FOUND = [
    "subject",
    "value",
    "reference",
    "unit",
    "reference_unit",
    "region_code",
    "line",
    "metric_id",
    "project_id",
    "doubts",
    "collection_id",
]

#: Kinds of metrics that add up over the lines.
TOTALS = ("count", "sum")

OVERDUE_ISSUES = f"""
{with_clause("placed_issues")}
SELECT issue.title AS subject, date_diff('day', issue.due_on, issue.as_of) AS value, issue.line
FROM placed_issues AS issue
INNER JOIN marts.dim_regions AS region ON region.code = issue.region_code
WHERE
    {in_scope("issue.line")}
    AND issue.raised_on <= issue.as_of
    AND issue.due_on < issue.as_of
    AND coalesce(issue.closed_on > issue.as_of, TRUE)
ORDER BY value DESC, issue.issue_id
"""

LATE_TASKS = f"""
{with_clause("placed_tasks")}
SELECT
    known.name AS subject, date_diff('day', task.planned_end, task.as_of) AS value,
    task.progress / 100 AS reference, task.line
FROM placed_tasks AS task
INNER JOIN staging.tasks AS known ON known.task_id = task.task_id
INNER JOIN marts.dim_regions AS region ON region.code = task.region_code
WHERE
    {in_scope("task.line")}
    AND task.planned_end < task.as_of
    AND NOT task.finished
ORDER BY task.weight DESC, value DESC, task.task_id
"""


@dataclass(frozen=True)
class Question:
    """A rule's question: month (its first day), region, lines (none: all), threshold, day for deadlines."""

    snapshot: Snapshot
    period: date
    region: str
    lines: tuple[str, ...]
    threshold: float
    today: date


def _found(rows: Iterable[Mapping[Any, Any]]) -> pd.DataFrame:
    empty = {"line": "", "metric_id": "", "project_id": "", "doubts": "", "collection_id": ""}
    return pd.DataFrame([{**empty, **row} for row in rows]).reindex(columns=FOUND)


def red_metrics(asked: Question) -> pd.DataFrame:
    """Metrics whose light is red: for all lines together, or for each of the chosen ones.

    A general target of a total is meant for the whole, so of single lines only ratios are looked at.
    """
    metrics = [metric.id for metric in METRICS if not asked.lines or metric.kind not in TOTALS]
    frame = values.values(
        asked.snapshot,
        [asked.period],
        metrics=metrics,
        lines=asked.lines or [""],
        regions=[asked.region],
    )
    red = frame[frame["light"] == "red"].sort_values("attainment", kind="stable").to_dict("records")
    return _found(
        {
            "subject": f"{LINES.get(row['line'], '')}{BY_ID[row['metric_id']].name}",
            "value": row["value"],
            "reference": row["target"],
            "unit": BY_ID[row["metric_id"]].unit,
            "region_code": asked.region,
            "line": row["line"],
            "metric_id": row["metric_id"],
        }
        for row in red
    )


def doubtful_metrics(asked: Question) -> pd.DataFrame:
    """Metrics whose value cannot be right: of all lines together before single ones, then the largest."""
    frame = values.values(
        asked.snapshot,
        [asked.period],
        metrics=[metric.id for metric in METRICS if metric.doubts],
        lines=asked.lines or ["", *LINES],
        regions=[asked.region],
    )
    doubted = frame[doubts.doubtful(frame)]
    listed = doubted.assign(one=doubted["line"].ne("")).sort_values(
        ["one", "value"], ascending=[True, False], kind="stable"
    )
    return _found(
        {
            "subject": f"{BY_ID[row['metric_id']].excess}：{LINES.get(row['line'], '')}"
            + BY_ID[row["metric_id"]].name,
            "value": row["value"],
            "unit": "%",
            "region_code": asked.region,
            "line": row["line"],
            "metric_id": row["metric_id"],
            "doubts": BY_ID[row["metric_id"]].doubts,
        }
        for row in listed.to_dict("records")
    )


def laggards(asked: Question) -> pd.DataFrame:
    """Places below whose effective coverage is lower than that of the whole by the threshold (0–1).

    Places without any report are left to :func:`silent`.
    """
    levels = funnel.levels(asked.snapshot, asked.period, asked.region, asked.lines)
    if not levels["expected"].sum():
        return _found([])
    whole = levels["effective"].sum() / levels["expected"].sum()
    below = funnel.by_place(asked.snapshot, asked.period, asked.region, asked.lines)
    lagging = below[~below["silent"] & (below["effective_pct"] <= whole - asked.threshold)]
    return _found(
        {
            "subject": row["name"],
            "value": row["effective_pct"],
            "reference": whole,
            "unit": "%",
            "region_code": row["region_code"],
        }
        for row in lagging.sort_values("effective_pct", kind="stable").to_dict("records")
    )


def silent(asked: Question) -> pd.DataFrame:
    """Places below without any activity on record, so that reports may be missing."""
    below = places.children(asked.snapshot, asked.region, asked.period)
    cells = below["code"].map(funnel.silent_places(asked.snapshot, asked.period, asked.region))
    quiet = below.assign(cells=cells).dropna(subset=["cells"])
    return _found(
        {"subject": row["name"], "value": row["cells"], "unit": "个", "region_code": row["code"]}
        for row in quiet.sort_values("cells", ascending=False, kind="stable").to_dict("records")
    )


def paper_coverage(asked: Question) -> pd.DataFrame:
    """Lines whose coverage exceeds their effective coverage by the threshold (0–1) or more."""
    frame = funnel.by_line(asked.snapshot, asked.period, asked.region, asked.lines)
    gap = (frame["covered_pct"] - frame["effective_pct"]).fillna(0.0)
    wide = frame.assign(gap=gap)[gap >= asked.threshold].sort_values("gap", ascending=False, kind="stable")
    return _found(
        {
            "subject": row["name"],
            "value": row["effective_pct"],
            "reference": row["covered_pct"],
            "unit": "%",
            "region_code": asked.region,
            "line": row["line"],
        }
        for row in wide.to_dict("records")
    )


def overdue_issues(asked: Question) -> pd.DataFrame:
    """Issues that are open past their due day, the longest overdue first."""
    frame = asked.snapshot.query(OVERDUE_ISSUES, **place_and_lines(asked.period, asked.region, asked.lines))
    return _found(row | {"unit": "天", "region_code": asked.region} for row in frame.to_dict("records"))


def overdue_reports(asked: Question) -> pd.DataFrame:
    """Collections of the twelve months up to the month with units that have not handed in by the deadline.

    The newest month of the data stands for today: a later one of which nobody has reported yet is told too.
    """
    frame = collecting.unit_states(asked.snapshot, asked.today, asked.region, asked.lines)
    first = months_before(asked.period, 11)
    months = pd.to_datetime(frame["period"]).dt.date
    is_newest = asked.period >= places.periods(asked.snapshot)[-1]
    looked_at = (months >= first) & (is_newest | (months <= asked.period))
    overdue = frame[(frame["state"] == "overdue") & looked_at]
    one = ["period", "collection_id", "collection_name"]
    counted = overdue.groupby(one).size().reset_index(name="units")
    return _found(
        {
            "subject": row["collection_name"],
            "value": row["units"],
            "unit": "个",
            "region_code": asked.region,
            "collection_id": row["collection_id"],
        }
        for row in counted.sort_values(["period", "units"], ascending=False).to_dict("records")
    )


def late_tasks(asked: Question) -> pd.DataFrame:
    """Reform tasks that are unfinished past their planned end, the weightiest first."""
    frame = asked.snapshot.query(LATE_TASKS, **place_and_lines(asked.period, asked.region, asked.lines))
    return _found(
        row | {"unit": "天", "reference_unit": "%", "region_code": asked.region, "line": row["line"] or ""}
        for row in frame.to_dict("records")
    )


def red_projects(asked: Question) -> pd.DataFrame:
    """Projects with a red light and the first reason for it, the one that is late longest first."""
    frame = projects.projects(asked.snapshot, asked.period, asked.region, asked.lines)
    return _found(
        _project(row, asked.region)
        | {
            "subject": f"“{row['name']}”"
            + (f"逾期 {row['days_late']} 天" if row["days_late"] else row["reason"].split("；")[0]),
            "value": row["days_late"],
            "unit": "天",
        }
        for row in frame[frame["light"] == "red"].to_dict("records")
    )


def stalled_projects(asked: Question) -> pd.DataFrame:
    """Projects under way whose achievement has not moved for so many months as the threshold says.

    Red ones are left to :func:`red_projects`, finished and suspended ones are not under way.
    """
    months = round(asked.threshold)
    before = months_before(asked.period, months)
    keys = ["project_id", "achieved", "started_on"]
    then = projects.projects(asked.snapshot, before, asked.region, asked.lines)[keys]
    now = projects.projects(asked.snapshot, asked.period, asked.region, asked.lines)
    both = now.merge(then, on="project_id", suffixes=("", "_then"))
    still = both["achieved"].eq(both["achieved_then"]) & both["achieved_pct"].lt(1)
    under_way = both["started_on_then"].notna() & both["light"].isin(["amber", "green"])
    listed = both[still & under_way].sort_values(["achieved_pct", "project_id"])
    return _found(
        _project(row, asked.region)
        | {
            "subject": row["name"],
            "value": months,
            "unit": "个月",
            "reference": row["achieved_pct"],
            "reference_unit": "%",
        }
        for row in listed.to_dict("records")
    )


def _project(row: Mapping[Any, Any], region: str) -> dict[str, Any]:
    """What opens a project: the viewer stays in the place that is shown."""
    return {"region_code": region, "line": row["lead_line"], "project_id": row["project_id"]}
