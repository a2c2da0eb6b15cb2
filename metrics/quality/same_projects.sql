-- title: 同名同地的项目
-- kind: 重复
-- table: projects
-- why: 同一地方、同一名称、起止相同的两个项目多半是一个，预算和目标会被算两遍。
-- mend: 确认是同一个项目的，留一个编号，另一个填撤销。
SELECT
    source_row,
    region_code,
    lead_line AS line,
    name AS subject,
    format('编号 {}，{} 至 {}，同名的共 {} 个', project_id, planned_start, planned_end, count(*) OVER twins) AS found
FROM placed_projects
WINDOW twins AS (
    PARTITION BY
        region_code, planned_start, planned_end, regexp_replace(nfc_normalize(name), '[\s　（）()·]', '', 'g')
)
QUALIFY count(*) OVER twins > 1
