-- grain: unit, as_of, region_code
-- The regions at and below a unit that is asked for reports, on the last day of the month asked for. A merged
-- region lies below its successor. `steps` is how far below: the nearest unit answers for a region.
WITH RECURSIVE below AS (
    SELECT DISTINCT unit, last_day(period) AS as_of, unit AS region_code, 0 AS steps FROM raw.collections
    UNION ALL
    SELECT below.unit, below.as_of, region.code, below.steps + 1
    FROM below
    INNER JOIN raw.regions AS region
        ON below.region_code = CASE
            WHEN region.valid_to <= below.as_of THEN region.successor_code ELSE region.parent_code
        END
)

SELECT unit, as_of, region_code, steps FROM below
