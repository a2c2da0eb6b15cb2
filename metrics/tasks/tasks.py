"""The "1+7" plan as reform tasks: the state of each at a month's end, and what they add up to.

States and shares follow the terms of the catalogue (frame `placed_tasks`), so that totals agree with the
metrics task_progress, task_completion and task_on_time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

#: States of a task, in the order in which they are listed: what needs somebody first.
STATES = ("overdue", "behind", "running", "unknown", "waiting", "done_late", "done")

#: A running task is behind when its progress is more than this (0-1) below the share of its planned days.
BEHIND_PCT = 0.10

#: What tasks can be added up by.
DIMENSIONS = ("plan", "breakthrough", "joint_action", "problem", "lead_role", "owner_post", "pillar")

# A document that proves the end of a task is not known before that end.
JUDGED = f"""
{with_clause("placed_tasks")},
notes AS (
    SELECT report.item_id, arg_max(report.note, report.period) AS note
    FROM raw.progress AS report
    WHERE report.note IS NOT NULL AND report.period <= CAST($periods[1] AS DATE)
    GROUP BY report.item_id
),
described AS (
    SELECT
        placed.period, placed.as_of, placed.task_id, staged.name, staged.plan, staged.pillar,
        staged.breakthrough, staged.joint_action, staged.problem, staged.lead_role, placed.line,
        placed.region_code, staged.owner_post, placed.weight, staged.planned_start, placed.planned_end,
        placed.finished, if(placed.finished, placed.finished_on, NULL) AS finished_on, placed.progress,
        placed.planned_end <= placed.as_of AS due,
        least(greatest(
            (date_diff('day', staged.planned_start, placed.as_of) + 1)
            / (date_diff('day', staged.planned_start, placed.planned_end) + 1), 0), 1) AS elapsed_pct,
        if(placed.finished, NULL, notes.note) AS note,
        if(placed.finished OR placed.finished_on IS NULL, source.evidence, NULL) AS evidence,
        source.origin, source.file, source.sheet, source.row_number
    FROM placed_tasks AS placed
    INNER JOIN staging.tasks AS staged ON staged.task_id = placed.task_id
    INNER JOIN traced.reform_tasks AS source ON source.task_id = placed.task_id
    LEFT JOIN notes ON notes.item_id = placed.task_id
),
judged AS (
    SELECT
        *,
        CASE
            WHEN finished_on <= planned_end THEN 'done'
            WHEN finished THEN 'done_late'
            WHEN due THEN 'overdue'
            WHEN progress IS NULL THEN 'unknown'
            WHEN planned_start > as_of AND progress = 0 THEN 'waiting'
            WHEN progress / 100 < elapsed_pct - {BEHIND_PCT} THEN 'behind'
            ELSE 'running'
        END AS state,
        greatest(date_diff('day', planned_end, coalesce(finished_on, as_of)), 0) AS days_late
    FROM described
)"""

TASKS = f"""
{JUDGED}
SELECT
    task.task_id, task.name, task.plan, task.pillar, task.breakthrough, task.joint_action, task.problem,
    task.lead_role, task.line, task.region_code, region.name AS region_name, task.owner_post, task.weight,
    task.planned_start, task.planned_end, task.finished_on, task.progress / 100 AS progress_pct,
    task.elapsed_pct, task.due, task.state, task.days_late, task.note, task.evidence, task.as_of,
    task.origin, task.file, task.sheet, task.row_number
FROM judged AS task
INNER JOIN marts.dim_regions AS region ON region.code = task.region_code
WHERE {in_scope("task.line")}
ORDER BY list_position({list(STATES)}, task.state), task.days_late DESC, task.planned_end, task.task_id
"""

_SETS = ", ".join(["()", *DIMENSIONS, "(plan, breakthrough)"])

SUMS = f"""
{JUDGED},
added AS (
    SELECT
        {", ".join(f"task.{name}" for name in DIMENSIONS)},
        [{", ".join(f"grouping(task.{name}) = 0" for name in DIMENSIONS)}] AS grouped,
        count(*) AS task_count,
        count(*) FILTER (task.finished) AS done_count,
        count(*) FILTER (task.due) AS due_count,
        count(*) FILTER (task.state = 'overdue') AS overdue_count,
        count(*) FILTER (task.state = 'behind') AS behind_count,
        fsum(task.weight) AS weight,
        fsum(task.weight) FILTER (task.progress IS NOT NULL) AS known_weight,
        fsum(task.weight * task.progress / 100) AS progress_weight,
        coalesce(fsum(task.weight) FILTER (task.finished), 0) AS done_weight,
        coalesce(fsum(task.weight) FILTER (task.due), 0) AS due_weight,
        coalesce(fsum(task.weight) FILTER (task.due AND task.state = 'done'), 0) AS on_time_weight
    FROM judged AS task
    INNER JOIN marts.dim_regions AS region ON region.code = task.region_code
    WHERE {in_scope("task.line")}
    GROUP BY GROUPING SETS ({_SETS})
)
SELECT
    array_to_string(
        list_filter({list(DIMENSIONS)}, lambda name, place: grouped[place]), ' '
    ) AS dimension,
    * EXCLUDE (grouped),
    progress_weight / nullif(known_weight, 0) AS progress_pct,
    done_weight / nullif(weight, 0) AS done_pct,
    due_weight / nullif(weight, 0) AS due_pct,
    on_time_weight / nullif(due_weight, 0) AS on_time_pct
FROM added
WHERE task_count > 0
ORDER BY dimension, {", ".join(DIMENSIONS)}
"""


def tasks(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Reform tasks of a region with their state at the end of a month, the unfinished due ones first.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; tasks of everything below it count.
        lines: responsible lines to keep, which leaves out tasks without line; none means all.

    Returns:
        ``task_id, name, plan`` (overall or a line), ``pillar, breakthrough, joint_action, problem, lead_role,
        line, region_code, region_name, owner_post, weight, planned_start, planned_end, finished_on`` (missing
        while after the month's end), ``progress_pct`` (0-1, missing where it is not known), ``elapsed_pct``
        (share of the planned days that have passed), ``due`` (planned end <= month's end), ``state`` (of
        `STATES`), ``days_late, note`` (the newest of the monthly reports), ``evidence, as_of, origin, file,
        sheet, row_number``.
    """
    return snapshot.query(TASKS, **place_and_lines(period, region, lines))


def sums(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Add the tasks of a region up: all of them, and by each of `DIMENSIONS`, and by plan and breakthrough.

    Returns:
        ``dimension`` ('' for all, else names of `DIMENSIONS` with a space between), one column for each
        dimension (missing unless it is added up by, or where tasks do not state it), ``task_count,
        done_count, due_count, overdue_count`` (due and unfinished), ``behind_count``, weights ``weight,
        known_weight`` (with known progress), ``progress_weight, done_weight, due_weight, on_time_weight``,
        shares (0-1) ``progress_pct`` (of the known weight), ``done_pct, due_pct`` (of the weight),
        ``on_time_pct`` (of the due weight). No rows without tasks.
    """
    return snapshot.query(SUMS, **place_and_lines(period, region, lines))


def by(added: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """The rows of `sums` by one dimension, '' for the single row of all."""
    return added[added["dimension"] == dimension].reset_index(drop=True)
