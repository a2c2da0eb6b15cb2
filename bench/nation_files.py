"""The whole country as a batch: its real divisions with organisations, members, activities and more.

The divisions are those of ``data/reference/national``. Four lines stand in every village; activities,
stations, projects and issues are as many for a region as in the demonstration county. Nothing stands in the
order of regions: activities and issues come day by day, members month by month, as they are collected.
"""

from pathlib import Path

import duckdb

from bench.national_files import LINES, divisions

#: How many of each there are in the nation.
ACTIVITIES, STATIONS, PROJECTS, ISSUES = 4_000_000, 450_000, 150_000, 190_000
#: Of a hundred organisations, those that hand in every one of the many months.
FAITHFUL = 80

_PLACES = """
CREATE TABLE villages AS
SELECT row_number() OVER (ORDER BY code) - 1 AS nth, code, name, parent FROM divisions WHERE depth = 5
"""
_UNITS = """
CREATE TABLE units AS
SELECT
    'U' || village.code || line.number AS org_id, line.name AS line, line.number, village.code, village.name,
    village.nth * {count} + line.number AS nth
FROM villages AS village
CROSS JOIN (SELECT unnest({lines}) AS name, unnest(range({count})) AS number) AS line
"""
_REGIONS = """
SELECT code AS 区划代码, name AS 名称, ['省', '市', '县', '乡镇', '村'][depth] AS 级别, parent AS 上级代码
FROM divisions ORDER BY code
"""
_ORGANIZATIONS = """
SELECT
    org_id AS 组织编码, name || line AS 名称, line AS 条线, code AS 区划代码, '村社区' AS 类别,
    DATE '2010-01-01' + CAST(hash(code) % 2500 AS INTEGER) AS 成立日期,
    CASE
        WHEN hash(org_id) % 200 = 0 THEN DATE '2017-01-01' + CAST(hash(org_id) % 700 AS INTEGER)
    END AS 撤销日期
FROM units ORDER BY number, code
"""
_MEMBERSHIPS = """
SELECT
    org_id AS 组织编码, strftime(DATE '2018-06-01' - to_months(CAST(month AS INTEGER)), '%Y-%m') AS 报告期,
    20 + hash(org_id, month) % 200 AS 会员数, 220 + hash(month, org_id) % 300 AS 应覆盖人数,
    hash(org_id) % 7 AS 新发展
FROM units, range({months}) AS back(month)
WHERE {months} = 1 OR hash(code, number) % 100 < {faithful}
ORDER BY month DESC, number, code
"""
_ACTIVITIES = """
SELECT
    'A' || turn AS 活动编号, unit.name || '活动' AS 名称, unit.line AS 牵头条线,
    CASE WHEN turn % 5 = 0 THEN {lines}[1 + (unit.number + 1) % {count}] END AS 参与条线,
    CASE WHEN turn % 3 > 0 THEN unit.org_id END AS 承办组织编码, unit.code AS 区划代码,
    DATE '2016-07-01' + CAST(turn * 730 // {activities} AS INTEGER) AS 日期,
    ['政策宣传', '技能培训', '助学', '志愿服务'][1 + turn % 4] AS 主题,
    10 + hash(turn) % 90 AS 参与人次, hash(turn) % 50 AS 服务人次, hash(turn) % 9 AS 志愿者人次
FROM range({activities}) AS many(turn)
INNER JOIN units AS unit
    ON unit.nth = CAST(hash(turn) % {units} AS BIGINT)
ORDER BY turn
"""
_STATIONS = """
SELECT
    'S' || nth AS 阵地编号, name || '服务点' AS 名称, '村级服务点' AS 类型, code AS 区划代码,
    '工会' AS 牵头条线,
    '妇联' AS 入驻条线, '政策咨询;法律维权' AS 服务事项,
    DATE '2015-01-01' + CAST(nth % 900 AS INTEGER) AS 开放日期,
    nth % 20 AS 志愿者人数
FROM villages WHERE hash(code) % {villages} < {stations}
ORDER BY nth
"""
_PROJECTS = """
SELECT
    'P' || turn AS 项目编号, place.name || '项目' AS 名称,
    {lines}[1 + turn % {count}] AS 牵头条线, place.code AS 区划代码,
    '青年创业就业' AS 主题, '团委书记岗' AS 责任岗位, '建设' AS 目标,
    100 AS 目标值, '人' AS 目标单位, hash(turn) % 120 AS 完成值,
    DATE '2016-07-01' + CAST(turn % 500 AS INTEGER) AS 计划开始,
    DATE '2017-07-01' + CAST(turn % 500 AS INTEGER) AS 计划完成,
    DATE '2016-07-05' + CAST(turn % 500 AS INTEGER) AS 实际开始, 10000 + hash(turn) % 90000 AS "预算(元)"
FROM range({projects}) AS many(turn)
INNER JOIN villages AS place ON place.nth = CAST(hash(turn, 2) % {villages} AS BIGINT)
ORDER BY turn
"""
_ISSUES = """
SELECT
    'I' || turn AS 问题编号, place.name || '缺少场地' AS 问题, place.code AS 提出区划,
    {lines}[1 + turn % {count}] AS 责任条线,
    DATE '2016-07-01' + CAST(turn * 700 // {issues} AS INTEGER) AS 提出日期,
    DATE '2016-08-01' + CAST(turn * 700 // {issues} AS INTEGER) AS 要求办结,
    CASE WHEN turn % 4 > 0 THEN DATE '2016-07-20' + CAST(turn * 700 // {issues} AS INTEGER) END AS 办结日期,
    CASE WHEN turn % 4 > 0 THEN '已销号' ELSE '办理中' END AS 状态, '团委书记岗' AS 责任岗位
FROM range({issues}) AS many(turn)
INNER JOIN villages AS place ON place.nth = CAST(hash(turn, 3) % {villages} AS BIGINT)
ORDER BY turn
"""
_LATER_MEMBERSHIPS = """
SELECT org_id AS 组织编码, '2018-07' AS 报告期, 20 + hash(org_id) % 200 AS 会员数, 7 AS 新发展
FROM units ORDER BY org_id
"""
_LATER_ACTIVITIES = """
SELECT
    'L' || org_id AS 活动编号, name || '活动' AS 名称, line AS 牵头条线, code AS 区划代码,
    DATE '2018-07-10' AS 日期,
    30 AS 参与人次
FROM units WHERE nth % 4 = 0 ORDER BY org_id
"""
_FILES = {
    "行政区划": _REGIONS,
    "组织": _ORGANIZATIONS,
    "活动": _ACTIVITIES,
    "服务阵地": _STATIONS,
    "项目": _PROJECTS,
    "问题台账": _ISSUES,
    "会员": _MEMBERSHIPS,
}
_LAST = "会员"


def county_batch(folder: Path, county: str) -> Path:
    """Write what one county hands in a month later: its members of that month and some activities."""
    folder.mkdir(parents=True, exist_ok=True)
    filled = {"lines": list(LINES), "count": len(LINES)}
    with duckdb.connect() as connection:
        divisions(connection)
        connection.execute(_PLACES)
        connection.execute(_UNITS.format(**filled))
        connection.execute("DELETE FROM units WHERE left(code, 6) <> left(?, 6)", [county])
        for title, query in {"会员": _LATER_MEMBERSHIPS, "活动": _LATER_ACTIVITIES}.items():
            connection.execute(f"COPY ({query}) TO '{folder / title}.csv' (HEADER)")
    return folder


def nation(folder: Path, months: int = 1) -> Path:
    """Write the files of the nation once, with a number of months of members, and give their folder."""
    batch = folder / f"{months}-months"
    if not (batch / f"{_LAST}.csv").exists():
        batch.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as connection:
            _write(connection, batch, months)
    return batch


def _write(connection: duckdb.DuckDBPyConnection, batch: Path, months: int) -> None:
    divisions(connection)
    connection.execute(_PLACES)
    ((villages,),) = connection.execute("SELECT count(*) FROM villages").fetchall()
    filled = {
        "villages": villages,
        "units": villages * len(LINES),
        "lines": list(LINES),
        "count": len(LINES),
        "months": months,
        "faithful": FAITHFUL,
        "activities": ACTIVITIES,
        "stations": STATIONS,
        "projects": PROJECTS,
        "issues": ISSUES,
    }
    connection.execute(_UNITS.format(**filled))
    for title, query in _FILES.items():
        connection.execute(f"COPY ({query.format(**filled)}) TO '{batch / title}.csv' (HEADER)")
