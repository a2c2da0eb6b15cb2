-- grain: period, region_code
SELECT
    clock.period,
    region.code AS region_code,
    region.level,
    region.kind,
    region.name,
    region.parent_code,
    region.path,
    region.county_code,
    region.township_code,
    region.ordinary_township,
    region.population,
    region.lon,
    region.lat,
    coalesce(region.valid_from <= clock.last_12, TRUE) AS valid_a_year_ago,
    region.source_row
FROM marts.dim_regions AS region
INNER JOIN clock
    ON coalesce(region.valid_from <= clock.as_of, TRUE)
    AND coalesce(region.valid_to > clock.as_of, TRUE)
