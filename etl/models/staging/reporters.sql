-- grain: table_name, reporter_id
-- What owes a row of a monthly table, and from when to when. An online channel is known by its rows alone: it
-- owes one for twelve months after its last.
SELECT
    report.table_name, org_id AS reporter_id, name, region_code, line,
    founded_on AS alive_from, dissolved_on AS alive_to
FROM raw.organizations
CROSS JOIN (VALUES ('memberships'), ('cadres')) AS report (table_name)
UNION ALL
SELECT 'station_months', station_id, name, region_code, lead_line, opened_on, closed_on
FROM raw.stations
UNION ALL
SELECT
    'channels', concat_ws(' ', region_code, line, platform), any_value(platform), region_code, line,
    min(period), CAST(max(period) + INTERVAL 13 MONTH AS DATE)
FROM raw.channels
GROUP BY region_code, line, platform
UNION ALL
SELECT 'progress', project_id, name, region_code, lead_line, planned_start, finished_on FROM raw.projects
UNION ALL
SELECT 'progress', task_id, name, region_code, line, planned_start, finished_on FROM staging.tasks
