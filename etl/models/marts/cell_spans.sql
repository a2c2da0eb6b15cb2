-- grain: region_code, line, from_month
-- in parts by: marts.moving_regions.code
-- Verdicts of all seven lines of the places where more happens than foundings, as the longest spans of months
-- from_month <= P < to_month in which they stay the same. marts.verdict_spans adds all other places without
-- keeping them, so that a country without activities costs nothing here.
WITH places AS (
    SELECT
        region.code,
        region.level,
        CASE region.level WHEN 'village' THEN region.parent_code ELSE region.code END AS silence_code,
        CAST(date_trunc('month', coalesce(region.valid_from, DATE '0001-01-01')) AS DATE) AS valid_from,
        CAST(date_trunc('month', coalesce(region.valid_to, DATE '9999-12-01')) AS DATE) AS valid_to
    FROM raw.regions AS region
    SEMI JOIN marts.moving_regions AS moving ON moving.code = region.code
    WHERE region.code BETWEEN getvariable('part_first') AND getvariable('part_last')
),

cells AS (
    SELECT place.*, expectation.line, expectation.expected
    FROM places AS place
    INNER JOIN staging.expectations AS expectation ON expectation.level = place.level
),

spans AS (
    SELECT
        organization.region_code, organization.line, organization.from_month, organization.to_month,
        1 AS covered, 0 AS active, 0 AS heard
    FROM staging.organization_spans AS organization
    SEMI JOIN marts.moving_regions AS moving ON moving.code = organization.region_code
    WHERE
        organization.covering
        AND organization.region_code BETWEEN getvariable('part_first') AND getvariable('part_last')
    UNION ALL
    SELECT region_code, line, from_month, to_month, 0, 1, 0
    FROM marts.activity_spans
    WHERE region_code BETWEEN getvariable('part_first') AND getvariable('part_last')
    UNION ALL
    SELECT cells.code, cells.line, heard.from_month, heard.to_month, 0, 0, 1
    FROM cells
    INNER JOIN marts.heard_spans AS heard ON heard.region_code = cells.silence_code
),

turns AS (
    SELECT code AS region_code, line, DATE '0001-01-01' AS month, 0 AS covered, 0 AS active, 0 AS heard
    FROM cells
    UNION ALL
    SELECT region_code, line, from_month, covered, active, heard FROM spans
    UNION ALL
    SELECT region_code, line, to_month, -covered, -active, -heard FROM spans
),

months AS (
    SELECT region_code, line, month, sum(covered) AS covered, sum(active) AS active, sum(heard) AS heard
    FROM turns
    GROUP BY region_code, line, month
),

states AS (
    SELECT
        months.region_code,
        months.line,
        months.month,
        cells.expected,
        cells.valid_from,
        cells.valid_to,
        sum(months.covered) OVER so_far > 0 AS covered,
        sum(months.active) OVER so_far > 0 AS active,
        sum(months.heard) OVER so_far > 0 AS heard
    FROM months
    INNER JOIN cells ON cells.code = months.region_code AND cells.line = months.line
    WINDOW so_far AS (PARTITION BY months.region_code, months.line ORDER BY months.month)
),

changes AS (
    SELECT state.region_code, state.line, state.month, state.valid_from, state.valid_to, word.verdict
    FROM states AS state
    INNER JOIN staging.verdicts AS word
        ON word.expected = state.expected
        AND word.covered = state.covered
        AND word.active = state.active
        AND word.heard = state.heard
    QUALIFY word.verdict IS DISTINCT FROM lag(word.verdict) OVER (
        PARTITION BY state.region_code, state.line ORDER BY state.month
    )
),

lasting AS (
    SELECT
        region_code,
        line,
        verdict,
        greatest(month, valid_from) AS from_month,
        least(valid_to, lead(month) OVER (PARTITION BY region_code, line ORDER BY month)) AS to_month
    FROM changes
)

SELECT region_code, line, verdict, from_month, to_month
FROM lasting
WHERE from_month < to_month
ORDER BY region_code, line, from_month
