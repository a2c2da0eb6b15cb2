-- grain: project_id
SELECT
    * EXCLUDE (source_id, row_number),
    rowid AS source_row
FROM raw.projects
