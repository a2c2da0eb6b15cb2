-- title: 组织数超过应建单位数
-- kind: 矛盾
-- table: workplaces
-- why: 一个单位只建一个组织，组织比应建单位多，说明单位数填少了、年度旧了，或者组织的类别填错；计算应建单位建组织率时超出的组织不计。
-- mend: 核对本区划（含下级）该条线该类别的组织与单位数，更正后按同一键重新上交，或补报新一年的应建单位。
SELECT
    unit.source_row,
    unit.region_code,
    unit.line,
    valid_regions.name || ' ' || unit.setting AS subject,
    format('组织 {} 个，{} 年应建单位 {} 个', unit.org_count, unit.year, unit.unit_count) AS found
FROM workplace_units AS unit
INNER JOIN valid_regions
    ON valid_regions.period = unit.period AND valid_regions.region_code = unit.region_code
WHERE unit.org_count > unit.unit_count
