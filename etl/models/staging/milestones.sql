-- grain: project_id, seq
SELECT
    project_id, seq, name, coalesce(weight, 1) AS weight, planned_on, forecast_on, done_on,
    rowid AS source_row
FROM raw.milestones
