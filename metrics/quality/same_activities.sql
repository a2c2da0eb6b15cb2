-- title: 同日同地同名的活动
-- kind: 重复
-- table: activities
-- why: 同一天、同一地方、同一名称的活动报了两次，场次和服务人次会被算两遍。
-- mend: 确认是同一场的，留一个编号；几条线合办的，填参与条线，不要各报一次。
SELECT
    activity.source_row,
    activity.region_code,
    activity.line,
    own.name AS subject,
    format('编号 {}，{}，同名的共 {} 场', activity.activity_id, activity.held_on, count(*) OVER twins) AS found
FROM year_activities AS activity
INNER JOIN raw.activities AS own ON own.activity_id = activity.activity_id
WINDOW twins AS (
    PARTITION BY
        activity.region_code, activity.held_on, regexp_replace(nfc_normalize(own.name), '[\s　（）()·]', '', 'g')
)
QUALIFY count(*) OVER twins > 1
