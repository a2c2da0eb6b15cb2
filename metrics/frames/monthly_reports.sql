-- grain: source_table, field, unit_id, month
-- Every number that a unit states for a month, a row each. Progress is left out: it adds up from month to month.
SELECT
    'memberships' AS source_table,
    org_id AS unit_id,
    period AS month,
    unnest(['members', 'eligible', 'joined']) AS field,
    unnest([members, eligible, joined]::DOUBLE[]) AS amount,
    rowid AS source_row,
    source_id
FROM raw.memberships
UNION ALL
SELECT
    'cadres',
    org_id,
    period,
    unnest([
        'posts', 'full_time', 'part_time', 'seconded', 'contract', 'lead_full', 'lead_part', 'lead_seconded',
        'standing', 'standing_front', 'committee', 'committee_front', 'congress', 'congress_front'
    ]),
    unnest([
        posts, full_time, part_time, seconded, contract, lead_full, lead_part, lead_seconded,
        standing, standing_front, committee, committee_front, congress, congress_front
    ]::DOUBLE[]),
    rowid,
    source_id
FROM raw.cadres
UNION ALL
SELECT
    'station_months',
    station_id,
    period,
    unnest(['visits', 'cases']),
    unnest([visits, cases]::DOUBLE[]),
    rowid,
    source_id
FROM raw.station_months
UNION ALL
SELECT
    'channels',
    concat_ws(' ', region_code, line, platform),
    period,
    unnest(['followers', 'posts', 'reads', 'requests', 'closed_requests', 'median_days']),
    unnest([followers, posts, reads, requests, closed_requests, median_days]::DOUBLE[]),
    rowid,
    source_id
FROM raw.channels
