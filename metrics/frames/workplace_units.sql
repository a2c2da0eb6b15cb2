-- grain: period, region_code, line, setting
-- How many units of a setting should have an organisation of the line, as the region itself states newest, and
-- how many organisations of that line and setting are active in it or below it.
WITH stated AS (
    SELECT
        clock.period,
        unit.region_code,
        unit.line,
        unit.setting,
        max(unit.year) AS year,
        arg_max(unit.units, unit.year) AS unit_count,
        arg_max(unit.rowid, unit.year) AS source_row
    FROM raw.workplaces AS unit
    INNER JOIN clock ON unit.year <= year(clock.period)
    GROUP BY clock.period, unit.region_code, unit.line, unit.setting
),

standing AS (
    SELECT organization.period, reach.region_code, organization.line, organization.setting, count(*) AS org_count
    FROM active_organizations AS organization
    INNER JOIN (SELECT code, unnest(path) AS region_code FROM marts.dim_regions) AS reach
        ON reach.code = organization.region_code
    GROUP BY organization.period, reach.region_code, organization.line, organization.setting
)

SELECT stated.*, coalesce(standing.org_count, 0) AS org_count
FROM stated
LEFT JOIN standing
    ON standing.period = stated.period
    AND standing.region_code = stated.region_code
    AND standing.line = stated.line
    AND standing.setting = stated.setting
