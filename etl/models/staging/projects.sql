-- grain: project_id
SELECT
    * EXCLUDE (batch_id, file, sheet, row_number),
    rowid AS source_row
FROM raw.projects
