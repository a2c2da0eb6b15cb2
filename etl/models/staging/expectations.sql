-- grain: line, level
-- What the contract expects of each line at each level; a handed-in row replaces its own pair only.
WITH standard AS (
    SELECT
        line,
        level,
        level IN ('county', 'township')
        OR (level = 'village' AND line IN ('union', 'youth', 'women', 'disabled')) AS expected
    FROM (SELECT unnest(['union', 'youth', 'women', 'science', 'overseas', 'disabled', 'commerce']) AS line)
    CROSS JOIN (SELECT unnest(['province', 'city', 'county', 'township', 'village']) AS level)
)

SELECT standard.line, standard.level, coalesce(given.expected, standard.expected) AS expected
FROM standard
LEFT JOIN raw.expectations AS given ON given.line = standard.line AND given.level = standard.level
