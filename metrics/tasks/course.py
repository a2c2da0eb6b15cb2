"""Reform tasks over the months: weight done and weight planned (the burn-up), and the months of one task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.frames import with_clause
from metrics.months import first_day, in_month
from metrics.scope import at, in_scope, place_and_lines
from metrics.warehouse import Snapshot

_CHOSEN = f"""
chosen AS (
    SELECT staged.*, task.as_of
    FROM placed_tasks AS task
    INNER JOIN staging.tasks AS staged ON staged.task_id = task.task_id
    INNER JOIN marts.dim_regions AS region ON region.code = task.region_code
    WHERE
        task.period = CAST($period AS DATE)
        AND (CAST($task AS VARCHAR) IS NULL OR task.task_id = $task)
        AND {in_scope("task.line")}
)"""

SPAN = f"""
{with_clause("placed_tasks")}, {_CHOSEN}
SELECT unnest(range(
    date_trunc('month', least(min(planned_start), min(as_of))),
    greatest(max(planned_end), max(as_of)) + INTERVAL 1 DAY,
    INTERVAL 1 MONTH
))::DATE
FROM chosen
HAVING count(*) > 0
"""

BURN_UP = f"""
{with_clause("placed_tasks")}, {_CHOSEN},
totals AS (
    SELECT
        task.period, task.as_of,
        fsum(task.weight) AS weight,
        coalesce(fsum(task.weight) FILTER (task.planned_end <= task.as_of), 0) AS planned_weight,
        coalesce(fsum(task.weight) FILTER (task.finished), 0) AS done_weight,
        coalesce(fsum(task.weight * task.progress / 100), 0) AS progress_weight,
        count(*) FILTER (task.progress IS NULL) AS unknown_count
    FROM placed_tasks AS task
    SEMI JOIN chosen ON chosen.task_id = task.task_id
    GROUP BY task.period, task.as_of
)
SELECT
    period AS month, as_of AS month_end, period <= CAST($period AS DATE) AS past, weight, planned_weight,
    if(past, done_weight, NULL) AS done_weight,
    if(past, progress_weight, NULL) AS progress_weight,
    if(past, unknown_count, NULL) AS unknown_count
FROM totals
ORDER BY period
"""

MONTHS = f"""
{with_clause("placed_tasks")}, {_CHOSEN}
SELECT
    task.period AS month, task.as_of AS month_end, task.period <= CAST($period AS DATE) AS past,
    if(past, task.progress / 100, NULL) AS progress_pct,
    least(greatest(
        (date_diff('day', chosen.planned_start, task.as_of) + 1)
        / (date_diff('day', chosen.planned_start, chosen.planned_end) + 1), 0), 1) AS elapsed_pct,
    if(past, report.item_id IS NOT NULL, NULL) AS reported,
    if(past, task.finished, NULL) AS finished,
    if(past, report.note, NULL) AS note
FROM placed_tasks AS task
INNER JOIN chosen ON chosen.task_id = task.task_id
LEFT JOIN raw.progress AS report ON report.item_id = task.task_id AND report.period = task.period
ORDER BY task.period
"""


def burn_up(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Weight of tasks planned to be done, done, and in progress at the end of every month.

    The tasks are those of the region in the month shown, at all months, from the first planned start to the
    last planned end, or to the month shown where that is later.

    Returns:
        ``month, month_end, past`` (not after the month shown), cumulative ``planned_weight`` (planned end
        reached), ``done_weight`` (finished), ``progress_weight`` (weight x progress of all tasks whose
        progress is known), ``weight`` (of all tasks), ``unknown_count`` (tasks whose progress was not
        known); all but plan and total are missing after the month shown. No rows without tasks.
    """
    return _at_all_months(snapshot, BURN_UP, period, region, lines, None)


def months(snapshot: Snapshot, period: date, region: str, task_id: str) -> pd.DataFrame:
    """One task month by month, from its planned start to its planned end or the month shown.

    Returns:
        ``month, month_end, past, progress_pct`` (state at that month, 0-1), ``elapsed_pct`` (share of the
        planned days passed by then), ``reported`` (a report of that very month exists), ``finished`` (by the
        end of that month), ``note``.
    """
    return _at_all_months(snapshot, MONTHS, period, region, (), task_id)


def standing(course: pd.DataFrame, period: date) -> Any:
    """The row of a burn-up for a month, with the columns of `burn_up` as attributes."""
    return next(course[in_month(course["month"], period)].itertuples(index=False))


def _at_all_months(
    snapshot: Snapshot, sql: str, period: date, region: str, lines: Sequence[str], task_id: str | None
) -> pd.DataFrame:
    chosen = place_and_lines(period, region, lines) | {"period": first_day(period), "task": task_id}
    spanned = [month for (month,) in snapshot.rows(SPAN, **chosen)]
    return snapshot.query(sql, **chosen | at(*(spanned or [period])))
