-- title: 开放的阵地没有开放时间
-- kind: 缺漏
-- table: stations
-- why: 每周开放小时没有填，或填 0，群众不知道什么时候能去，也看不出是不是真的开门。
-- mend: 补填每周开放小时；已经关门的填关闭日期。
SELECT
    station.source_row,
    station.region_code,
    station.lead_line AS line,
    station.name AS subject,
    format('{}，每周开放小时{}', station.kind, if(station.hours IS NULL, '没有填', '为 0')) AS found
FROM open_stations AS station
WHERE coalesce(station.hours, 0) = 0
