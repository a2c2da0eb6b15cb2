"""From survey to result: what was asked where, what came of it, and what was never taken up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.scope import at, below, of_lines, place, place_and_lines
from metrics.warehouse import Snapshot

SURVEYS = f"""
{with_clause("clock", "moved_regions")}
SELECT
    survey.survey_id, survey.held_on, survey.method, survey.line, survey.participants, survey.findings,
    coalesce(moved.home_code, survey.region_code) AS region_code,
    region.name AS region_name, region.level, coalesce(region.kind, '') AS kind, region.lon, region.lat,
    region.township_code,
    count(DISTINCT task.task_id) AS task_count,
    count(DISTINCT issue.issue_id) AS issue_count
FROM raw.surveys AS survey
INNER JOIN clock ON survey.held_on <= clock.as_of
LEFT JOIN moved_regions AS moved
    ON moved.region_code = survey.region_code AND moved.as_of = clock.as_of
INNER JOIN marts.dim_regions AS region ON region.code = coalesce(moved.home_code, survey.region_code)
LEFT JOIN staging.tasks AS task ON task.survey_id = survey.survey_id
LEFT JOIN staging.issues AS issue
    ON issue.survey_id = survey.survey_id AND issue.raised_on <= clock.as_of
WHERE {below()} AND ({of_lines("survey.line")} OR survey.line IS NULL)
GROUP BY ALL
ORDER BY survey.held_on, survey.survey_id
"""

#: What came of surveys: tasks and issues, each with its problem and, for issues, the metric that should move.
FOLLOWED = f"""
{with_clause("placed_tasks", "placed_issues")}
SELECT
    source.survey_id, survey.method, 'task' AS kind, source.task_id AS item_id, source.name AS title,
    source.line, source.problem, NULL AS metric_id, task.finished AS done
FROM placed_tasks AS task
INNER JOIN staging.tasks AS source ON source.task_id = task.task_id
INNER JOIN raw.surveys AS survey ON survey.survey_id = source.survey_id
UNION ALL
SELECT
    issue.survey_id, survey.method, 'issue', issue.issue_id, issue.title, issue.line, source.problem,
    source.metric_id, coalesce(issue.closed_on <= issue.as_of, FALSE)
FROM placed_issues AS issue
INNER JOIN raw.issues AS source ON source.issue_id = issue.issue_id
INNER JOIN raw.surveys AS survey ON survey.survey_id = issue.survey_id
WHERE issue.raised_on <= issue.as_of
ORDER BY 1, 3, 4
"""

PLACES = f"""
{with_clause("valid_regions")}
SELECT region_code, name, coalesce(kind, '') AS kind, lon, lat
FROM valid_regions
WHERE level = 'township' AND {below("path")}
ORDER BY region_code
"""


def surveys(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Surveys held in a region by a month's end; joint ones belong to every line.

    A survey of a merged place counts where the place belongs at the month's end.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; everything below it counts.
        lines: lines to keep beside joint surveys; none means all.

    Returns:
        ``survey_id, held_on, method, line`` (missing: joint), ``participants, findings, region_code,
        region_name, level, kind, lon, lat, township_code, task_count, issue_count`` (what came of it).
    """
    return snapshot.query(SURVEYS, **place_and_lines(period, region, lines))


def followed(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """Tasks and issues that name a survey.

    Returns:
        ``survey_id, method, kind`` (task, issue) ``, item_id, title, line, problem, metric_id`` (of issues),
        ``done`` (finished or closed by the month's end).
    """
    return snapshot.query(FOLLOWED, **at(period))


def townships(snapshot: Snapshot, period: date, region: str) -> pd.DataFrame:
    """Townships of a region: ``region_code, name, kind, lon, lat``."""
    return snapshot.query(PLACES, **place(period, region))


def by_township(found: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Count the surveys of each township, its villages' among them: `places` with ``surveys``, ``most_pct``.

    That is the share (0-1) of the most surveys of a township, missing where there was none.
    """
    code = found["township_code"].fillna(found["region_code"])
    counts = code.value_counts()
    counted = places.assign(surveys=places["region_code"].map(counts).fillna(0).astype(int))
    share = counted["surveys"] / counted["surveys"].max()
    return counted.assign(most_pct=share.mask(counted["surveys"] == 0))


def without_result(found: pd.DataFrame) -> pd.DataFrame:
    """Keep the surveys that no task and no issue names: what was heard and never taken up."""
    return found[(found["task_count"] == 0) & (found["issue_count"] == 0)]
