-- grain: issue_id
WITH handovers AS (
    SELECT issue_id, count(*) AS handover_count
    FROM raw.issue_steps
    WHERE step = '转办'
    GROUP BY issue_id
)

SELECT
    issue.issue_id,
    issue.title,
    issue.region_code,
    issue.line,
    issue.raised_on,
    issue.responded_on,
    issue.due_on,
    issue.closed_on,
    issue.survey_id,
    coalesce(handovers.handover_count, 0) AS handover_count,
    issue.rowid AS source_row
FROM raw.issues AS issue
LEFT JOIN handovers ON handovers.issue_id = issue.issue_id
