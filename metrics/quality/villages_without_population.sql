-- title: 村（社区）没有人口或点位
-- kind: 缺漏
-- table: regions
-- why: 没有常住人口或点位的村不计入服务可达率，全县的比例因此不完整。
-- mend: 在行政区划表补填常住人口和经纬度。
SELECT
    region.source_row,
    region.region_code,
    NULL AS line,
    region.name AS subject,
    concat_ws('、', if(region.population IS NULL, '没有常住人口', NULL), if(region.lon IS NULL, '没有点位', NULL)) AS found
FROM valid_regions AS region
WHERE region.level = 'village' AND (region.population IS NULL OR region.lon IS NULL)
