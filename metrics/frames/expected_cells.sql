-- grain: period, region_code, line
SELECT
    region.period,
    region.region_code,
    region.level,
    expectation.line,
    coalesce(covering.organization_count, 0) AS organization_count,
    covering.organization_count IS NOT NULL AS covered,
    coalesce(line_activity.activity_count, 0) AS activity_count,
    covering.organization_count IS NOT NULL AND line_activity.activity_count IS NOT NULL AS effective,
    CASE WHEN covering.source_row IS NULL THEN 'regions' ELSE 'organizations' END AS source_table,
    coalesce(covering.source_row, region.source_row) AS source_row
FROM valid_regions AS region
INNER JOIN staging.expectations AS expectation ON expectation.level = region.level AND expectation.expected
LEFT JOIN covering_organizations AS covering
    ON covering.period = region.period
    AND covering.region_code = region.region_code
    AND covering.line = expectation.line
LEFT JOIN line_activity
    ON line_activity.period = region.period
    AND line_activity.region_code = region.region_code
    AND line_activity.line = expectation.line
