-- grain: period, source_row
SELECT
    clock.period,
    coalesce(merger.home_code, structure.region_code) AS region_code,
    structure.line,
    coalesce(structure.done_on <= clock.as_of, FALSE) AS done,
    structure.rowid AS source_row
FROM raw.structures AS structure
CROSS JOIN clock
LEFT JOIN marts.region_mergers AS merger
    ON merger.region_code = structure.region_code
    AND clock.as_of >= merger.since
    AND clock.as_of < merger.until
