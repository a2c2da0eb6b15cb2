-- grain: period, back, org_id
-- The latest row of each organisation that is active at the moment it is asked for, counted where the
-- organisation's region belongs at that moment.
SELECT
    moments.period,
    moments.back,
    span.org_id,
    organization.line,
    coalesce(merger.home_code, organization.region_code) AS region_code,
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
LEFT JOIN marts.region_mergers AS merger
    ON merger.region_code = organization.region_code
    AND moments.as_of >= merger.since
    AND moments.as_of < merger.until
