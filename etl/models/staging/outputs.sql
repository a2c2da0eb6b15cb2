-- grain: output_id
SELECT
    output_id, line, region_code, delivered_on, item, quantity, unit, amount_yuan,
    rowid AS source_row
FROM raw.outputs
