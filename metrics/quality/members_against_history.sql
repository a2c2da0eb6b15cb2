-- title: 会员数偏离自己的历史
-- kind: 离群
-- table: memberships
-- why: 与本组织此前 12 个月的中位数相差超过 5 倍稳健离差（中位绝对偏差），也超过两成和 10 人。
-- mend: 核对是不是多写或少写了一位、填成了累计或含下级；确有变化的不用改。
SELECT
    report.source_row,
    organization.region_code,
    organization.line,
    organization.name AS subject,
    report.told AS found
FROM reports_beside_history AS report
INNER JOIN staging.organizations AS organization ON organization.org_id = report.unit_id
WHERE
    report.source_table = 'memberships'
    AND report.field = 'members'
    AND report.month_count >= 6
    AND (report.amount < report.low OR report.amount > report.high)
