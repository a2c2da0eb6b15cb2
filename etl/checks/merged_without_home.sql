-- Every merged region has a home from its end on, without a gap: successors in a circle would have none.
SELECT region.code, region.name, region.valid_to, region.successor_code
FROM marts.dim_regions AS region
LEFT JOIN marts.region_mergers AS merger ON merger.region_code = region.code
WHERE region.valid_to IS NOT NULL
GROUP BY region.code, region.name, region.valid_to, region.successor_code
HAVING
    coalesce(min(merger.since) <> region.valid_to, TRUE)
    OR coalesce(max(merger.until) < DATE '9999-12-31', TRUE)
    OR sum(date_diff('day', merger.since, merger.until))
    <> date_diff('day', region.valid_to, DATE '9999-12-31')
