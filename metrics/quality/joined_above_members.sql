-- title: 新发展会员超过会员数
-- kind: 矛盾
-- table: memberships
-- why: 当月新发展的会员也在会员数里，不会比会员数还多。
-- mend: 核对会员数是否漏填，或新发展是否填成了累计数。
SELECT
    report.source_row,
    organization.region_code,
    organization.line,
    organization.name AS subject,
    format('{} 新发展 {}，会员 {}', strftime(report.period, '%Y-%m'), report.joined, report.members) AS found
FROM staging.memberships AS report
INNER JOIN clock ON report.period > clock.month_12 AND report.period <= clock.period
INNER JOIN staging.organizations AS organization ON organization.org_id = report.org_id
WHERE report.joined > report.members
