-- grain: period, source_table, field, unit_id
-- What a unit reports for a month beside the months before, up to twelve: their median and robust deviation, and
-- from where on the number is hard to believe. From six months on that is five robust deviations from the median,
-- and at least a share of it and some persons; from three on five times the median or a fifth of it.
WITH past AS (
    SELECT
        clock.period,
        report.source_table,
        report.field,
        report.unit_id,
        median(report.amount) AS middle,
        1.4826 * mad(report.amount) AS deviation,
        count(*) AS month_count
    FROM monthly_reports AS report
    INNER JOIN clock ON report.month >= clock.month_12 AND report.month < clock.period
    WHERE report.amount IS NOT NULL
    GROUP BY clock.period, report.source_table, report.field, report.unit_id
    HAVING count(*) >= 3
),

bounded AS (
    SELECT
        past.*,
        CASE field WHEN 'visits' THEN 30 ELSE 10 END AS least,
        CASE WHEN month_count >= 6 THEN
            greatest(5 * deviation, CASE field WHEN 'members' THEN 0.2 ELSE 0.5 END * middle, least)
        END AS allowed
    FROM past
)

SELECT
    bounded.period,
    report.source_table,
    report.field,
    report.unit_id,
    report.source_row,
    report.amount,
    bounded.middle,
    bounded.month_count,
    CASE
        WHEN bounded.month_count >= 6 THEN bounded.middle - bounded.allowed
        ELSE least(bounded.middle / 5, bounded.middle - bounded.least)
    END AS low,
    CASE
        WHEN bounded.month_count >= 6 THEN bounded.middle + bounded.allowed
        ELSE greatest(bounded.middle * 5, bounded.middle + bounded.least)
    END AS high,
    format(
        '{} 报 {:.0f}，此前 {} 期的中位数是 {:g}',
        strftime(report.month, '%Y-%m'), report.amount, bounded.month_count, bounded.middle
    ) AS told
FROM monthly_reports AS report
INNER JOIN bounded
    ON bounded.source_table = report.source_table AND bounded.field = report.field
    AND bounded.unit_id = report.unit_id AND bounded.period = report.month
WHERE report.amount IS NOT NULL
