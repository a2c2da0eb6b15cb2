-- grain: org_id, period
SELECT org_id, period, members, eligible, joined, rowid AS source_row
FROM raw.memberships
