-- title: 上级会员数可能含下级
-- kind: 矛盾
-- table: memberships
-- why: 会员数只填组织自己直接的会员。上级的数恰好等于或略高于下级之和，多半把下级重复算了一遍。
-- mend: 请上级组织只报直接会员；没有直接会员的填 0。
-- Two children at least, so that a branch and its only sub-branch of the same size are not suspected.
WITH children AS (
    SELECT child.parent_id, report.period, sum(report.members) AS members, count(*) AS child_count
    FROM staging.organizations AS child
    INNER JOIN staging.memberships AS report ON report.org_id = child.org_id
    GROUP BY child.parent_id, report.period
)

SELECT
    report.source_row,
    organization.region_code,
    organization.line,
    organization.name AS subject,
    format(
        '{} 自己填 {}，{} 个下级合计 {}',
        strftime(report.period, '%Y-%m'), report.members, children.child_count, children.members
    ) AS found
FROM staging.memberships AS report
INNER JOIN clock ON report.period = clock.period
INNER JOIN children ON children.parent_id = report.org_id AND children.period = report.period
INNER JOIN staging.organizations AS organization ON organization.org_id = report.org_id
WHERE
    children.child_count >= 2
    AND children.members >= 20
    AND report.members BETWEEN children.members AND 1.05 * children.members
