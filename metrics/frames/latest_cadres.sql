-- grain: period, org_id
SELECT
    organization.period,
    organization.org_id,
    organization.line,
    organization.region_code,
    span.* EXCLUDE (org_id, period, latest_until)
FROM staging.cadre_spans AS span
INNER JOIN active_organizations AS organization
    ON organization.org_id = span.org_id
    AND organization.period >= span.period
    AND organization.period < span.latest_until
