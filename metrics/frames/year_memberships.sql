-- grain: period, org_id, month
-- Rows of the trailing 12 months of the organisations that are active.
SELECT
    clock.period,
    organization.org_id,
    organization.line,
    organization.region_code,
    membership.period AS month,
    membership.joined,
    membership.source_row
FROM staging.memberships AS membership
INNER JOIN clock ON membership.period > clock.month_12 AND membership.period <= clock.period
INNER JOIN active_organizations AS organization
    ON organization.org_id = membership.org_id AND organization.period = clock.period
