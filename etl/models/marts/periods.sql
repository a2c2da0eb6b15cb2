-- grain: period
-- Every month from the first to the last one that any report speaks of.
WITH spoken AS (
    SELECT min(period) AS first_day, max(period) AS last_day FROM raw.memberships
    UNION ALL SELECT min(period), max(period) FROM raw.cadres
    UNION ALL SELECT min(period), max(period) FROM raw.station_months
    UNION ALL SELECT min(period), max(period) FROM raw.channels
    UNION ALL SELECT min(period), max(period) FROM raw.progress
    UNION ALL SELECT min(held_on), max(held_on) FROM raw.activities
    UNION ALL SELECT min(delivered_on), max(delivered_on) FROM raw.outputs
    UNION ALL SELECT min(raised_on), max(raised_on) FROM raw.issues
)

SELECT CAST(unnest(range(
    date_trunc('month', min(first_day)),
    date_trunc('month', max(last_day)) + INTERVAL 1 MONTH,
    INTERVAL 1 MONTH
)) AS DATE) AS period
FROM spoken
