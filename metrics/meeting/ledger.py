"""The issue ledger (问题台账) as it stood at a month's end: state, age, what is due, and what went round.

An issue counts where its place belongs at that moment. Whether it is overdue follows the end that the ledger
states, as the metrics `issue_on_time` and `issue_overdue` do; a postponement is told beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.meeting import declared
from metrics.scope import in_scope, place_and_lines
from metrics.warehouse import Snapshot

#: States of an issue in the order in which it passes through them.
STATES = ("交办", "办理中", "已反馈", "已销号")

# What the ledger says of a state is of the day on which it was handed in: it holds for the newest month. Of
# earlier months the state follows from days and steps.
LEDGER = f"""
{with_clause("placed_issues", "moved_regions", "clock")},
known_steps AS (
    SELECT
        step.*, clock.as_of,
        step.taken_on < lag(step.taken_on) OVER (PARTITION BY step.issue_id ORDER BY step.seq) AS falls_back
    FROM raw.issue_steps AS step
    INNER JOIN clock ON step.taken_on <= clock.as_of
),
stepped AS (
    SELECT
        issue_id,
        count(*) AS step_count,
        count(*) FILTER (step = '转办') AS handover_count,
        count(*) FILTER (step = '延期') AS postponed_count,
        count(*) FILTER (step = '退回') AS returned_count,
        count(*) FILTER (step = '重开') AS reopened_count,
        max(taken_on) AS last_step_on,
        min(taken_on) AS first_step_on,
        coalesce(bool_or(falls_back), FALSE) AS falls_back,
        arg_max(new_due_on, (taken_on, seq)) FILTER (step = '延期' AND new_due_on IS NOT NULL) AS extended_to,
        arg_max(to_post, (taken_on, seq)) FILTER (step IN ('转办', '退回') AND to_post IS NOT NULL) AS holder,
        arg_max(step, (taken_on, seq)) FILTER (step IN ('反馈', '退回', '重开')) AS last_word
    FROM known_steps
    GROUP BY issue_id
),
earlier AS (
    SELECT DISTINCT later.issue_id
    FROM placed_issues AS later
    INNER JOIN placed_issues AS sooner
        ON sooner.region_code = later.region_code AND trim(sooner.title) = trim(later.title)
        AND sooner.issue_id <> later.issue_id AND sooner.closed_on <= later.raised_on
),
described AS (
    SELECT
        issue.issue_id, issue.title, issue.raised_on, issue.region_code, issue.line, source.partner_lines,
        source.owner_post, source.problem, source.urgency, source.meeting_id,
        if(issue.responded_on <= issue.as_of, issue.responded_on, NULL) AS responded_on,
        issue.due_on,
        if(issue.closed_on <= issue.as_of, issue.closed_on, NULL) AS closed_on,
        CASE
            WHEN issue.closed_on <= issue.as_of THEN '已销号'
            WHEN issue.closed_on IS NULL AND issue.period >= (SELECT max(period) FROM marts.periods)
                THEN source.status
            WHEN stepped.last_word = '反馈' THEN '已反馈'
            WHEN issue.responded_on <= issue.as_of OR stepped.step_count > 0 THEN '办理中'
            ELSE '交办'
        END AS state,
        source.metric_id,
        coalesce(moved.home_code, source.metric_region, issue.region_code) AS metric_region,
        if(issue.closed_on <= issue.as_of, source.resolution, NULL) AS resolution,
        if(issue.closed_on <= issue.as_of, source.evidence, NULL) AS evidence,
        coalesce(stepped.step_count, 0) AS step_count,
        coalesce(stepped.handover_count, 0) AS handover_count,
        coalesce(stepped.postponed_count, 0) AS postponed_count,
        coalesce(stepped.returned_count, 0) AS returned_count,
        coalesce(stepped.reopened_count, 0) AS reopened_count,
        stepped.last_step_on, stepped.extended_to,
        coalesce(stepped.holder, source.owner_post) AS holder,
        coalesce(stepped.falls_back OR stepped.first_step_on < issue.raised_on, FALSE) AS misordered,
        earlier.issue_id IS NOT NULL OR coalesce(stepped.reopened_count, 0) > 0 AS raised_again,
        issue.as_of, source.origin, source.file, source.sheet, source.row_number
    FROM placed_issues AS issue
    INNER JOIN traced.issues AS source ON source.issue_id = issue.issue_id
    LEFT JOIN stepped ON stepped.issue_id = issue.issue_id
    LEFT JOIN earlier ON earlier.issue_id = issue.issue_id
    LEFT JOIN moved_regions AS moved
        ON moved.region_code = coalesce(source.metric_region, source.region_code)
        AND moved.as_of = issue.as_of
    WHERE issue.raised_on <= issue.as_of
)
SELECT
    issue.*,
    region.name AS region_name,
    coalesce(township.name, region.name) AS township,
    target.name AS metric_region_name,
    meeting.name AS meeting_name,
    date_diff('day', issue.raised_on, coalesce(issue.closed_on, issue.as_of)) AS age_days,
    date_diff('day', issue.raised_on, issue.responded_on) AS response_days,
    date_diff('day', issue.raised_on, coalesce(issue.responded_on, issue.closed_on, issue.as_of))
        AS waited_days,
    greatest(date_diff('day', issue.due_on, coalesce(issue.closed_on, issue.as_of)), 0) AS days_late,
    if(issue.closed_on IS NULL, date_diff('day', issue.as_of, issue.due_on), NULL) AS days_left
FROM described AS issue
INNER JOIN marts.dim_regions AS region ON region.code = issue.region_code
LEFT JOIN marts.dim_regions AS township ON township.code = region.township_code
LEFT JOIN marts.dim_regions AS target ON target.code = issue.metric_region
LEFT JOIN raw.meetings AS meeting ON meeting.meeting_id = issue.meeting_id
WHERE {in_scope("issue.line")}
ORDER BY
    issue.closed_on IS NOT NULL, days_late DESC, issue.closed_on DESC, issue.due_on, issue.issue_id
"""

STEPS = f"""
{with_clause("clock")}
SELECT
    step.issue_id, step.seq, step.step, step.taken_on, step.from_post, step.to_post, step.new_due_on, step.note
FROM raw.issue_steps AS step
INNER JOIN clock ON step.taken_on <= clock.as_of
WHERE step.issue_id = CAST($issue AS VARCHAR)
ORDER BY step.seq
"""


def ledger(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """Issues of a region raised by a month's end: the open ones first, the longest overdue before the others.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; issues of everything below it count.
        lines: responsible lines to keep; none means all.

    Returns:
        ``issue_id, title, raised_on, region_code, region_name, township, line, partner_lines, owner_post,
        problem, urgency, meeting_id, meeting_name, responded_on, due_on, closed_on`` (days after the month's
        end are missing), ``state`` (of `STATES`), ``metric_id, metric_region, metric_region_name, resolution,
        evidence``, counts of steps ``step_count, handover_count, postponed_count, returned_count,
        reopened_count``, ``last_step_on, extended_to`` (the end that the last postponement set), ``holder``
        (the post that it was passed on to last), ``misordered`` (a step dated before the one before it, or
        before the issue), ``raised_again`` (opened again, or once more after one of the same title and place
        was closed), ``as_of, origin, file, sheet, row_number``; ``age_days`` (till closed), ``response_days,``
        ``waited_days`` (for the first response, so far), ``days_late`` (0 in time), ``days_left`` (of open
        ones), and what `limited` adds.
    """
    return limited(snapshot.query(LEDGER, **place_and_lines(period, region, lines)))


def limited(found: pd.DataFrame) -> pd.DataFrame:
    """Add what is told by limits and rules.

    Returns:
        The rows with ``urgent`` (the urgency that counts), ``response_limit`` (days), ``response_late``,
        ``is_open, overdue, due_soon, slipped`` (postponed often), ``passed_on`` (handed over often).
    """
    urgent = found["urgency"].map(declared.urgency_of)
    limit = urgent.map(declared.response_days()).astype("int64")
    is_open = found["closed_on"].isna()
    overdue = is_open & (found["days_late"] > 0)
    return found.assign(
        urgent=urgent,
        response_limit=limit,
        response_late=found["waited_days"] > limit,
        is_open=is_open,
        overdue=overdue,
        due_soon=is_open & ~overdue & (found["days_left"] <= declared.soon_days()),
        slipped=found["postponed_count"] >= declared.postponed_often(),
        passed_on=found["handover_count"] >= declared.passed_on_often(),
    )


def steps(snapshot: Snapshot, period: date, issue: str) -> pd.DataFrame:
    """The steps of one issue by a month's end, by their numbers.

    Returns:
        ``issue_id, seq, step, taken_on, from_post, to_post, new_due_on, note``.
    """
    return snapshot.query(STEPS, periods=[period.replace(day=1)], issue=issue)


#: By what the ledger is added up.
GROUPS = ("line", "owner_post", "township", "problem")


def sums(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Add the ledger up by one of `GROUPS`; those with most overdue first.

    Returns:
        ``name`` (missing where it is not stated), ``issues, open_count, overdue_count, closed_count,
        on_time_pct`` (0-1, closed in time of those closed), medians in days ``response_days,
        resolution_days``, ``response_late_count``.
    """
    closed = ~found["is_open"]
    rows = found.assign(
        closed=closed,
        in_time=(found["days_late"] == 0).where(closed),
        resolution=found["age_days"].where(closed),
    )
    added = rows.groupby(by, dropna=False, sort=False).agg(
        issues=("issue_id", "size"),
        open_count=("is_open", "sum"),
        overdue_count=("overdue", "sum"),
        closed_count=("closed", "sum"),
        on_time_pct=("in_time", "mean"),
        response_days=("response_days", "median"),
        resolution_days=("resolution", "median"),
        response_late_count=("response_late", "sum"),
    )
    named = added.reset_index(names="name")
    order = ["overdue_count", "open_count", "issues"]
    return named.sort_values(order, ascending=False, kind="stable", ignore_index=True)
