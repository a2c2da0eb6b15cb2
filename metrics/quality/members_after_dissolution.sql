-- title: 已撤销的组织仍报会员
-- kind: 矛盾
-- table: memberships
-- why: 撤销以后的月份还有会员月报，要么没有撤销，要么月报报错了组织。
-- mend: 核对撤销日期；月报报错组织的，撤销那一行，改报到接收会员的组织。
SELECT
    report.source_row,
    organization.region_code,
    organization.line,
    organization.name AS subject,
    format(
        '{} 撤销，{} 仍报会员 {}',
        organization.dissolved_on, strftime(report.period, '%Y-%m'), report.members
    ) AS found
FROM staging.memberships AS report
INNER JOIN clock ON report.period > clock.month_12 AND report.period <= clock.period
INNER JOIN staging.organizations AS organization
    ON organization.org_id = report.org_id AND report.period > organization.dissolved_on
WHERE report.members > 0
