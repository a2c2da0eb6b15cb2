-- title: 接待人次偏离自己的历史
-- kind: 离群
-- table: station_months
-- why: 与本阵地此前 12 个月的中位数相差超过 5 倍稳健离差（中位绝对偏差），也超过一半和 30 人次。
-- mend: 核对当月的接待登记；办了大型活动的不用改，长期为 0 的请核对是否还开放。
SELECT
    report.source_row,
    station.region_code,
    station.lead_line AS line,
    station.name AS subject,
    report.told AS found
FROM reports_beside_history AS report
INNER JOIN staging.stations AS station ON station.station_id = report.unit_id
WHERE
    report.source_table = 'station_months'
    AND report.field = 'visits'
    AND report.month_count >= 6
    AND (report.amount < report.low OR report.amount > report.high)
