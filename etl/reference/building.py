"""Derives the schematic and demonstration files of the reference data from its raw inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from etl.reference.divisions import Division, is_park, read_divisions
from etl.reference.files import REFERENCE, read_json, write_rows
from etl.reference.geometry import spread
from etl.reference.populations import village_populations
from etl.shapes.cells import fill
from etl.shapes.plane import DECIMALS, Plane, plane_of
from etl.shapes.seeds import Place

#: Placeholder (longitude, latitude) of the park near 枫田镇 (its named seat); no public source has it.
PARK_POINT = (114.672, 27.378)

#: 平都镇 is where the county government sits; its point stands for the county.
SEAT_TOWNSHIP = "360829100000"

REGION_COLUMNS = (
    "code",
    "name",
    "level",
    "parent_code",
    "kind",
    "lon",
    "lat",
    "datum",
    "population",
    "point_kind",
    "population_kind",
)
FIGURE_COLUMNS = ("code", "name", "people", "people_kind", "area_km2")


@dataclass(frozen=True)
class County:
    """The divisions of one county: itself, its townships, and the villages of each."""

    county: Division
    townships: Sequence[Division]
    villages: Mapping[str, Sequence[Division]]


def build(folder: Path = REFERENCE) -> None:
    """Derives regions.csv and township_figures.csv from `folder`/raw and the outline.

    Raises:
        OSError: an input is missing or the folder cannot be written.
    """
    county = _county(read_divisions(folder / "raw" / "divisions.csv"))
    outline = shape(read_json(folder / "outline.geojson")["features"][0]["geometry"])
    plane = plane_of(outline)
    cells = _cells(county, plane, outline)
    points = _village_points(county, plane, cells)
    write_rows(folder / "regions.csv", REGION_COLUMNS, _region_rows(county, points))
    write_rows(folder / "township_figures.csv", FIGURE_COLUMNS, _figure_rows(county.townships))


def _county(divisions: Sequence[Division]) -> County:
    (county,) = (division for division in divisions if division.level == "county")
    townships = [division for division in divisions if division.level == "township"]
    villages = {
        township.code: [division for division in divisions if division.parent_code == township.code]
        for township in townships
    }
    return County(county, townships, villages)


def _point(township: Division) -> tuple[float, float]:
    if township.lon is None or township.lat is None:
        return PARK_POINT
    return township.lon, township.lat


def _cells(county: County, plane: Plane, outline: BaseGeometry) -> dict[str, BaseGeometry]:
    """Cells by township code, in kilometres, as a build derives them."""
    places = [Place(one.code, is_park(one), plane.flat_point(*_point(one))) for one in county.townships]
    return fill(plane.flat(outline), places, [place.code for place in places])[0]


def _village_points(
    county: County, plane: Plane, cells: Mapping[str, BaseGeometry]
) -> dict[str, tuple[float, float]]:
    """Longitude and latitude by village code."""
    points: dict[str, tuple[float, float]] = {}
    for township in county.townships:
        seat = Point(plane.flat_point(*_point(township)))
        villages = _towards_seat(township, county.villages[township.code])
        spots = spread(cells[township.code], seat, len(villages), seed=int(township.code[:9]))
        nearest = np.hypot(spots[:, 0] - seat.x, spots[:, 1] - seat.y).argsort(kind="stable")
        for village, spot in zip(villages, spots[nearest], strict=True):
            degrees = plane.degrees(Point(spot))
            points[village.code] = (round(degrees.x, DECIMALS), round(degrees.y, DECIMALS))
    return points


def _towards_seat(township: Division, villages: Sequence[Division]) -> list[Division]:
    """Communities first, then the village that the township is named after, then by code."""
    stem = township.name[:-1]
    return sorted(
        villages,
        key=lambda village: (village.kind != "社区", not village.name.startswith(stem), village.code),
    )


def _region_rows(county: County, points: Mapping[str, tuple[float, float]]) -> list[dict[str, object]]:
    people = village_populations(county.county.published or 0, county.townships, county.villages)
    seat = next(township for township in county.townships if township.code == SEAT_TOWNSHIP)
    rows = [_row(county.county, _point(seat), "县城所在地", sum(people.values()), "2010年人口普查")]
    for township in county.townships:
        kind = "示意" if is_park(township) else "地名库"
        total = sum(people[village.code] for village in county.villages[township.code])
        rows.append(_row(township, _point(township), kind, total, "演示"))
    for villages in county.villages.values():
        rows += [
            _row(village, points[village.code], "示意", people[village.code], "演示") for village in villages
        ]
    return rows


def _row(
    place: Division, point: tuple[float, float], point_kind: str, people: int, people_kind: str
) -> dict[str, object]:
    return {
        "code": place.code,
        "name": place.name,
        "level": place.level,
        "parent_code": place.parent_code,
        "kind": place.kind,
        "lon": point[0],
        "lat": point[1],
        "datum": "WGS84",
        "population": people,
        "point_kind": point_kind,
        "population_kind": people_kind,
    }


def _figure_rows(townships: Sequence[Division]) -> list[dict[str, object]]:
    return [
        {
            "code": township.code,
            "name": township.name,
            "people": township.published,
            "people_kind": township.published_kind,
            "area_km2": township.area_km2,
        }
        for township in townships
        if township.published is not None
    ]
