-- grain: period, issue_id
SELECT
    clock.period,
    clock.as_of,
    clock.last_12,
    coalesce(merger.home_code, issue.region_code) AS region_code,
    issue.* EXCLUDE (region_code)
FROM staging.issues AS issue
CROSS JOIN clock
LEFT JOIN marts.region_mergers AS merger
    ON merger.region_code = issue.region_code
    AND clock.as_of >= merger.since
    AND clock.as_of < merger.until
