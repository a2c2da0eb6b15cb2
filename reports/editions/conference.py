"""What an edition holds of the joint conference (联席会议): meetings, the ledger of issues, decisions."""

from __future__ import annotations

from datetime import date

from metrics.frames import with_clause
from metrics.scope import below, place
from metrics.warehouse import Snapshot
from reports.editions.edition import as_csv

ISSUES, DECISIONS, MEETINGS = "issues.csv", "decisions.csv", "meetings.csv"

_ISSUE_COLUMNS = (
    *("issue_id", "title", "line", "region_code", "region_name"),
    *("raised_on", "due_on", "closed_on", "state"),
    *("partner_lines", "owner_post", "problem", "urgency", "responded_on", "postponed_count", "extended_to"),
    *("metric_id", "resolution", "evidence"),
)
_DECISION_COLUMNS = (
    *("decision_id", "meeting_id", "seq", "text", "line", "region_code", "region_name", "owner_post"),
    *("due_on", "issue_id", "metric_id", "project_id", "task_id", "done_on", "state"),
)
_MEETING_COLUMNS = ("meeting_id", "held_on", "name")

# What was written down later than the month's end is not known in it.
_ISSUES = f"""
{with_clause("placed_issues")},
postponed AS (
    SELECT
        step.issue_id, count(*) AS times,
        arg_max(step.new_due_on, (step.taken_on, step.seq))
            FILTER (step.new_due_on IS NOT NULL) AS extended_to
    FROM raw.issue_steps AS step
    INNER JOIN placed_issues AS issue ON issue.issue_id = step.issue_id AND step.taken_on <= issue.as_of
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
    array_to_string(coalesce(own.partner_lines, []), ';') AS partner_lines,
    own.owner_post, own.problem, own.urgency,
    if(issue.responded_on <= issue.as_of, CAST(issue.responded_on AS DATE), NULL) AS responded_on,
    coalesce(postponed.times, 0) AS postponed_count,
    CAST(postponed.extended_to AS DATE) AS extended_to, own.metric_id,
    if(issue.closed_on <= issue.as_of, own.resolution, NULL) AS resolution,
    if(issue.closed_on <= issue.as_of, own.evidence, NULL) AS evidence
FROM placed_issues AS issue
INNER JOIN raw.issues AS own ON own.issue_id = issue.issue_id
INNER JOIN marts.dim_regions AS region ON region.code = issue.region_code
LEFT JOIN postponed ON postponed.issue_id = issue.issue_id
WHERE {below()} AND issue.raised_on <= issue.as_of
ORDER BY issue.issue_id
"""
# A decision is done when all that it names is (issue, project, task). Where it names none, people judge.
_DECISIONS = f"""
{with_clause("clock", "moved_regions")},
placed AS (
    SELECT clock.as_of, coalesce(moved.home_code, decision.region_code) AS home, decision.*
    FROM raw.decisions AS decision
    CROSS JOIN clock
    LEFT JOIN moved_regions AS moved
        ON moved.region_code = decision.region_code AND moved.as_of = clock.as_of
),
known AS (
    SELECT
        placed.*,
        coalesce(placed.issue_id, placed.project_id, placed.task_id) IS NOT NULL AS judged,
        coalesce(placed.issue_id IS NULL OR issue.closed_on <= placed.as_of, FALSE)
        AND coalesce(placed.project_id IS NULL OR project.finished_on <= placed.as_of, FALSE)
        AND coalesce(placed.task_id IS NULL OR task.finished_on <= placed.as_of, FALSE) AS finished,
        greatest(issue.closed_on, project.finished_on, task.finished_on) AS finished_on
    FROM placed
    LEFT JOIN raw.issues AS issue ON issue.issue_id = placed.issue_id
    LEFT JOIN raw.projects AS project ON project.project_id = placed.project_id
    LEFT JOIN raw.reform_tasks AS task ON task.task_id = placed.task_id
)
SELECT
    known.decision_id, known.meeting_id, known.seq, known.text, known.line,
    known.home AS region_code, region.name AS region_name, known.owner_post,
    CAST(known.due_on AS DATE) AS due_on,
    known.issue_id, known.metric_id, known.project_id, known.task_id,
    if(known.judged AND known.finished, CAST(known.finished_on AS DATE), NULL) AS done_on,
    CASE
        WHEN NOT known.judged THEN ''
        WHEN known.finished THEN '已办结'
        WHEN known.due_on < known.as_of THEN '逾期'
        ELSE '办理中'
    END AS state
FROM known
INNER JOIN raw.meetings AS meeting ON meeting.meeting_id = known.meeting_id
LEFT JOIN marts.dim_regions AS region ON region.code = known.home
WHERE
    (known.home IS NULL OR {below()})
    AND (meeting.held_on <= known.as_of OR known.meeting_id = CAST($meeting AS VARCHAR))
ORDER BY meeting.held_on, known.meeting_id, known.seq, known.decision_id
"""
_MEETINGS = f"""
{with_clause("clock")}
SELECT meeting.meeting_id, CAST(meeting.held_on AS DATE) AS held_on, meeting.name
FROM raw.meetings AS meeting
CROSS JOIN clock
WHERE
    CAST($region AS VARCHAR) IS NOT NULL
    AND (meeting.held_on <= clock.as_of OR meeting.meeting_id = CAST($meeting AS VARCHAR))
ORDER BY meeting.held_on, meeting.meeting_id
"""


def parts(snapshot: Snapshot, period: date, region: str, meeting_id: str = "") -> dict[str, str]:
    """The parts of an edition about the conference, as they stood at the end of a month.

    Args:
        snapshot: the published snapshot.
        period: the month.
        region: region code.
        meeting_id: the meeting of the edition, which may be held after the month.
    """
    here = place(period, region)
    asked = here | {"meeting": meeting_id}
    return {
        ISSUES: as_csv(_ISSUE_COLUMNS, snapshot.rows(_ISSUES, **here)),
        DECISIONS: as_csv(_DECISION_COLUMNS, snapshot.rows(_DECISIONS, **asked)),
        MEETINGS: as_csv(_MEETING_COLUMNS, snapshot.rows(_MEETINGS, **asked)),
    }
