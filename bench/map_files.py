"""Batches for maps: the villages of one province, and the townships of the whole country, with points.

The divisions are those of :mod:`bench.national_files`. They come without coordinates, so each is set down by
its number on spirals inside the division above: made up, but as dense and as uneven as a map has to bear.
"""

from pathlib import Path

import duckdb

from bench.national_files import divisions

PROVINCE = "36"

POINTS = """
CREATE TABLE points AS
WITH RECURSIVE numbered AS (
    SELECT *, row_number() OVER (PARTITION BY parent ORDER BY code) - 1 AS number,
        count(*) OVER (PARTITION BY parent) AS siblings
    FROM divisions
), placed AS (
    SELECT code, depth,
        80.0 + 45.0 * ((number * 7) % siblings) / siblings AS lon, 22.0 + 26.0 * number / siblings AS lat
    FROM numbered WHERE depth = 1
    UNION ALL
    SELECT own.code, own.depth,
        placed.lon + [3.0, 0.9, 0.28, 0.06][own.depth - 1] * sqrt((own.number + 0.5) / own.siblings)
            * cos(2.399963 * own.number),
        placed.lat + [2.4, 0.7, 0.22, 0.05][own.depth - 1] * sqrt((own.number + 0.5) / own.siblings)
            * sin(2.399963 * own.number)
    FROM numbered AS own INNER JOIN placed ON placed.code = own.parent
)
SELECT code, lon, lat FROM placed
"""

REGIONS = """
SELECT code AS 区划代码, name AS 名称, ['省', '市', '县', '乡镇', '村'][depth] AS 级别, parent AS 上级代码,
    round(lon, 5) AS 经度, round(lat, 5) AS 纬度,
    CASE WHEN depth = 5 THEN 200 + hash(code) % 3000 END AS 常住人口
FROM divisions INNER JOIN points USING (code)
WHERE {kept}
"""

ORGANIZATIONS = """
SELECT 'O' || code || nth AS 组织编码, name || line AS 名称, line AS 条线, code AS 区划代码,
    CASE depth WHEN 5 THEN '村社区' ELSE '乡镇街道' END AS 类别, '2010-01-01' AS 成立日期
FROM divisions, (SELECT unnest(['工会', '共青团', '妇联', '残联']) AS line, unnest(range(4)) AS nth)
WHERE depth = {depth} AND {kept} AND hash(code, nth) % 10 < 8
"""

ACTIVITIES = """
SELECT 'A' || code || nth AS 活动编号, '活动' AS 名称, line AS 牵头条线, code AS 区划代码,
    '2018-0' || (1 + hash(nth, code) % 6) || '-15' AS 日期, '科普' AS 主题, 20 AS 参与人次
FROM divisions, (SELECT unnest(['工会', '共青团', '妇联', '残联']) AS line, unnest(range(4)) AS nth)
WHERE depth = {depth} AND {kept} AND hash(nth, code, 1) % 10 < 5
"""

STATIONS = """
SELECT 'S' || code AS 阵地编号, name || '群团服务站' AS 名称, '群团服务站' AS 类型, code AS 区划代码,
    '2015-01-01' AS 开放日期
FROM divisions
WHERE depth = 4 AND {kept} AND hash(code) % 3 = 0
"""


def province_batch(folder: Path) -> Path:
    """Write one province down to its villages; return the batch's folder."""
    return _batch(folder, "province", f"code LIKE '{PROVINCE}%'", 5)


def country_batch(folder: Path) -> Path:
    """Write the whole country down to its townships; return the batch's folder."""
    return _batch(folder, "country", "depth < 5", 4)


def _batch(folder: Path, name: str, kept: str, depth: int) -> Path:
    batch = folder / name
    if not (batch / "服务阵地.csv").exists():
        batch.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            divisions(connection)
            connection.execute(POINTS)
            _write(connection, batch, kept=kept, depth=depth)
    return batch


def _write(connection: duckdb.DuckDBPyConnection, batch: Path, **which: str | int) -> None:
    queries = {"行政区划": REGIONS, "组织": ORGANIZATIONS, "活动": ACTIVITIES, "服务阵地": STATIONS}
    for title, query in queries.items():
        connection.execute(f"COPY ({query.format(**which)}) TO '{batch / title}.csv' (HEADER)")
