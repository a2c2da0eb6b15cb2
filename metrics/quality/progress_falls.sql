-- title: 进度倒退
-- kind: 矛盾
-- table: progress
-- why: 累计进度或完成值比上一次报的少，前后两次至少有一次填错。
-- mend: 核对两期月报，更正填错的一期。
WITH steps AS (
    SELECT
        report.rowid AS source_row,
        report.item_id,
        report.period,
        coalesce(report.achieved, report.progress) AS stated,
        lag(coalesce(report.achieved, report.progress)) OVER course AS before,
        lag(report.period) OVER course AS before_on
    FROM raw.progress AS report
    WHERE coalesce(report.achieved, report.progress) IS NOT NULL
    WINDOW course AS (PARTITION BY report.item_id, report.achieved IS NULL ORDER BY report.period)
)

SELECT
    steps.source_row,
    item.region_code,
    item.line,
    item.name AS subject,
    format(
        '{} 报 {:g}，{} 报 {:g}',
        strftime(steps.before_on, '%Y-%m'), steps.before, strftime(steps.period, '%Y-%m'), steps.stated
    ) AS found
FROM steps
INNER JOIN clock ON steps.period > clock.month_12 AND steps.period <= clock.period
INNER JOIN (
    SELECT project_id AS item_id, name, region_code, lead_line AS line FROM staging.projects
    UNION ALL
    SELECT task_id, name, region_code, line FROM staging.tasks
) AS item ON item.item_id = steps.item_id
WHERE steps.stated < steps.before
