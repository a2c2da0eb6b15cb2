-- A row must count in one place only: the times in which a merged region has a home may not overlap.
SELECT earlier.region_code, earlier.since, earlier.until, later.since AS next_since
FROM marts.region_mergers AS earlier
INNER JOIN marts.region_mergers AS later
    ON later.region_code = earlier.region_code
    AND later.since > earlier.since
    AND later.since < earlier.until
