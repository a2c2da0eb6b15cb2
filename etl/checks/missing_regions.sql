-- Every region that was handed in is in the dimension, once.
SELECT coalesce(given.code, region.code) AS code
FROM raw.regions AS given
FULL OUTER JOIN marts.dim_regions AS region ON region.code = given.code
WHERE given.code IS NULL OR region.code IS NULL
