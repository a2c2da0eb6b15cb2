-- A path that does not start at the top of the data, or does not go down level by level, would lose rows on
-- their way up.
SELECT region.code, region.name, region.level, region.path
FROM marts.dim_regions AS region
LEFT JOIN marts.dim_regions AS top ON top.code = region.path[1]
LEFT JOIN marts.dim_regions AS parent ON parent.code = region.parent_code
WHERE
    top.parent_code IS NOT NULL
    OR region.path[-1] IS DISTINCT FROM region.code
    OR (region.parent_code IS NOT NULL AND parent.code IS NULL)
    OR (parent.code IS NOT NULL AND region.path[-2] IS DISTINCT FROM parent.code)
    OR (
        list_position(['province', 'city', 'county', 'township', 'village'], region.level)
        <> list_position(['province', 'city', 'county', 'township', 'village'], top.level) + len(region.path) - 1
    )
