-- grain: period, back
-- Each requested month as it is (back = 0) and a year earlier (back = 12), for comparisons with the year before.
SELECT period, 0 AS back, period AS month, as_of FROM clock
UNION ALL
SELECT period, 12 AS back, month_12 AS month, last_12 AS as_of FROM clock
