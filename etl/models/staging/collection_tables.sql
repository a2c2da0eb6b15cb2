-- grain: collection_id, unit, table_name
-- What each unit is asked for, one row a table; `asks` says how an answer is known (etl/contract/collecting.py).
SELECT DISTINCT
    collection.collection_id,
    collection.unit,
    collection.line,
    collection.period,
    last_day(collection.period) AS as_of,
    collection.due_on,
    collection.handed_in_on,
    named.table_name,
    named.title,
    named.asks,
    collection.source_id
FROM (
    SELECT *, unnest(regexp_split_to_array(tables, '[;；、,，]')) AS written FROM raw.collections
) AS collection
INNER JOIN (
    VALUES
    ('memberships', '会员', 'monthly'),
    ('cadres', '干部队伍', 'monthly'),
    ('station_months', '阵地月报', 'monthly'),
    ('channels', '网上阵地', 'monthly'),
    ('progress', '进度月报', 'monthly'),
    ('activities', '活动', 'events'),
    ('outputs', '服务产出', 'events'),
    ('organizations', '组织', 'register'),
    ('stations', '服务阵地', 'register')
) AS named (table_name, title, asks) ON trim(collection.written) IN (named.table_name, named.title)
