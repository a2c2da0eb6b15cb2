-- grain: task_id
-- A task without line belongs to the line of its plan; the overall plan has none.
SELECT
    task_id,
    name,
    plan,
    pillar,
    breakthrough,
    joint_action,
    problem,
    lead_role,
    coalesce(line, CASE WHEN plan IN (SELECT line FROM staging.expectations) THEN plan END) AS line,
    region_code,
    owner_post,
    coalesce(weight, 1) AS weight,
    planned_start,
    planned_end,
    finished_on,
    progress,
    survey_id,
    rowid AS source_row
FROM raw.reform_tasks
