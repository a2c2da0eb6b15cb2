-- title: 阵地关闭后仍有接待
-- kind: 矛盾
-- table: station_months
-- why: 关闭以后的月份还有接待人次，会抬高阵地接待人次。
-- mend: 核对关闭日期；报错阵地的，撤销那一行，改报到正确的阵地。
SELECT
    report.rowid AS source_row,
    station.region_code,
    station.lead_line AS line,
    station.name AS subject,
    format('{} 关闭，{} 仍接待 {} 人次', station.closed_on, strftime(report.period, '%Y-%m'), report.visits) AS found
FROM raw.station_months AS report
INNER JOIN clock ON report.period > clock.month_12 AND report.period <= clock.period
INNER JOIN staging.stations AS station
    ON station.station_id = report.station_id AND report.period > station.closed_on
WHERE report.visits > 0
