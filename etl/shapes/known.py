"""What a build knows of where regions lie: regions and boundaries as handed in, outlines of the reference."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

import duckdb
import shapely
from shapely.geometry.base import BaseGeometry

from etl.reference.files import NATIONAL, attribution, national
from etl.shapes.regions import BOUNDARY, BY_POINT, OUTLINE, County, Region, Shape

#: Changes with the way in which shapes are derived, so that those of an earlier version are derived anew.
VERSION = 2
#: Villages beyond which none has a cell: maps show so many places added up, or as points.
MOST_VILLAGES = 100_000
#: Where a unit is drawn when not even its city or province is known; how far such units lie apart, degrees.
_NOWHERE = (104.0, 36.0)
_STEP_DEG, _STEPS = 0.5, 8

_MONTHS = """coalesce(CAST(date_trunc('month', valid_from) AS DATE), DATE '0001-01-01') AS first,
    coalesce(CAST(date_trunc('month', valid_to) AS DATE), DATE '9999-12-31') AS last"""
#: The unit that a region's shape is derived in: its county, else the top of the data that it hangs below.
_UNITS = f"""
CREATE OR REPLACE TEMP TABLE map_regions AS
SELECT
    coalesce(county_code, path[1]) AS unit_code, code, level, parent_code, kind, lon, lat, successor_code,
    {_MONTHS}
FROM marts.dim_regions
WHERE level NOT IN ('province', 'city')
    AND (level <> 'village' OR (SELECT count(*) FROM raw.regions WHERE level = 'village') <= {MOST_VILLAGES})
"""
_STATES = """
WITH told AS (
    SELECT unit_code, to_json(region) AS row FROM map_regions AS region
    UNION ALL
    SELECT
        region.unit_code,
        to_json([region.code, sha256(given.geometry), given.approval, given.attribution]) AS row
    FROM raw.boundaries AS given
    INNER JOIN map_regions AS region ON region.code = given.region_code
    UNION ALL
    SELECT successor_code AS unit_code, to_json([code, 'founded from']) AS row
    FROM map_regions
    WHERE code = unit_code AND successor_code IN (SELECT unit_code FROM map_regions)
)
SELECT unit_code, sha256(string_agg(row, chr(10) ORDER BY row))
FROM told GROUP BY unit_code ORDER BY unit_code
"""
_REGIONS = """
SELECT unit_code, code, level, parent_code, kind, lon, lat, first, last, successor_code
FROM map_regions WHERE list_contains($units, unit_code) ORDER BY unit_code, code
"""
_BOUNDARIES = """
SELECT region.unit_code, region.code, given.geometry, given.approval, given.attribution
FROM raw.boundaries AS given
INNER JOIN map_regions AS region ON region.code = given.region_code
WHERE list_contains($units, region.unit_code)
"""
_GROUPS = f"""
SELECT path[1] AS top_code, code, level, parent_code, kind, lon, lat,{_MONTHS}, successor_code
FROM marts.dim_regions WHERE level IN ('province', 'city', 'county') ORDER BY top_code, code
"""
# What a county was founded from lies where it lies.
_OUTLINES = """
WITH asked AS (
    SELECT unit_code, code, 1 AS turn
    FROM map_regions WHERE code = unit_code AND list_contains($units, unit_code)
    UNION ALL
    SELECT successor_code AS unit_code, code, 2 AS turn
    FROM map_regions WHERE code = unit_code AND list_contains($units, successor_code)
)
SELECT asked.unit_code, list(known.outline)
FROM asked
INNER JOIN {known} AS known ON known.code = asked.code
GROUP BY asked.unit_code, asked.turn
ORDER BY asked.unit_code, asked.turn DESC
"""
_BESIDE = "SELECT outline FROM {known} WHERE starts_with(code, $prefix)"
_REFERENCE_POINTS = """
SELECT region.code
FROM map_regions AS region
INNER JOIN {known} AS known ON known.code = region.code
WHERE
    list_contains($units, region.unit_code)
    AND abs(known.lon - region.lon) < 1e-5 AND abs(known.lat - region.lat) < 1e-5
"""


@dataclass(frozen=True)
class Credit:
    """What is said of where a shape comes from."""

    approval: str | None = None
    attribution: str | None = None


@dataclass(frozen=True)
class Known:
    """A unit that is derived, and whom its shapes are owed to.

    Attributes:
        county: what its shapes are derived from.
        credits: of boundaries that were handed in, by code.
        referenced: codes of regions that stand at their point of the reference.
    """

    county: County
    credits: Mapping[str, Credit]
    referenced: frozenset[str]

    def credit(self, shape: Shape) -> Credit:
        """Whom a shape is owed to."""
        if shape.basis == BOUNDARY:
            return together([self.credits[code] for code in shape.made_of])
        if shape.basis == OUTLINE:
            return Credit(attribution=attribution("national_outlines"))
        if shape.basis == BY_POINT and shape.code in self.referenced:
            return Credit(attribution=attribution("national_points"))
        return Credit()


@dataclass(frozen=True)
class Group:
    """Counties that are drawn side by side, with the cities and provinces that they make up.

    Attributes:
        top: code of the region at the top of the data that holds them all.
        above: cities and provinces.
        counties: the counties.
        digest: of all that they follow from.
    """

    top: str
    above: Sequence[Region]
    counties: Sequence[Region]
    digest: str


def together(credits: Sequence[Credit]) -> Credit:
    """Whom what is put together is owed to: approved is only what is approved in every part."""
    approvals = dict.fromkeys(one.approval for one in credits)
    sources = dict.fromkeys(one.attribution for one in credits if one.attribution)
    approved = [number for number in approvals if number]
    return Credit(
        "；".join(approved) if approved and None not in approvals else None, "；".join(sources) or None
    )


def states(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A digest of all that the shapes of each unit follow from, by its code."""
    con.execute(_UNITS)
    reference = _reference()
    return {
        unit: hashlib.sha256(f"{VERSION} {reference} {digest}".encode()).hexdigest()
        for unit, digest in con.execute(_STATES).fetchall()
    }


def units(con: duckdb.DuckDBPyConnection, codes: Sequence[str]) -> Iterator[Known]:
    """Read what is known of some units, in the order of their codes."""
    boundaries: defaultdict[str, dict[str, BaseGeometry]] = defaultdict(dict)
    credits: defaultdict[str, dict[str, Credit]] = defaultdict(dict)
    asked = {"units": list(codes)}
    for unit, code, geometry, approval, source in con.execute(_BOUNDARIES, asked).fetchall():
        boundaries[unit][code] = shapely.from_wkb(geometry)
        credits[unit][code] = Credit(approval, source)
    outlines = _outlines(con, asked)
    sql = _REFERENCE_POINTS.format(known=national("points"))
    referenced = frozenset(code for (code,) in con.execute(sql, asked).fetchall())
    rows = con.execute(_REGIONS, asked).fetchall()
    for unit, own in groupby(rows, key=lambda row: row[0]):
        regions = [Region(*row[1:]) for row in own]
        (top,) = [one for one in regions if one.code == unit]
        below = [one for one in regions if one.code != unit]
        county = County(top, below, boundaries[unit], outlines.get(unit))
        if not (county.outline or county.boundaries or county.points()):
            county = replace(county, spot=_spot(con, unit))
        yield Known(county, credits[unit], referenced)


def groups(con: duckdb.DuckDBPyConnection, derived: Mapping[str, str]) -> Iterator[Group]:
    """Read the counties with what lies above them, one group for each top of the data.

    Args:
        con: connection to the snapshot that is being built.
        derived: digests of the counties, by code.
    """
    for top, rows in groupby(con.execute(_GROUPS).fetchall(), key=lambda row: row[0]):
        regions = [Region(*row[1:]) for row in rows]
        digest = hashlib.sha256(f"{VERSION} {regions}".encode())
        for one in regions:
            digest.update(derived.get(one.code, "").encode())
        counties = [one for one in regions if one.level == "county"]
        above = [one for one in regions if one.level != "county"]
        yield Group(top, above, counties, digest.hexdigest())


@lru_cache
def _reference() -> str:
    """A digest of what is taken from the reference."""
    digest = hashlib.sha256()
    for name in ("outlines", "points"):
        digest.update((NATIONAL / f"{name}.parquet").read_bytes())
        digest.update(attribution(f"national_{name}").encode())
    return digest.hexdigest()


def _outlines(con: duckdb.DuckDBPyConnection, asked: dict[str, list[str]]) -> dict[str, BaseGeometry]:
    found = con.execute(_OUTLINES.format(known=national("outlines")), asked).fetchall()
    return {unit: shapely.union_all(shapely.from_wkb(outlines)) for unit, outlines in found}


def _spot(con: duckdb.DuckDBPyConnection, code: str) -> tuple[float, float]:
    """Where a unit of which nothing is known is drawn: below what else is known of its city or province."""
    for digits in (4, 2):
        beside = con.execute(_BESIDE.format(known=national("outlines")), {"prefix": code[:digits]}).fetchall()
        if beside:
            west, south, _, _ = shapely.total_bounds(shapely.from_wkb([outline for (outline,) in beside]))
            return west + _STEP_DEG * (int(code[4:6]) % _STEPS), south - _STEP_DEG
    return _NOWHERE
