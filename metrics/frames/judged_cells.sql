-- grain: period, region_code, line
-- All seven lines of every valid region with their verdict.
SELECT
    clock.period,
    span.region_code,
    region.name,
    region.level,
    region.kind,
    region.parent_code,
    region.township_code,
    region.path,
    span.line,
    list_position(
        ['union', 'youth', 'women', 'science', 'overseas', 'disabled', 'commerce'], span.line
    ) AS line_order,
    span.verdict
FROM marts.verdict_spans AS span
INNER JOIN clock ON clock.period >= span.from_month AND clock.period < span.to_month
INNER JOIN marts.dim_regions AS region ON region.code = span.region_code
WHERE
    -- The join says the same, but lets every span through first; from constants the scan keeps only its months.
    span.from_month <= list_max(CAST($periods AS DATE[]))
    AND span.to_month > list_min(CAST($periods AS DATE[]))
