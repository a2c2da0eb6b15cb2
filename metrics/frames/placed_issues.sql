-- grain: period, issue_id
SELECT
    clock.period,
    clock.as_of,
    clock.last_12,
    coalesce(moved.home_code, issue.region_code) AS region_code,
    issue.* EXCLUDE (region_code)
FROM staging.issues AS issue
CROSS JOIN clock
LEFT JOIN moved_regions AS moved
    ON moved.region_code = issue.region_code AND moved.as_of = clock.as_of
