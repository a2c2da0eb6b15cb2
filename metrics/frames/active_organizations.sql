-- grain: period, org_id
SELECT
    clock.period,
    organization.org_id,
    organization.name,
    organization.line,
    coalesce(moved.home_code, organization.region_code) AS region_code,
    organization.setting,
    organization.covering,
    organization.in_park,
    organization.committee_size,
    organization.founded_on,
    organization.source_row
FROM staging.organizations AS organization
INNER JOIN clock
    ON organization.founded_on <= clock.as_of
    AND coalesce(organization.dissolved_on > clock.as_of, TRUE)
LEFT JOIN moved_regions AS moved
    ON moved.region_code = organization.region_code AND moved.as_of = clock.as_of
