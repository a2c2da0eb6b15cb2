-- title: 同名同地的阵地
-- kind: 重复
-- table: stations
-- why: 同一地方、同一名称有两个编号，站点数和接待人次可能被算了两遍。
-- mend: 确认是同一处的，留一个编号，另一个填撤销，并把它的月报改到留下的编号。
SELECT
    source_row,
    region_code,
    lead_line AS line,
    name AS subject,
    format('编号 {} 与同名的共 {} 个', station_id, count(*) OVER twins) AS found
FROM open_stations
WINDOW twins AS (PARTITION BY region_code, regexp_replace(nfc_normalize(name), '[\s　（）()·]', '', 'g'))
QUALIFY count(*) OVER twins > 1
