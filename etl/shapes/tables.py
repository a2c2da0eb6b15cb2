"""The tables of schema `maps`: what maps draw, and what it was derived from.

maps.shapes    a region's shape at a zoom, month by month; at a coarser zoom only where it looks otherwise
maps.areas     the counties themselves at full precision, for what lies above them
maps.derived   for each county, or whatever else the data begins with, a digest of all its shapes follow from
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import duckdb

CREATE = """
CREATE SCHEMA IF NOT EXISTS maps;
CREATE TABLE IF NOT EXISTS maps.shapes (
    unit_code VARCHAR, region_code VARCHAR, zoom INTEGER, first_month DATE, last_month DATE,
    basis VARCHAR, approval VARCHAR, attribution VARCHAR, rings VARCHAR,
    label_lon DOUBLE, label_lat DOUBLE, room_deg DOUBLE,
    west DOUBLE, south DOUBLE, east DOUBLE, north DOUBLE
);
CREATE TABLE IF NOT EXISTS maps.areas (
    unit_code VARCHAR, first_month DATE, last_month DATE,
    basis VARCHAR, approval VARCHAR, attribution VARCHAR, area BLOB
);
CREATE TABLE IF NOT EXISTS maps.derived (unit_code VARCHAR, digest VARCHAR)
"""


class ShapeRow(NamedTuple):
    """A row of `maps.shapes`."""

    unit_code: str
    region_code: str
    zoom: int
    first_month: dt.date
    last_month: dt.date
    basis: str
    approval: str | None
    attribution: str | None
    rings: str
    label_lon: float
    label_lat: float
    room_deg: float
    west: float
    south: float
    east: float
    north: float


class AreaRow(NamedTuple):
    """A row of `maps.areas`; `area` is WKB in degrees."""

    unit_code: str
    first_month: dt.date
    last_month: dt.date
    basis: str
    approval: str | None
    attribution: str | None
    area: bytes


class DerivedRow(NamedTuple):
    """A row of `maps.derived`."""

    unit_code: str
    digest: str


_TABLES: Mapping[type, str] = {ShapeRow: "shapes", AreaRow: "areas", DerivedRow: "derived"}


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables where there are none."""
    con.execute(CREATE)


def forget(con: duckdb.DuckDBPyConnection, units: Sequence[str]) -> None:
    """Take out all that was derived of some units."""
    for table in ("shapes", "areas", "derived"):
        con.execute(
            f"DELETE FROM maps.{table} WHERE list_contains($units, unit_code)", {"units": list(units)}
        )


def add(con: duckdb.DuckDBPyConnection, rows: Iterable[ShapeRow | AreaRow | DerivedRow]) -> None:
    """Add rows of one of the tables."""
    kept: list[ShapeRow | AreaRow | DerivedRow] = list(rows)
    if not kept:
        return
    names = kept[0]._fields
    table = _TABLES[type(kept[0])]
    columns = {f"c{at}": list(column) for at, column in enumerate(zip(*kept, strict=True))}
    unnested = ", ".join(f"unnest(${name})" for name in columns)
    con.execute(f"INSERT INTO maps.{table} ({', '.join(names)}) SELECT {unnested}", columns)
