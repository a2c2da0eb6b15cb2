-- grain: period, back, org_id
-- Organisations that are active at the moment asked for and have no membership row in the 12 months up to it.
SELECT
    moments.period,
    moments.back,
    organization.org_id,
    organization.line,
    coalesce(moved.home_code, organization.region_code) AS region_code,
    organization.in_park,
    organization.setting,
    organization.source_row
FROM staging.organizations AS organization
INNER JOIN moments
    ON organization.founded_on <= moments.as_of
    AND coalesce(organization.dissolved_on > moments.as_of, TRUE)
LEFT JOIN moved_regions AS moved
    ON moved.region_code = organization.region_code AND moved.as_of = moments.as_of
ANTI JOIN latest_memberships AS report
    ON report.period = moments.period AND report.back = moments.back AND report.org_id = organization.org_id
