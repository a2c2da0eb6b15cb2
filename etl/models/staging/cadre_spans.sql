-- grain: org_id, period
-- A row is the latest one of its organisation for every month P with period <= P < latest_until.
SELECT
    *,
    least(
        lead(period) OVER (PARTITION BY org_id ORDER BY period),
        CAST(period + INTERVAL 12 MONTH AS DATE)
    ) AS latest_until,
    rowid AS source_row
FROM raw.cadres
