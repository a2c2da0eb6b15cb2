-- grain: period, region_code
-- Regions in which, or below which, any line had an activity in the trailing 6 months.
SELECT DISTINCT recent.period, unnest(region.path) AS region_code
FROM (SELECT DISTINCT period, region_code FROM year_activities WHERE recent) AS recent
INNER JOIN marts.dim_regions AS region ON region.code = recent.region_code
