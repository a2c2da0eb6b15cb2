-- grain: funding_id
SELECT
    funding_id,
    project_id,
    booked_on,
    flow,
    source,
    source IN ('社会募捐', '企业赞助', '海外捐赠', '福利产业') AS from_society,
    amount_yuan,
    rowid AS source_row
FROM raw.fundings
