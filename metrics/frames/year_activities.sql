-- grain: period, activity_id
-- Activities of the trailing 12 months.
SELECT
    clock.period,
    activity.activity_id,
    activity.lead_line AS line,
    activity.lines,
    activity.joint,
    activity.org_id,
    coalesce(merger.home_code, activity.region_code) AS region_code,
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
LEFT JOIN marts.region_mergers AS merger
    ON merger.region_code = activity.region_code
    AND clock.as_of >= merger.since
    AND clock.as_of < merger.until
