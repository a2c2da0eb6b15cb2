-- grain: period, region_code, line
-- The last activity ever, up to as_of, that a line led or took part in, in exactly the region.
SELECT
    clock.period,
    coalesce(moved.home_code, activity.region_code) AS region_code,
    activity.line,
    max(activity.held_on) AS last_activity_on
FROM (SELECT region_code, held_on, unnest(lines) AS line FROM staging.activities) AS activity
INNER JOIN clock ON activity.held_on <= clock.as_of
LEFT JOIN moved_regions AS moved
    ON moved.region_code = activity.region_code AND moved.as_of = clock.as_of
GROUP BY ALL
