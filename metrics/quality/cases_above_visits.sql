-- title: 办理件数超过接待人次
-- kind: 矛盾
-- table: station_months
-- why: 每办一件事至少接待一人次，办理件数更多说明两个数填反或漏报接待。
-- mend: 核对当月两个数；网上办理的请计入网上阵地。
SELECT
    report.rowid AS source_row,
    station.region_code,
    station.lead_line AS line,
    station.name AS subject,
    format('{} 接待 {}，办理 {}', strftime(report.period, '%Y-%m'), report.visits, report.cases) AS found
FROM raw.station_months AS report
INNER JOIN clock ON report.period > clock.month_12 AND report.period <= clock.period
INNER JOIN staging.stations AS station ON station.station_id = report.station_id
WHERE report.cases > report.visits
