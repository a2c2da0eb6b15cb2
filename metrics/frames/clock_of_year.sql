-- grain: period
-- Stands in for `clock` where the year so far is asked for: every window begins with the year of P.
SELECT
    period,
    last_day(period) AS as_of,
    make_date(year(period) - 1, 12, 31) AS last_6,
    make_date(year(period) - 1, 12, 31) AS last_12,
    make_date(year(period) - 1, 12, 1) AS month_6,
    make_date(year(period) - 1, 12, 1) AS month_12
FROM (SELECT unnest(CAST($periods AS DATE[])) AS period)
