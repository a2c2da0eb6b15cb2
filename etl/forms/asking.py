"""Who is to be asked for what: units, the rows that each owes, and what was reported of them last."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from etl.contract import Table
from etl.models import read_models

_PERIOD = "period"


@dataclass(frozen=True)
class Unit:
    """A region that is to fill a form in.

    Attributes:
        code, name: of the region.
        county, county_name: of the county that it lies in; of the region itself above a county.
    """

    code: str
    name: str
    county: str
    county_name: str


@dataclass(frozen=True)
class Asked:
    """One row of a collection before it is distributed."""

    collection_id: str
    name: str
    unit: Unit
    line: str
    period: dt.date
    tables: tuple[Table, ...]
    due_on: dt.date


_UNITS = """
SELECT region.code, region.name, coalesce(county.code, region.code), coalesce(county.name, region.name)
FROM marts.dim_regions AS region
LEFT JOIN raw.regions AS county ON county.code = region.county_code
WHERE coalesce(region.valid_from <= last_day($period), TRUE)
    AND coalesce(region.valid_to > last_day($period), TRUE)
    AND {chosen}
ORDER BY region.level = 'township', region.code
"""


def units(con: duckdb.DuckDBPyConnection, period: dt.date, chosen: Sequence[str]) -> dict[str, Unit]:
    """Regions by what they were chosen by.

    Args:
        con: connection to a published snapshot.
        period: the month; only regions valid at its end are found.
        chosen: codes, short or whole, or names; none takes every county and township.

    Returns:
        What was written → the region; what fits none, or several regions, is missing.
    """
    if not chosen:
        rows = con.execute(
            _UNITS.format(chosen="region.level IN ('county', 'township')"), {"period": period}
        ).fetchall()
        return {row[0]: Unit(*row) for row in rows}
    found = {}
    for written in chosen:
        fits = "region.code = rpad($written, 12, '0') OR region.name = $written"
        asked = {"period": period, "written": written.strip()}
        rows = con.execute(_UNITS.format(chosen=f"({fits})"), asked).fetchall()
        if len(rows) == 1:
            found[written] = Unit(*rows[0])
    return found


#: What others were asked for under the same id before: what a township owes is not asked of its county again.
_ASKED_BEFORE = """
INSERT INTO wanted
SELECT collection_id, unit, line, period, tables, due_on, handed_in_on, source_id
FROM raw.collections AS before
WHERE
    collection_id IN (SELECT collection_id FROM wanted)
    AND unit NOT IN (SELECT unit FROM wanted WHERE wanted.collection_id = before.collection_id)
"""


def owed(
    con: duckdb.DuckDBPyConnection, collection: Sequence[Asked]
) -> dict[tuple[str, str, str], list[str]]:
    """What each unit owes a row for, by the very models that later tell whether it has come in.

    Args:
        con: connection to a published snapshot; temporary tables are made on it.
        collection: the rows of one or more collections.

    Returns:
        (collection id, unit code, table id) → reporters (`staging.reporters`) in order of their place.
    """
    con.execute(
        "CREATE OR REPLACE TEMP TABLE wanted (collection_id VARCHAR, unit VARCHAR, line VARCHAR, period DATE,"
        " tables VARCHAR, due_on DATE, handed_in_on DATE, source_id INTEGER)"
    )
    rows = [
        [one.collection_id, one.unit.code, one.line or None, one.period, _ids(one), one.due_on, None, 0]
        for one in collection
    ]
    con.executemany("INSERT INTO wanted VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    con.execute(_ASKED_BEFORE)
    found = con.execute(
        "SELECT asked.collection_id, asked.unit, asked.table_name, asked.reporter_id"
        f" FROM ({_models()}) AS asked"
        " INNER JOIN staging.reporters AS reporter USING (table_name, reporter_id)"
        " ORDER BY asked.collection_id, asked.unit, asked.table_name,"
        " reporter.region_code, reporter.line, asked.reporter_id"
    ).fetchall()
    owing: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for collection_id, unit, table, reporter in found:
        owing[collection_id, unit, table].append(reporter)
    return owing


def _ids(one: Asked) -> str:
    return ";".join(table.name for table in one.tables)


def _models() -> str:
    """The SELECT of `marts.asked_reports` over the temporary table `wanted` instead of `raw.collections`."""
    sql = {model.name: model.sql for model in read_models()}
    parts = ("staging.collection_tables", "marts.unit_regions", "marts.asked_reports")
    texts = []
    for name in parts:
        text = sql[name].replace("raw.collections", "wanted")
        for other in parts:
            text = text.replace(other, other.partition(".")[2])
        texts.append(f"{name.partition('.')[2]} AS ({text})")
    return f"WITH {', '.join(texts)} FROM asked_reports"


@dataclass(frozen=True)
class Known:
    """What is known of a reporter of a monthly table before it fills its row in.

    Attributes:
        key: stored values of the key, without the month.
        name: what it is called.
        place: name of its region, with the township where it is a village.
        last: stored values of its newest row in the twelve months before, by field; empty without one.
    """

    key: tuple[str, ...]
    name: str
    place: str
    last: Mapping[str, Any]


_NEWEST = """
SELECT reporter.reporter_id, reporter.name,
    CASE WHEN region.level = 'village' THEN coalesce(township.name, '') || region.name ELSE region.name END,
    newest.* EXCLUDE (source_id, row_number)
FROM staging.reporters AS reporter
LEFT JOIN marts.dim_regions AS region ON region.code = reporter.region_code
LEFT JOIN raw.regions AS township ON township.code = region.township_code
LEFT JOIN (
    SELECT *, {reporter} AS reporter_id FROM raw."{table}"
    WHERE period < $period AND period >= $period - INTERVAL 12 MONTH
    QUALIFY row_number() OVER (PARTITION BY {reporter} ORDER BY period DESC) = 1
) AS newest ON newest.reporter_id = reporter.reporter_id
WHERE reporter.table_name = '{table}'
"""


def known(con: duckdb.DuckDBPyConnection, table: Table, period: dt.date) -> dict[str, Known]:
    """Reporters of a monthly table by their id, with what they reported last before a month."""
    keys = [name for name in table.key if name != _PERIOD]
    reporter = f"concat_ws(' ', {', '.join(keys)})"
    cursor = con.execute(_NEWEST.format(table=table.name, reporter=reporter), {"period": period})
    columns = [column[0] for column in cursor.description or ()]
    found = {}
    for row in cursor.fetchall():
        last = dict(zip(columns[3:], row[3:], strict=True))
        # No part of a key of several parts holds a blank: region, line, platform.
        key = tuple(row[0].split(" ")) if len(keys) > 1 else (row[0],)
        found[row[0]] = Known(key, row[1] or "", row[2] or "", last if last[_PERIOD] else {})
    return found


_STORED = """
SELECT source.* EXCLUDE (source_id, row_number)
FROM raw."{table}" AS source
INNER JOIN place ON place.region_code = source.region_code
WHERE ($line = '' OR source.{line} = $line) AND {alive}
ORDER BY source.region_code, source.{line}, {key}
"""

_ALIVE = {
    "organizations": "coalesce(source.dissolved_on > $as_of, TRUE)",
    "stations": "coalesce(source.closed_on > $as_of, TRUE)",
}
_LINES = {"organizations": "line", "stations": "lead_line"}


def stored(
    con: duckdb.DuckDBPyConnection, table: Table, places: Sequence[str], one: Asked
) -> list[dict[str, Any]]:
    """Rows of a register in some regions, as stored, for a unit to look through.

    Args:
        con: connection to a published snapshot.
        table: organisations or stations.
        places: region codes.
        one: whose line and month are looked at.
    """
    sql = _STORED.format(
        table=table.name, line=_LINES[table.name], alive=_ALIVE[table.name], key=", ".join(table.key)
    )
    as_of = (one.period.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    cursor = con.execute(
        f"WITH place AS (SELECT unnest($places) AS region_code) {sql}",
        {"places": list(places), "line": one.line, "as_of": as_of},
    )
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def places(con: duckdb.DuckDBPyConnection, collection: Sequence[Asked]) -> dict[str, list[str]]:
    """Unit code → codes of the regions that it answers for: those at or below it and below no nearer unit.

    Args:
        con: connection on which `owed` was asked for the same collection.
        collection: its rows; which line they are of makes no difference.
    """
    sql = next(model.sql for model in read_models() if model.name == "marts.unit_regions")
    rows = con.execute(
        f"SELECT arg_min(unit, steps), region_code FROM ({sql.replace('raw.collections', 'wanted')}) AS place"
        " GROUP BY region_code ORDER BY region_code"
    ).fetchall()
    answering: dict[str, list[str]] = {one.unit.code: [] for one in collection}
    for unit, region in rows:
        if unit in answering:
            answering[unit].append(region)
    return answering
