-- title: 同名同地的组织
-- kind: 重复
-- table: organizations
-- why: 同一条线、同一地方、同一名称有两个编码，会员和活动可能被算了两遍。
-- mend: 确认是同一个组织的，留一个编码，另一个填撤销，并把它的月报改到留下的编码。
SELECT
    source_row,
    region_code,
    line,
    name AS subject,
    format('编码 {} 与同名的共 {} 个', org_id, count(*) OVER twins) AS found
FROM active_organizations
WINDOW twins AS (PARTITION BY line, region_code, regexp_replace(nfc_normalize(name), '[\s　（）()·]', '', 'g'))
QUALIFY count(*) OVER twins > 1
