-- grain: region_code, line, platform, period
-- A row is the latest one of its channel for every month P with period <= P < latest_until.
-- The channel keeps the region of its report, so the channels of a merged region stay apart.
SELECT
    *,
    least(
        lead(period) OVER (PARTITION BY region_code, line, platform ORDER BY period),
        CAST(period + INTERVAL 12 MONTH AS DATE)
    ) AS latest_until,
    rowid AS source_row
FROM raw.channels
