-- title: 参与人次偏离同类活动
-- kind: 离群
-- table: activities
-- why: 与同条线、同主题活动的中位数相差超过 5 倍稳健离差（取对数后的中位绝对偏差），也超过 5 倍。
-- mend: 核对是不是多写了零，或把阅读量、物资数填成了参与人次；确有大型活动的不用改。
WITH sized AS (
    SELECT
        activity.source_row,
        activity.region_code,
        activity.line,
        activity.held_on,
        activity.participants,
        own.name,
        coalesce(own.theme, '其他') AS theme,
        ln(activity.participants + 1) AS size
    FROM year_activities AS activity
    INNER JOIN raw.activities AS own ON own.activity_id = activity.activity_id
),

peers AS (
    SELECT line, theme, median(size) AS middle, mad(size) AS spread, count(*) AS peer_count
    FROM sized
    GROUP BY line, theme
)

SELECT
    sized.source_row,
    sized.region_code,
    sized.line,
    sized.name AS subject,
    format(
        '{} 参与 {}，{} 场同类活动的中位数是 {:.0f}',
        sized.held_on, sized.participants, peers.peer_count, exp(peers.middle) - 1
    ) AS found
FROM sized
INNER JOIN peers ON peers.line = sized.line AND peers.theme = sized.theme
WHERE peers.peer_count >= 8 AND sized.size - peers.middle > greatest(5 * 1.4826 * peers.spread, ln(5))
