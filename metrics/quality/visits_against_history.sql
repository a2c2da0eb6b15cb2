-- title: 接待人次偏离自己的历史
-- kind: 离群
-- table: station_months
-- why: 与本阵地此前 12 个月的中位数相差超过 5 倍稳健离差（中位绝对偏差），也超过一半和 30 人次。
-- mend: 核对当月的接待登记；办了大型活动的不用改，长期为 0 的请核对是否还开放。
WITH past AS (
    SELECT
        report.station_id,
        median(report.visits) AS middle,
        mad(report.visits) AS spread,
        count(*) AS month_count
    FROM raw.station_months AS report
    INNER JOIN clock ON report.period >= clock.month_12 AND report.period < clock.period
    GROUP BY report.station_id
)

SELECT
    report.rowid AS source_row,
    station.region_code,
    station.lead_line AS line,
    station.name AS subject,
    format(
        '{} 报 {}，此前 {} 期的中位数是 {:g}',
        strftime(report.period, '%Y-%m'), report.visits, past.month_count, past.middle
    ) AS found
FROM raw.station_months AS report
INNER JOIN clock ON report.period = clock.period
INNER JOIN past ON past.station_id = report.station_id AND past.month_count >= 6
INNER JOIN staging.stations AS station ON station.station_id = report.station_id
WHERE abs(report.visits - past.middle) > greatest(5 * 1.4826 * past.spread, 0.5 * past.middle, 30)
