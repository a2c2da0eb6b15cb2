-- grain: period, org_id
-- Active organisations with an activity of their own in the trailing 12 months: one that names them, or,
-- where it names none, one that their line led in their region, if they are covering organisations.
SELECT DISTINCT organization.period, organization.org_id
FROM active_organizations AS organization
INNER JOIN year_activities AS activity
    ON activity.period = organization.period AND activity.org_id = organization.org_id
UNION
SELECT organization.period, organization.org_id
FROM active_organizations AS organization
SEMI JOIN (SELECT period, region_code, line FROM year_activities WHERE org_id IS NULL) AS unnamed
    ON unnamed.period = organization.period
    AND unnamed.region_code = organization.region_code
    AND unnamed.line = organization.line
WHERE organization.covering
