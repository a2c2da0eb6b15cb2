-- grain: period, region_code, line
-- All seven lines of every valid region with their verdict and what is known of their organisations and activities.
SELECT
    cell.*,
    coalesce(covering.organization_count, 0) AS organization_count,
    coalesce(line_activity.activity_count, 0) AS activity_count,
    past.last_activity_on
FROM judged_cells AS cell
LEFT JOIN covering_organizations AS covering
    ON covering.period = cell.period
    AND covering.region_code = cell.region_code
    AND covering.line = cell.line
LEFT JOIN line_activity
    ON line_activity.period = cell.period
    AND line_activity.region_code = cell.region_code
    AND line_activity.line = cell.line
LEFT JOIN past_line_activity AS past
    ON past.period = cell.period
    AND past.region_code = cell.region_code
    AND past.line = cell.line
