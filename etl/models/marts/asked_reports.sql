-- grain: collection_id, table_name, reporter_id
-- Every row of a monthly table that a collection asks for, with the unit that is to hand it in: the nearest one
-- asked for that table and line, so that a county hands in what no township does.
SELECT
    asked.collection_id,
    asked.table_name,
    reporter.reporter_id,
    asked.period,
    arg_min(asked.unit, place.steps) AS unit,
    arg_min(asked.due_on, place.steps) AS due_on,
    arg_min_null(asked.handed_in_on, place.steps) AS handed_in_on
FROM staging.collection_tables AS asked
INNER JOIN marts.unit_regions AS place ON place.unit = asked.unit AND place.as_of = asked.as_of
INNER JOIN staging.reporters AS reporter
    ON reporter.table_name = asked.table_name
    AND reporter.region_code = place.region_code
    AND (asked.line IS NULL OR asked.line = reporter.line)
    AND coalesce(reporter.alive_from <= asked.as_of, TRUE)
    AND coalesce(reporter.alive_to > asked.as_of, TRUE)
WHERE asked.asks = 'monthly'
GROUP BY asked.collection_id, asked.table_name, reporter.reporter_id, asked.period
