-- grain: period
-- The requested months with the days and months that the definitions count from.
-- "Trailing n months" is: after last_n, up to and including as_of; for monthly rows: after month_n, up to period.
SELECT
    period,
    last_day(period) AS as_of,
    last_day(CAST(period - INTERVAL 6 MONTH AS DATE)) AS last_6,
    last_day(CAST(period - INTERVAL 12 MONTH AS DATE)) AS last_12,
    CAST(period - INTERVAL 6 MONTH AS DATE) AS month_6,
    CAST(period - INTERVAL 12 MONTH AS DATE) AS month_12
FROM (SELECT unnest(CAST($periods AS DATE[])) AS period)
