-- grain: period, region_code, line
-- All seven lines of every valid region with their verdict. Silence is judged in the township of a township or
-- village, and in the whole region above that: where nobody reported anything, reports may be missing.
SELECT
    region.period,
    region.region_code,
    region.name,
    region.level,
    region.kind,
    region.parent_code,
    region.township_code,
    region.path,
    expectation.line,
    list_position(
        ['union', 'youth', 'women', 'science', 'overseas', 'disabled', 'commerce'], expectation.line
    ) AS line_order,
    CASE
        WHEN NOT expectation.expected THEN '不适用'
        WHEN covering.organization_count IS NULL THEN '缺失'
        WHEN line_activity.activity_count IS NOT NULL THEN '有效'
        WHEN heard.region_code IS NULL THEN '未报'
        ELSE '沉睡'
    END AS verdict,
    coalesce(covering.organization_count, 0) AS organization_count,
    coalesce(line_activity.activity_count, 0) AS activity_count,
    past.last_activity_on
FROM valid_regions AS region
INNER JOIN staging.expectations AS expectation ON expectation.level = region.level
LEFT JOIN covering_organizations AS covering
    ON covering.period = region.period
    AND covering.region_code = region.region_code
    AND covering.line = expectation.line
LEFT JOIN line_activity
    ON line_activity.period = region.period
    AND line_activity.region_code = region.region_code
    AND line_activity.line = expectation.line
LEFT JOIN past_line_activity AS past
    ON past.period = region.period
    AND past.region_code = region.region_code
    AND past.line = expectation.line
LEFT JOIN heard_scopes AS heard
    ON heard.period = region.period
    AND heard.region_code = coalesce(region.township_code, region.region_code)
