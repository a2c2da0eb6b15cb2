-- title: 活动不在承办组织存续期内
-- kind: 矛盾
-- table: activities
-- why: 组织成立以前或撤销以后不会承办活动，这些活动会算给一个不存在的组织。
-- mend: 核对承办组织编码、活动日期，以及组织的成立日期和撤销日期。
SELECT
    activity.source_row,
    activity.region_code,
    activity.line,
    own.name AS subject,
    format(
        '{} 举办，承办的{}{}', activity.held_on, organization.name,
        if(
            organization.founded_on > activity.held_on,
            ' ' || organization.founded_on || ' 才成立',
            ' 已于 ' || organization.dissolved_on || ' 撤销'
        )
    ) AS found
FROM year_activities AS activity
INNER JOIN raw.activities AS own ON own.activity_id = activity.activity_id
INNER JOIN staging.organizations AS organization ON organization.org_id = activity.org_id
WHERE organization.founded_on > activity.held_on OR organization.dissolved_on <= activity.held_on
