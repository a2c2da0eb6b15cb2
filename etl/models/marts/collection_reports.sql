-- grain: collection_id, unit, table_name
-- How much of what a unit was asked for is there: rows of a monthly table; else whether anything came in, for a
-- register since it was asked for. `last_source` is the newest source of it.
WITH monthly AS (
    SELECT
        asked.collection_id, asked.unit, asked.table_name,
        count(*) AS asked, count(report.reporter_id) AS present, max(report.source_id) AS last_source
    FROM marts.asked_reports AS asked
    LEFT JOIN staging.reports AS report
        ON report.table_name = asked.table_name
        AND report.reporter_id = asked.reporter_id
        AND report.period = asked.period
    GROUP BY asked.collection_id, asked.unit, asked.table_name
),

handed_in AS (
    SELECT
        asked.collection_id, asked.table_name, handed_in.row_id, handed_in.source_id,
        arg_min(asked.unit, place.steps) AS unit
    FROM staging.collection_tables AS asked
    INNER JOIN marts.unit_regions AS place ON place.unit = asked.unit AND place.as_of = asked.as_of
    INNER JOIN staging.collected_rows AS handed_in
        ON handed_in.table_name = asked.table_name
        AND handed_in.region_code = place.region_code
        AND (asked.line IS NULL OR asked.line = handed_in.line)
        AND CASE asked.asks
            WHEN 'events' THEN handed_in.period = asked.period
            ELSE handed_in.source_id > asked.source_id
        END
    WHERE asked.asks <> 'monthly'
    GROUP BY asked.collection_id, asked.table_name, handed_in.row_id, handed_in.source_id
),

counted AS (
    FROM monthly
    UNION ALL
    SELECT collection_id, unit, table_name, 1, 1, max(source_id) FROM handed_in GROUP BY ALL
)

SELECT
    asked.collection_id,
    asked.unit,
    asked.table_name,
    asked.title,
    coalesce(counted.asked, CAST(asked.asks <> 'monthly' AS INTEGER)) AS asked,
    coalesce(counted.present, 0) AS present,
    counted.last_source
FROM staging.collection_tables AS asked
LEFT JOIN counted
    ON counted.collection_id = asked.collection_id
    AND counted.unit = asked.unit
    AND counted.table_name = asked.table_name
