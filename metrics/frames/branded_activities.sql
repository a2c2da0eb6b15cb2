-- grain: period, activity_id
-- Activities of the trailing 24 months that carry a brand; `current` are those of the trailing 12.
SELECT
    clock.period,
    activity.activity_id,
    activity.brand,
    activity.lead_line AS line,
    activity.lines,
    coalesce(moved.home_code, activity.region_code) AS region_code,
    activity.held_on,
    activity.held_on > clock.last_12 AS current,
    activity.participants,
    activity.beneficiaries,
    activity.volunteers,
    activity.source_row
FROM staging.activities AS activity
INNER JOIN clock
    ON activity.held_on > last_day(CAST(clock.period - INTERVAL 24 MONTH AS DATE))
    AND activity.held_on <= clock.as_of
LEFT JOIN moved_regions AS moved
    ON moved.region_code = activity.region_code AND moved.as_of = clock.as_of
WHERE activity.brand IS NOT NULL
