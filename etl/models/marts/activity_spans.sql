-- grain: region_code, line, from_month
-- Months whose trailing six hold an activity that the line led or took part in, in exactly the region.
WITH held AS (
    SELECT DISTINCT
        region_code,
        unnest(lines) AS line,
        CAST(date_trunc('month', held_on) AS DATE) AS month
    FROM staging.activities
),

-- Distinct, as what was held in two merged regions may be one span in their home: `marked` and `numbered` each
-- order the spans, and must not order equal ones differently.
heard AS (
    SELECT DISTINCT
        coalesce(home.home_code, held.region_code) AS region_code,
        held.line,
        greatest(held.month, home.from_month) AS from_month,
        least(CAST(held.month + INTERVAL 6 MONTH AS DATE), home.to_month) AS to_month
    FROM held
    LEFT JOIN marts.region_homes AS home ON home.region_code = held.region_code
    WHERE
        greatest(held.month, home.from_month)
        < least(CAST(held.month + INTERVAL 6 MONTH AS DATE), home.to_month)
),

marked AS (
    SELECT
        *,
        max(to_month) OVER (
            PARTITION BY region_code, line ORDER BY from_month, to_month
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reached
    FROM heard
),

numbered AS (
    SELECT
        *,
        count(*) FILTER (WHERE coalesce(from_month > reached, TRUE)) OVER (
            PARTITION BY region_code, line ORDER BY from_month, to_month
            ROWS UNBOUNDED PRECEDING
        ) AS island
    FROM marked
)

SELECT region_code, line, min(from_month) AS from_month, max(to_month) AS to_month
FROM numbered
GROUP BY region_code, line, island
