-- grain: region_code, since
-- From `since` until `until` (exclusive) the rows of a merged region count in `home_code`: its successor,
-- or, once that is merged too, the successor's successor. Regions are absent while they are their own home.
WITH RECURSIVE followed AS (
    SELECT
        code AS region_code,
        valid_to AS since,
        successor_code AS home_code
    FROM raw.regions
    WHERE valid_to IS NOT NULL
    UNION
    SELECT
        followed.region_code,
        greatest(followed.since, home.valid_to) AS since,
        home.successor_code AS home_code
    FROM followed
    INNER JOIN raw.regions AS home ON home.code = followed.home_code
    WHERE home.valid_to IS NOT NULL
)

SELECT
    followed.region_code,
    followed.since,
    coalesce(home.valid_to, DATE '9999-12-31') AS until,
    followed.home_code
FROM followed
INNER JOIN raw.regions AS home ON home.code = followed.home_code
WHERE home.valid_to IS NULL OR home.valid_to > followed.since
