-- grain: period, activity_id
-- Activities of the trailing 12 months.
SELECT
    clock.period,
    activity.activity_id,
    activity.lead_line AS line,
    activity.lines,
    activity.joint,
    activity.org_id,
    coalesce(moved.home_code, activity.region_code) AS region_code,
    activity.held_on,
    activity.held_on > clock.last_6 AS recent,
    activity.participants,
    activity.beneficiaries,
    activity.volunteers,
    activity.online,
    activity.satisfaction,
    activity.source_row
FROM staging.activities AS activity
INNER JOIN clock ON activity.held_on > clock.last_12 AND activity.held_on <= clock.as_of
LEFT JOIN moved_regions AS moved
    ON moved.region_code = activity.region_code AND moved.as_of = clock.as_of
