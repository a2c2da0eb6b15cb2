-- grain: table_name, row_id
-- The rows of the tables in which nothing is owed row by row; a register has no month.
SELECT
    'activities' AS table_name, rowid AS row_id, region_code, lead_line AS line,
    CAST(date_trunc('month', held_on) AS DATE) AS period, source_id
FROM raw.activities
UNION ALL
SELECT 'outputs', rowid, region_code, line, CAST(date_trunc('month', delivered_on) AS DATE), source_id
FROM raw.outputs
UNION ALL
SELECT 'organizations', rowid, region_code, line, NULL, source_id FROM raw.organizations
UNION ALL
SELECT 'stations', rowid, region_code, lead_line, NULL, source_id FROM raw.stations
