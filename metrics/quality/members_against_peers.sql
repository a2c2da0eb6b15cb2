-- title: 会员数偏离同类组织
-- kind: 离群
-- table: memberships
-- why: 与同条线、同级别、同类别组织的中位数相差超过 5 倍稳健离差（取对数后的中位绝对偏差）。
-- mend: 核对是不是多写或少写了一位，或组织的类别、区划填错；确实特别大或特别小的不用改。
WITH sized AS (
    SELECT
        latest.source_row,
        latest.org_id,
        latest.region_code,
        latest.line,
        latest.members,
        latest.setting,
        region.level,
        ln(latest.members + 1) AS size
    FROM latest_memberships AS latest
    INNER JOIN marts.dim_regions AS region ON region.code = latest.region_code
    WHERE latest.back = 0
),

peers AS (
    SELECT line, setting, level, median(size) AS middle, mad(size) AS spread, count(*) AS peer_count
    FROM sized
    GROUP BY line, setting, level
)

SELECT
    sized.source_row,
    sized.region_code,
    sized.line,
    organization.name AS subject,
    format('会员 {}，{} 个同类组织的中位数是 {:.0f}', sized.members, peers.peer_count, exp(peers.middle) - 1) AS found
FROM sized
INNER JOIN peers
    ON peers.line = sized.line AND peers.setting = sized.setting AND peers.level = sized.level
INNER JOIN staging.organizations AS organization ON organization.org_id = sized.org_id
WHERE
    peers.peer_count >= 8
    AND abs(sized.size - peers.middle) > greatest(5 * 1.4826 * peers.spread, ln(3))
