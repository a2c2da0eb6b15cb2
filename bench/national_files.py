"""A batch of the whole country: every region, four lines in every village, one month of members."""

from pathlib import Path

import duckdb

from etl.reference.files import NATIONAL

LINES = ("工会", "共青团", "妇联", "残联")

#: In four places the padded code of a division is also that of the division above it. It then gets another
#: one, on which all below it hangs.
DIVISIONS = """
CREATE TABLE divisions AS
WITH given AS (
    SELECT
        list_position(['province', 'city', 'county', 'township', 'village'], level) AS depth, code, name
    FROM read_parquet('{national}/divisions.parquet')
), kept AS (
    SELECT
        depth, name,
        CASE
            WHEN depth = 3 AND code LIKE '%00000000' THEN left(code, 4) || '99000000'
            WHEN depth = 4 AND code LIKE '%000000' THEN left(code, 6) || '999000'
            WHEN depth = 5 AND code LIKE '%000000' THEN left(code, 6) || '999999'
            ELSE code
        END AS code,
        rpad(left(code, [NULL, 2, 4, 6, 9][depth]), 12, '0') AS parent
    FROM given
)
SELECT
    depth, code, name,
    CASE
        WHEN depth = 4 AND parent LIKE '%00000000' THEN left(parent, 4) || '99000000'
        WHEN depth = 5 AND parent LIKE '%000000' THEN left(parent, 6) || '999000'
        ELSE parent
    END AS parent
FROM kept
ORDER BY depth, code
"""

REGIONS = """
SELECT code AS 区划代码, name AS 名称, ['省', '市', '县', '乡镇', '村'][depth] AS 级别, parent AS 上级代码
FROM divisions
"""

ORGANIZATIONS = """
SELECT 'U' || code || line_number AS 组织编码, name || line AS 名称, line AS 条线, code AS 区划代码,
    '村社区' AS 类别, DATE '2010-01-01' + CAST(hash(code) % 2500 AS INTEGER) AS 成立日期
FROM divisions, (SELECT unnest({lines}) AS line, unnest(range({count})) AS line_number)
WHERE depth = 5
"""

MEMBERSHIPS = """
SELECT 'U' || code || line_number AS 组织编码, '2018-06' AS 报告期,
    20 + hash(code, line_number) % 200 AS 会员数,
    220 + hash(line_number, code) % 300 AS 应覆盖人数,
    hash(code) % 7 AS 新发展
FROM divisions, (SELECT unnest(range({count})) AS line_number)
WHERE depth = 5
"""


def write_batch(folder: Path) -> Path:
    """Write the three files of the batch once and return their folder."""
    if not (folder / "会员.csv").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            divisions(connection)
            _write(connection, folder)
    return folder


def divisions(connection: duckdb.DuckDBPyConnection) -> None:
    """Create table ``divisions (depth, code, name, parent)``, depth 1 for provinces to 5 for villages."""
    connection.execute(DIVISIONS.format(national=NATIONAL))


def _write(connection: duckdb.DuckDBPyConnection, batch: Path) -> None:
    filled = {"lines": list(LINES), "count": len(LINES)}
    for title, query in {"行政区划": REGIONS, "组织": ORGANIZATIONS, "会员": MEMBERSHIPS}.items():
        connection.execute(f"COPY ({query.format(**filled)}) TO '{batch / title}.csv' (HEADER)")
