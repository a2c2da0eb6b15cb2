"""What a sealed edition keeps of a month in lists: places, open cells, issues, decisions; plain rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from metrics.frames import with_clause
from metrics.meeting.meetings import DECISIONS_OF_EDITION, KNOWN_TO_EDITION
from metrics.scope import at, below, place, place_and_lines
from metrics.warehouse import Snapshot

REGIONS = ("region_code", "name", "level", "parent_code")
CELLS = ("region_code", "name", "township", "line", "verdict")
ISSUES = (
    *("issue_id", "title", "line", "region_code", "region_name", "raised_on", "due_on", "closed_on", "state"),
    *("partner_lines", "owner_post", "problem", "urgency", "responded_on", "extended_to", "postponed_count"),
    *("metric_id", "resolution", "evidence"),
)
DECISIONS = (
    *("decision_id", "meeting_id", "held_on", "seq", "text", "line", "region_code", "region_name"),
    *("owner_post", "due_on", "issue_id", "metric_id", "project_id", "task_id", "done_on", "outcome"),
    *("days_late", "state"),
)
MEETINGS = ("meeting_id", "held_on", "name")

_CELLS = f"""
{with_clause("judged_cells")}
SELECT cell.region_code, cell.name, coalesce(above.name, '') AS township, cell.line, cell.verdict
FROM judged_cells AS cell
LEFT JOIN marts.dim_regions AS above
    ON above.code = cell.township_code AND above.code <> cell.region_code
WHERE {below("cell.path")} AND cell.verdict IN ('缺失', '沉睡', '未报')
ORDER BY cell.region_code, cell.line_order
"""
_ISSUES = f"""
{with_clause("placed_issues")},
postponed AS (
    SELECT
        step.issue_id, count(*) AS times,
        arg_max(step.new_due_on, (step.taken_on, step.seq))
            FILTER (step.new_due_on IS NOT NULL) AS extended_to
    FROM raw.issue_steps AS step
    INNER JOIN clock ON step.taken_on <= clock.as_of
    WHERE step.step = '延期'
    GROUP BY step.issue_id
)
SELECT
    issue.issue_id, issue.title, issue.line, issue.region_code, region.name AS region_name,
    CAST(issue.raised_on AS DATE) AS raised_on, CAST(issue.due_on AS DATE) AS due_on,
    if(issue.closed_on <= issue.as_of, CAST(issue.closed_on AS DATE), NULL) AS closed_on,
    CASE
        WHEN issue.closed_on <= issue.as_of THEN '已办结'
        WHEN issue.due_on < issue.as_of THEN '逾期'
        ELSE '办理中'
    END AS state,
    array_to_string(coalesce(source.partner_lines, []), ';') AS partner_lines,
    source.owner_post, source.problem, source.urgency,
    if(issue.responded_on <= issue.as_of, CAST(issue.responded_on AS DATE), NULL) AS responded_on,
    postponed.extended_to, coalesce(postponed.times, 0) AS postponed_count, source.metric_id,
    if(issue.closed_on <= issue.as_of, source.resolution, NULL) AS resolution,
    if(issue.closed_on <= issue.as_of, source.evidence, NULL) AS evidence
FROM placed_issues AS issue
INNER JOIN raw.issues AS source ON source.issue_id = issue.issue_id
INNER JOIN marts.dim_regions AS region ON region.code = issue.region_code
LEFT JOIN postponed ON postponed.issue_id = issue.issue_id
WHERE {below()} AND issue.raised_on <= issue.as_of
ORDER BY issue.issue_id
"""
# What is tied to nothing that could tell has no state: people judge.
_DECISIONS = f"""
SELECT
    {", ".join(DECISIONS[:-1])},
    CASE
        WHEN outcome IN ('kept', 'late') THEN '已办结'
        WHEN outcome = 'broken' THEN '逾期'
        WHEN coalesce(issue_id, project_id, task_id) IS NULL THEN ''
        ELSE '办理中'
    END AS state
FROM ({DECISIONS_OF_EDITION})
ORDER BY held_on, meeting_id, seq, decision_id
"""
_MEETINGS = f"""
{with_clause("clock")}
SELECT meeting.meeting_id, CAST(meeting.held_on AS DATE) AS held_on, meeting.name
FROM raw.meetings AS meeting
INNER JOIN clock ON {KNOWN_TO_EDITION}
ORDER BY meeting.held_on, meeting.meeting_id
"""
_REGIONS = f"""
{with_clause("valid_regions")}
SELECT region_code, name, level, parent_code FROM valid_regions WHERE {below("path")} ORDER BY region_code
"""
_WAY = f"""
{with_clause("valid_regions")}
SELECT above.region_code, above.name, above.level
FROM valid_regions AS above
INNER JOIN valid_regions AS own ON list_contains(own.path, above.region_code)
WHERE own.region_code = CAST($region AS VARCHAR)
ORDER BY len(above.path)
"""

Rows = list[tuple[Any, ...]]


def regions(snapshot: Snapshot, period: date, region: str) -> Rows:
    """The valid regions of a region, itself among them, as rows of `REGIONS`."""
    return snapshot.rows(_REGIONS, **place(period, region))


def open_cells(snapshot: Snapshot, period: date, region: str) -> Rows:
    """The lines and places that are missing, asleep or unreported, as rows of `CELLS`."""
    return snapshot.rows(_CELLS, **place(period, region))


def issues(snapshot: Snapshot, period: date, region: str) -> Rows:
    """The issues raised by the month's end, as rows of `ISSUES`; overdue by the ledger's own end."""
    return snapshot.rows(_ISSUES, **place(period, region))


def decisions(snapshot: Snapshot, period: date, region: str, meeting_id: str = "") -> Rows:
    """What was decided and what became of it by the month's end, as rows of `DECISIONS`.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code.
        meeting_id: a conference that counts even where it was held after the month.
    """
    return snapshot.rows(_DECISIONS, **place_and_lines(period, region, ()), meeting=meeting_id)


def conferences(snapshot: Snapshot, period: date, meeting_id: str = "") -> Rows:
    """The conferences that `decisions` tells of, the oldest first, as rows of `MEETINGS`."""
    return snapshot.rows(_MEETINGS, **at(period), meeting=meeting_id)


def known_meeting(snapshot: Snapshot, meeting_id: str) -> tuple[str, date] | None:
    """Name and day of a meeting, None where the data holds none with the id."""
    sql = "SELECT name, held_on FROM raw.meetings WHERE meeting_id = CAST($meeting AS VARCHAR)"
    rows = snapshot.rows(sql, meeting=meeting_id)
    return (str(rows[0][0]), rows[0][1]) if rows else None


def way_to(snapshot: Snapshot, region: str, period: date) -> list[tuple[str, str, str]]:
    """Code, name and level of the regions from the top of the data to one; none where it is not valid."""
    return [(code, name, level) for code, name, level in snapshot.rows(_WAY, **at(period), region=region)]
