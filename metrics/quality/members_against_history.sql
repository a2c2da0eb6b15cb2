-- title: 会员数偏离自己的历史
-- kind: 离群
-- table: memberships
-- why: 与本组织此前 12 个月的中位数相差超过 5 倍稳健离差（中位绝对偏差），也超过两成和 10 人。
-- mend: 核对是不是多写或少写了一位、填成了累计或含下级；确有变化的不用改。
WITH past AS (
    SELECT
        report.org_id,
        median(report.members) AS middle,
        mad(report.members) AS spread,
        count(*) AS month_count
    FROM staging.memberships AS report
    INNER JOIN clock ON report.period >= clock.month_12 AND report.period < clock.period
    GROUP BY report.org_id
)

SELECT
    report.source_row,
    organization.region_code,
    organization.line,
    organization.name AS subject,
    format(
        '{} 报 {}，此前 {} 期的中位数是 {:g}',
        strftime(report.period, '%Y-%m'), report.members, past.month_count, past.middle
    ) AS found
FROM staging.memberships AS report
INNER JOIN clock ON report.period = clock.period
INNER JOIN past ON past.org_id = report.org_id AND past.month_count >= 6
INNER JOIN staging.organizations AS organization ON organization.org_id = report.org_id
WHERE abs(report.members - past.middle) > greatest(5 * 1.4826 * past.spread, 0.2 * past.middle, 10)
