-- grain: period, region_code, line
SELECT
    period,
    region_code,
    line,
    count(*) AS organization_count,
    max(committee_size) AS committee_size,
    min(source_row) AS source_row,
    arg_max(source_row, {'size': coalesce(committee_size, -1), 'earlier': -source_row}) AS largest_row
FROM active_organizations
WHERE covering
GROUP BY period, region_code, line
