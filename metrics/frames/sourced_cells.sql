-- grain: period, region_code, line
-- Expected cells with the row that each rests on: its covering organisation, else the region that lacks one.
SELECT
    cell.*,
    CASE WHEN covering.source_row IS NULL THEN 'regions' ELSE 'organizations' END AS source_table,
    coalesce(covering.source_row, cell.region_row) AS source_row
FROM expected_cells AS cell
LEFT JOIN covering_organizations AS covering
    ON covering.period = cell.period
    AND covering.region_code = cell.region_code
    AND covering.line = cell.line
