-- grain: code
-- Regions with the way down to them. `path` starts at the top of the data and ends at the region itself.
-- Only villages are many, so ways are followed for all others and each village is put at the end of one.
WITH parents AS (
    SELECT code, parent_code, level FROM raw.regions WHERE level <> 'village'
),

ways AS (
    SELECT
        own.code,
        list_filter([up_3.code, up_2.code, up_1.code, own.code], lambda code: code IS NOT NULL) AS path,
        CASE own.level WHEN 'county' THEN own.code WHEN 'township' THEN up_1.code END AS county_code,
        CASE own.level WHEN 'township' THEN own.code END AS township_code
    FROM parents AS own
    LEFT JOIN parents AS up_1 ON up_1.code = own.parent_code
    LEFT JOIN parents AS up_2 ON up_2.code = up_1.parent_code
    LEFT JOIN parents AS up_3 ON up_3.code = up_2.parent_code
)

SELECT
    own.code,
    own.name,
    own.level,
    own.kind,
    own.parent_code,
    own.lon,
    own.lat,
    own.population,
    own.valid_from,
    own.valid_to,
    own.successor_code,
    list_append(way.path, own.code) AS path,
    CASE own.level WHEN 'county' THEN own.code ELSE way.county_code END AS county_code,
    CASE own.level WHEN 'township' THEN own.code ELSE way.township_code END AS township_code,
    own.level = 'township' AND own.kind IS DISTINCT FROM '园区' AS ordinary_township,
    own.origin,
    own.rowid AS source_row
FROM raw.regions AS own
LEFT JOIN ways AS way ON way.code = own.parent_code
