-- grain: region_code, from_month
-- view: it holds merged regions only.
-- Where the rows of a region that is merged at some time count, month by month: in itself at first, then in its
-- home. A month counts by its last day, so a day on which something begins or ends is its month.
SELECT
    region_code,
    home_code,
    CAST(date_trunc('month', since) AS DATE) AS from_month,
    CAST(date_trunc('month', until) AS DATE) AS to_month
FROM marts.region_mergers
WHERE date_trunc('month', since) < date_trunc('month', until)
UNION ALL
SELECT
    region_code,
    region_code AS home_code,
    DATE '0001-01-01' AS from_month,
    CAST(date_trunc('month', min(since)) AS DATE) AS to_month
FROM marts.region_mergers
GROUP BY region_code
