-- grain: region_code, from_month
-- Months whose trailing six hold any activity in the region or below it; above the villages, for that is where
-- silence is judged.
WITH told AS (
    SELECT DISTINCT
        unnest(coalesce(way.path, [])) AS region_code,
        span.from_month,
        span.to_month
    FROM (SELECT DISTINCT region_code, from_month, to_month FROM marts.activity_spans) AS span
    INNER JOIN raw.regions AS region ON region.code = span.region_code
    INNER JOIN marts.region_ways AS way
        ON way.code = CASE region.level WHEN 'village' THEN region.parent_code ELSE region.code END
),

marked AS (
    SELECT
        *,
        max(to_month) OVER (
            PARTITION BY region_code ORDER BY from_month, to_month
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reached
    FROM told
),

numbered AS (
    SELECT
        *,
        count(*) FILTER (WHERE coalesce(from_month > reached, TRUE)) OVER (
            PARTITION BY region_code ORDER BY from_month, to_month
            ROWS UNBOUNDED PRECEDING
        ) AS island
    FROM marked
)

SELECT region_code, min(from_month) AS from_month, max(to_month) AS to_month
FROM numbered
GROUP BY region_code, island
