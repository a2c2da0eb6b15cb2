"""The joint conferences, and what became of what each of them decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.frames import with_clause
from metrics.scope import at, below, of_lines, place_and_lines
from metrics.warehouse import Snapshot

#: States of a decision, what needs the meeting first: late and not done, nothing moved, moved, not tied to
#: anything that could tell, taken after the month's end, done late, done in time.
OUTCOMES = ("broken", "unmoved", "moved", "untied", "fresh", "late", "kept")

#: Conferences that a month knows: those held by its end, in the newest month those after it too, for the next
#: one is held before its reports are there.
_KNOWN = "(meeting.held_on <= clock.as_of OR clock.period >= (SELECT max(period) FROM marts.periods))"

MEETINGS = f"""
{with_clause("clock")}
SELECT
    meeting.meeting_id, meeting.name, meeting.held_on, meeting.convener_post, meeting.edition,
    count(decision.decision_id) AS decision_count,
    (SELECT count(*) FROM raw.issues AS issue WHERE issue.meeting_id = meeting.meeting_id) AS issue_count
FROM raw.meetings AS meeting
INNER JOIN clock ON {_KNOWN}
LEFT JOIN raw.decisions AS decision ON decision.meeting_id = meeting.meeting_id
GROUP BY ALL
ORDER BY meeting.held_on DESC, meeting.meeting_id DESC
"""

# A decision without a place is one of all; one of a merged place is one of the place that it went into.
_DECISIONS = f"""
{with_clause("moved_regions", "clock")},
reported AS (
    SELECT report.item_id, report.period, report.progress, report.achieved
    FROM raw.progress AS report
    INNER JOIN clock ON report.period <= clock.period
),
tied AS (
    SELECT
        own.decision_id, clock.as_of, meeting.held_on,
        issue.title AS issue_title, task.name AS task_name, project.name AS project_name,
        issue.closed_on AS issue_done, task.finished_on AS task_done, project.finished_on AS project_done,
        (
            issue.responded_on > meeting.held_on AND issue.responded_on <= clock.as_of
            OR EXISTS (
                SELECT 1 FROM raw.issue_steps AS step
                WHERE step.issue_id = own.issue_id AND step.taken_on > meeting.held_on
                    AND step.taken_on <= clock.as_of AND step.step <> '延期')
        ) AS issue_moved,
        (
            SELECT max(progress) FILTER (period >= date_trunc('month', meeting.held_on))
                > coalesce(max(progress) FILTER (period < date_trunc('month', meeting.held_on)), 0)
            FROM reported WHERE item_id = own.task_id
        ) AS task_moved,
        (
            SELECT max(achieved) FILTER (period >= date_trunc('month', meeting.held_on))
                > coalesce(max(achieved) FILTER (period < date_trunc('month', meeting.held_on)), 0)
            FROM reported WHERE item_id = own.project_id
        ) OR EXISTS (
            SELECT 1 FROM raw.milestones AS stone
            WHERE stone.project_id = own.project_id AND stone.done_on > meeting.held_on
                AND stone.done_on <= clock.as_of
        ) AS project_moved
    FROM raw.decisions AS own
    INNER JOIN raw.meetings AS meeting ON meeting.meeting_id = own.meeting_id
    INNER JOIN clock ON {{known}}
    LEFT JOIN raw.issues AS issue ON issue.issue_id = own.issue_id
    LEFT JOIN raw.reform_tasks AS task ON task.task_id = own.task_id
    LEFT JOIN raw.projects AS project ON project.project_id = own.project_id
),
ended AS (
    SELECT
        *,
        list_filter([
            if(issue_title IS NULL, NULL,
                coalesce(if(issue_done <= as_of, issue_done, NULL), DATE '9999-12-31')),
            if(task_name IS NULL, NULL, coalesce(if(task_done <= as_of, task_done, NULL), DATE '9999-12-31')),
            if(project_name IS NULL, NULL,
                coalesce(if(project_done <= as_of, project_done, NULL), DATE '9999-12-31'))
        ], lambda day: day IS NOT NULL) AS ends,
        coalesce(issue_moved, FALSE) OR coalesce(task_moved, FALSE) OR coalesce(project_moved, FALSE)
            AS has_moved
    FROM tied
),
judged AS (
    SELECT
        ended.*,
        if(list_max(ends) <= as_of, list_max(ends), NULL) AS done_on
    FROM ended
)
SELECT
    own.decision_id, own.meeting_id, meeting.name AS meeting_name, meeting.held_on, own.seq, own.text,
    own.line,
    region.code AS region_code, region.name AS region_name, own.owner_post, own.due_on, own.issue_id,
    own.metric_id, own.project_id, own.task_id, judged.issue_title, judged.task_name, judged.project_name,
    judged.done_on,
    CASE
        WHEN judged.done_on <= coalesce(own.due_on, judged.done_on) THEN 'kept'
        WHEN judged.done_on IS NOT NULL THEN 'late'
        WHEN judged.held_on > judged.as_of THEN 'fresh'
        WHEN len(judged.ends) > 0 AND own.due_on < judged.as_of THEN 'broken'
        WHEN len(judged.ends) = 0 THEN 'untied'
        WHEN judged.has_moved THEN 'moved'
        ELSE 'unmoved'
    END AS outcome,
    greatest(date_diff('day', own.due_on, coalesce(judged.done_on, judged.as_of)), 0) AS days_late,
    coalesce(own.region_code <> region.code, FALSE) AS is_merged,
    source.origin, source.file, source.sheet, source.row_number
FROM raw.decisions AS own
INNER JOIN judged ON judged.decision_id = own.decision_id
INNER JOIN raw.meetings AS meeting ON meeting.meeting_id = own.meeting_id
INNER JOIN traced.decisions AS source ON source.decision_id = own.decision_id
LEFT JOIN moved_regions AS moved ON moved.region_code = own.region_code AND moved.as_of = judged.as_of
LEFT JOIN marts.dim_regions AS region ON region.code = coalesce(moved.home_code, own.region_code)
WHERE (region.code IS NULL OR {below()}) AND (own.line IS NULL OR {of_lines("own.line")})
ORDER BY meeting.held_on DESC, own.meeting_id DESC, own.seq, own.decision_id
"""
DECISIONS = _DECISIONS.replace("{known}", _KNOWN)
#: The same for an edition: those of its own conference too, which may be held after its month.
KNOWN_TO_EDITION = f"({_KNOWN} OR meeting.meeting_id = CAST($meeting AS VARCHAR))"
DECISIONS_OF_EDITION = _DECISIONS.replace("{known}", KNOWN_TO_EDITION)


def meetings(snapshot: Snapshot, period: date) -> pd.DataFrame:
    """The conferences that a month knows, the newest first; of two on one day the one numbered later.

    Returns:
        ``meeting_id, name, held_on, convener_post, edition`` (the number that the data states) ``,
        decision_count, issue_count``.
    """
    return snapshot.query(MEETINGS, **at(period))


def decisions(snapshot: Snapshot, period: date, region: str, lines: Sequence[str] = ()) -> pd.DataFrame:
    """What the conferences decided and what became of it by a month's end, the newest conference first.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code; decisions of it, of everything below it, and of no place count.
        lines: responsible lines; decisions of no line count too; none means all.

    Returns:
        ``decision_id, meeting_id, meeting_name, held_on, seq, text, line, region_code, region_name,
        owner_post, due_on, issue_id, metric_id, project_id, task_id, issue_title, task_name, project_name,
        done_on`` (the last of what it is tied to), ``outcome`` (of `OUTCOMES`), ``days_late, is_merged``
        (its place has gone into another), ``origin, file, sheet, row_number``.
    """
    return snapshot.query(DECISIONS, **place_and_lines(period, region, lines))


def of_last(found: pd.DataFrame) -> pd.DataFrame:
    """Those of `decisions` that the newest conference took; none where it took none."""
    return found[found["meeting_id"] == found["meeting_id"].iloc[0]] if len(found) else found
