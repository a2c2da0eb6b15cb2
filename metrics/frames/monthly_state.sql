-- grain: period, item_id
-- What the monthly progress reports say of a task or project by P: for each field the newest row that states
-- it. An item whose rows state nothing by P stands at 0 and is not suspended; one without any row is absent.
SELECT
    clock.period,
    report.item_id,
    coalesce(arg_max(report.progress, report.period) FILTER (
        WHERE report.period <= clock.period AND report.progress IS NOT NULL
    ), 0) AS progress,
    coalesce(arg_max(report.achieved, report.period) FILTER (
        WHERE report.period <= clock.period AND report.achieved IS NOT NULL
    ), 0) AS achieved,
    coalesce(arg_max(report.suspended, report.period) FILTER (
        WHERE report.period <= clock.period AND report.suspended IS NOT NULL
    ), FALSE) AS suspended
FROM raw.progress AS report
CROSS JOIN clock
GROUP BY clock.period, report.item_id
