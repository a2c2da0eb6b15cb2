-- title: 算作已建，委员人数却是 0
-- kind: 矛盾
-- table: organizations
-- why: 这个单元靠这些组织算作已覆盖，但没有一个有委员，覆盖只在纸面上。
-- mend: 核对委员人数；还没有选出委员会的，请核对成立日期。
SELECT
    covering.source_row,
    covering.region_code,
    covering.line,
    own.name AS subject,
    '覆盖本单元的组织委员人数都是 0' AS found
FROM covering_organizations AS covering
INNER JOIN staging.organizations AS own ON own.source_row = covering.source_row
WHERE covering.committee_size = 0
