-- grain: expected, covered, active, heard
-- The verdict of a line x place cell. `expected`: of the line at the place's level; `covered`: by an organisation;
-- `active`: an activity of the line in exactly the place in the trailing six months; `heard`: any activity then
-- where silence is judged, so that silence does not mean missing reports.
SELECT
    expected,
    covered,
    active,
    heard,
    CASE
        WHEN NOT expected THEN '不适用'
        WHEN NOT covered THEN '缺失'
        WHEN active THEN '有效'
        WHEN NOT heard THEN '未报'
        ELSE '沉睡'
    END AS verdict
FROM (VALUES (FALSE), (TRUE)) AS one (expected)
CROSS JOIN (VALUES (FALSE), (TRUE)) AS two (covered)
CROSS JOIN (VALUES (FALSE), (TRUE)) AS three (active)
CROSS JOIN (VALUES (FALSE), (TRUE)) AS four (heard)
