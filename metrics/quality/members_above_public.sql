-- title: 会员数超过服务对象人数
-- kind: 矛盾
-- table: publics
-- why: 会员是本条线服务对象的一部分，超过就说明其中一个数填错，或者两处口径不同，对象覆盖率会高于 100%。
-- mend: 核对服务对象人数与本区划（含下级）各组织的会员数，更正后按同一键重新上交。
WITH public AS (
    SELECT
        known.region_code, known.line, max(known.year) AS year,
        arg_max(known.people, known.year) AS people, arg_max(known.rowid, known.year) AS source_row
    FROM raw.publics AS known
    INNER JOIN clock ON known.year <= year(clock.period)
    GROUP BY known.region_code, known.line
),
reported AS (
    SELECT unnest(region.path) AS region_code, report.line, report.members
    FROM latest_memberships AS report
    INNER JOIN marts.dim_regions AS region ON region.code = report.region_code
    WHERE report.back = 0
),
counted AS (SELECT region_code, line, sum(members) AS members FROM reported GROUP BY region_code, line)

SELECT
    public.source_row,
    public.region_code,
    public.line,
    valid_regions.name AS subject,
    format('会员 {}，{} 年服务对象 {}', counted.members, public.year, public.people) AS found
FROM public
INNER JOIN valid_regions ON valid_regions.region_code = public.region_code
INNER JOIN counted ON counted.region_code = public.region_code AND counted.line = public.line
WHERE counted.members > public.people
