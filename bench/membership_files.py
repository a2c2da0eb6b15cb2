"""A county with many membership rows, as files: without faults, with them, and as a workbook."""

import csv
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import duckdb
import xlsxwriter

TITLE = "会员"
TABLES = ("行政区划", "组织", TITLE)

REGIONS = """
CREATE TABLE regions AS
SELECT '360829000000' AS 区划代码, '安福县' AS 名称, '县' AS 级别, NULL AS 上级代码
UNION ALL SELECT '360829' || 100 + i || '000', '乡镇' || i, '乡镇', '360829000000' FROM range(20) AS r(i)
UNION ALL SELECT '360829' || 100 + i % 20 || 200 + i // 20, '村' || i, '村', '360829' || 100 + i % 20 || '000'
FROM range(1000) AS r(i)
"""

ORGANIZATIONS = """
CREATE TABLE organizations AS
SELECT 'O' || 区划代码 || place AS 组织编码, 名称 || line AS 名称, line AS 条线, 区划代码,
    '村社区' AS 类别, DATE '2000-01-01' AS 成立日期
FROM regions, (SELECT unnest(['工会', '共青团', '妇联', '残联']) AS line, unnest(range(4)) AS place)
"""

MEMBERSHIPS = """
SELECT 组织编码, strftime(DATE '1990-01-01' + to_months(CAST(month AS INTEGER)), '%Y-%m') AS 报告期,
    20 + hash(组织编码, month) % 200 AS 会员数, 220 + hash(month, 组织编码) % 300 AS 应覆盖人数,
    hash(month) % 7 AS 新发展
FROM organizations, range(300) AS months(month)
ORDER BY month, 组织编码
LIMIT {rows}
"""


def county_batch(folder: Path, rows: int) -> Path:
    """Write a county with 4,084 organisations and a number of membership rows once; give its folder."""
    batch = folder / "sound"
    if not (batch / f"{TITLE}.csv").exists():
        batch.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            connection.execute(REGIONS)
            connection.execute(ORGANIZATIONS)
            for title, query in zip(TABLES, ("regions", "organizations", f"({MEMBERSHIPS})"), strict=True):
                select = f"FROM {query}".format(rows=rows)
                connection.execute(f"COPY ({select}) TO '{batch / title}.csv' (HEADER)")
    return batch


def with_faults(batch: Path, count: int, *, ragged: bool = False) -> Path:
    """The same batch with a fault in each of the first rows: no number of members, or a cell too few."""
    folder = batch.with_name("ragged" if ragged else "unreadable")
    if not (folder / f"{TITLE}.csv").exists():
        shutil.copytree(batch, folder, dirs_exist_ok=True)
        with (folder / f"{TITLE}.csv").open("w", encoding="utf-8", newline="") as opened:
            rows = _rows(batch / f"{TITLE}.csv")
            csv.writer(opened).writerows(_spoilt(rows, count, ragged=ragged))
    return folder


def _spoilt(rows: Iterator[list[str]], count: int, *, ragged: bool) -> Iterator[list[str]]:
    yield next(rows)
    for row in islice(rows, count):
        yield row[:-1] if ragged else [*row[:2], f"约{row[2]}", *row[3:]]
    yield from rows


def workbook(batch: Path) -> Path:
    """The batch as a workbook beside it, with whole numbers as numbers where they are counts."""
    path = batch.with_suffix(".xlsx")
    if not path.exists():
        with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
            for title in TABLES:
                sheet = book.add_worksheet(title)
                for number, row in enumerate(_rows(batch / f"{title}.csv")):
                    sheet.write_row(number, 0, [*row[:2], *map(_typed, row[2:])])
    return path


def _typed(cell: str) -> str | int:
    return int(cell) if cell.isdecimal() and len(cell) < 12 else cell


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        yield from csv.reader(opened)
