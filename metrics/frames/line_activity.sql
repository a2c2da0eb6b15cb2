-- grain: period, region_code, line
-- Activities of the trailing 6 months that a line led or took part in, in exactly the region.
SELECT period, region_code, line, count(*) AS activity_count
FROM (SELECT period, region_code, unnest(lines) AS line FROM year_activities WHERE recent)
GROUP BY period, region_code, line
