-- grain: metric_id, line, region_code, year
-- Blank line or region means all of them; it is kept as '' so that targets join by equality.
SELECT
    metric_id,
    coalesce(line, '') AS line,
    coalesce(region_code, '') AS region_code,
    year,
    target
FROM raw.targets
