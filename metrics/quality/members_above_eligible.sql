-- title: 会员数超过应覆盖人数
-- kind: 矛盾
-- table: memberships
-- why: 会员是应覆盖人数的一部分，超过就说明其中一个数填错，入会率会高于 100%。
-- mend: 核对两个数的口径，更正后按同一组织、同一报告期重新上交。
SELECT
    report.source_row,
    organization.region_code,
    organization.line,
    organization.name AS subject,
    format('{} 会员 {}，应覆盖 {}', strftime(report.period, '%Y-%m'), report.members, report.eligible) AS found
FROM staging.memberships AS report
INNER JOIN clock ON report.period > clock.month_12 AND report.period <= clock.period
INNER JOIN staging.organizations AS organization ON organization.org_id = report.org_id
WHERE report.members > report.eligible
