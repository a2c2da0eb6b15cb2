-- title: 活动没有参与人次却有服务人次
-- kind: 矛盾
-- table: activities
-- why: 有人得到服务，却没有人参与，群众满意度也会因此少算这场活动。
-- mend: 补填参与人次；确实没有人到场的，请核对服务人次。
SELECT
    activity.source_row,
    activity.region_code,
    activity.line,
    own.name AS subject,
    format('{} 参与 0，服务 {}', activity.held_on, activity.beneficiaries) AS found
FROM year_activities AS activity
INNER JOIN raw.activities AS own ON own.activity_id = activity.activity_id
WHERE activity.participants = 0 AND activity.beneficiaries > 0
