-- grain: period, source_row
SELECT
    clock.period,
    coalesce(moved.home_code, structure.region_code) AS region_code,
    structure.line,
    coalesce(structure.done_on <= clock.as_of, FALSE) AS done,
    structure.rowid AS source_row
FROM raw.structures AS structure
CROSS JOIN clock
LEFT JOIN moved_regions AS moved
    ON moved.region_code = structure.region_code AND moved.as_of = clock.as_of
