-- grain: table_name, reporter_id, period
-- The rows of the monthly tables, whatever they state.
SELECT 'memberships' AS table_name, org_id AS reporter_id, period, source_id FROM raw.memberships
UNION ALL
SELECT 'cadres', org_id, period, source_id FROM raw.cadres
UNION ALL
SELECT 'station_months', station_id, period, source_id FROM raw.station_months
UNION ALL
SELECT 'channels', concat_ws(' ', region_code, line, platform), period, source_id FROM raw.channels
UNION ALL
SELECT 'progress', item_id, period, source_id FROM raw.progress
