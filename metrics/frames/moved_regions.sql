-- grain: as_of, region_code
-- Regions that are merged at a moment, with the region in which their rows count then.
SELECT moment.as_of, merger.region_code, merger.home_code
FROM marts.region_mergers AS merger
INNER JOIN (SELECT DISTINCT as_of FROM moments) AS moment
    ON moment.as_of >= merger.since AND moment.as_of < merger.until
