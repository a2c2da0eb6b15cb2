-- grain: period, task_id
-- Tasks with their state at P. A task without reports that was finished only later has no known progress.
SELECT
    clock.period,
    clock.as_of,
    task.task_id,
    task.line,
    coalesce(moved.home_code, task.region_code) AS region_code,
    task.weight,
    task.planned_end,
    task.finished_on,
    coalesce(task.finished_on <= clock.as_of, FALSE) AS finished,
    CASE
        WHEN task.finished_on <= clock.as_of THEN 100
        WHEN state.item_id IS NOT NULL THEN state.progress
        WHEN task.finished_on IS NULL THEN task.progress
    END AS progress,
    task.source_row
FROM staging.tasks AS task
CROSS JOIN clock
LEFT JOIN monthly_state AS state ON state.period = clock.period AND state.item_id = task.task_id
LEFT JOIN moved_regions AS moved
    ON moved.region_code = task.region_code AND moved.as_of = clock.as_of
