-- grain: code
-- view: as a table it would hold every region a second time.
-- Regions with the way down to them. `path` starts at the top of the data and ends at the region itself.
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
    own.rowid AS source_row
FROM raw.regions AS own
LEFT JOIN marts.region_ways AS way ON way.code = own.parent_code
