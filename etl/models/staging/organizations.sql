-- grain: org_id
SELECT
    org_id,
    name,
    line,
    region_code,
    setting,
    setting IN ('机关', '乡镇街道', '村社区', '园区') AS covering,
    parent_id,
    founded_on,
    dissolved_on,
    committee_size,
    in_park,
    external_city,
    owner_post,
    list_distinct(
        list_filter(
            list_transform(
                string_split(replace(coalesce(tags, ''), '；', ';'), ';'), lambda word: trim(word)
            ),
            lambda word: word <> ''
        )
    ) AS tags,
    rowid AS source_row
FROM raw.organizations
