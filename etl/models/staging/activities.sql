-- grain: activity_id
SELECT
    activity_id,
    name,
    lead_line,
    list_distinct(list_prepend(lead_line, coalesce(partner_lines, []))) AS lines,
    coalesce(len(partner_lines), 0) > 0 AS joint,
    org_id,
    region_code,
    held_on,
    theme,
    brand,
    participants,
    beneficiaries,
    volunteers,
    coalesce(online, FALSE) AS online,
    satisfaction,
    rowid AS source_row
FROM raw.activities
