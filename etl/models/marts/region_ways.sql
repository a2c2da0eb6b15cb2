-- grain: code
-- The way down to every region but the villages, which are nearly all regions and hang at the ends of these.
WITH parents AS (
    SELECT code, parent_code, level FROM raw.regions WHERE level <> 'village'
)

SELECT
    own.code,
    list_filter([up_3.code, up_2.code, up_1.code, own.code], lambda code: code IS NOT NULL) AS path,
    CASE own.level WHEN 'county' THEN own.code WHEN 'township' THEN up_1.code END AS county_code,
    CASE own.level WHEN 'township' THEN own.code END AS township_code
FROM parents AS own
LEFT JOIN parents AS up_1 ON up_1.code = own.parent_code
LEFT JOIN parents AS up_2 ON up_2.code = up_1.parent_code
LEFT JOIN parents AS up_3 ON up_3.code = up_2.parent_code
