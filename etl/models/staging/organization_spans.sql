-- grain: org_id, from_month
-- An organisation is active, and counts in `region_code`, in every month P with from_month <= P < to_month.
SELECT
    organization.org_id,
    organization.line,
    coalesce(home.home_code, organization.region_code) AS region_code,
    organization.setting,
    organization.covering,
    organization.in_park,
    greatest(CAST(date_trunc('month', organization.founded_on) AS DATE), home.from_month) AS from_month,
    least(
        coalesce(CAST(date_trunc('month', organization.dissolved_on) AS DATE), DATE '9999-12-01'), home.to_month
    ) AS to_month,
    organization.source_row
FROM staging.organizations AS organization
LEFT JOIN marts.region_homes AS home ON home.region_code = organization.region_code
WHERE
    greatest(CAST(date_trunc('month', organization.founded_on) AS DATE), home.from_month)
    < least(
        coalesce(CAST(date_trunc('month', organization.dissolved_on) AS DATE), DATE '9999-12-01'), home.to_month
    )
