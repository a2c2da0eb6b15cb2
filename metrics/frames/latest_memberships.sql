-- grain: period, back, org_id
-- The latest row of each organisation that is active at the moment it is asked for, counted where the
-- organisation's region belongs at that moment.
SELECT
    moments.period,
    moments.back,
    span.org_id,
    organization.line,
    coalesce(moved.home_code, organization.region_code) AS region_code,
    organization.in_park,
    organization.setting,
    span.members,
    span.eligible,
    span.source_row
FROM staging.membership_spans AS span
INNER JOIN moments ON moments.month >= span.period AND moments.month < span.latest_until
INNER JOIN staging.organizations AS organization
    ON organization.org_id = span.org_id
    AND organization.founded_on <= moments.as_of
    AND coalesce(organization.dissolved_on > moments.as_of, TRUE)
LEFT JOIN moved_regions AS moved
    ON moved.region_code = organization.region_code AND moved.as_of = moments.as_of
