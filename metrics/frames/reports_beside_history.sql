-- grain: period, source_table, source_row
-- What a unit reports for a month beside the months before, up to twelve: their median and robust deviation.
WITH reports AS (
    SELECT 'memberships' AS source_table, org_id AS unit_id, period AS month, members AS amount, source_row
    FROM staging.memberships
    UNION ALL
    SELECT 'station_months', station_id, period, visits, rowid
    FROM raw.station_months
),

past AS (
    SELECT
        clock.period,
        report.source_table,
        report.unit_id,
        median(report.amount) AS middle,
        1.4826 * mad(report.amount) AS deviation,
        count(*) AS month_count
    FROM reports AS report
    INNER JOIN clock ON report.month >= clock.month_12 AND report.month < clock.period
    GROUP BY clock.period, report.source_table, report.unit_id
    HAVING count(*) >= 6
)

SELECT
    past.period,
    report.source_table,
    report.unit_id,
    report.source_row,
    past.middle,
    past.deviation,
    abs(report.amount - past.middle) AS distance,
    format(
        '{} 报 {}，此前 {} 期的中位数是 {:g}',
        strftime(report.month, '%Y-%m'), report.amount, past.month_count, past.middle
    ) AS told
FROM reports AS report
INNER JOIN past
    ON past.source_table = report.source_table AND past.unit_id = report.unit_id AND past.period = report.month
