"""The shapes of a county: what was handed in as it is, the rest as schematic cells that fill what is left."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from shapely import union_all
from shapely.geometry import MultiPoint, Point, box
from shapely.geometry.base import BaseGeometry

from etl.shapes.cells import fill
from etl.shapes.handed_in import boundaries_in, room_left
from etl.shapes.plane import Plane, plane_of
from etl.shapes.regions import (
    ALWAYS,
    BY_POINT,
    EVEN,
    LISTED,
    OUTLINE,
    County,
    Piece,
    Region,
    Shape,
    lasting,
    months_of,
)
from etl.shapes.seeds import BESIDE_KM, Place

Pieces = dict[str, Piece]
Cells = tuple[dict[str, BaseGeometry], frozenset[str]]

PARK = "园区"
#: Side of the square that stands for a region of which nothing is known, kilometres by the root of its parts.
_PART_KM = 7.0
#: How far what is drawn around points reaches beyond them: kilometres at least, and a share of their spread.
_AROUND_KM, _AROUND = 2.0, 0.12
#: Room for those without a boundary, as a share of an even part of the whole: less is a gap, no room.
_LEAST_ROOM = 0.05
#: Side of what stands for a region for which there is no room, as a share of an even part's.
_LISTED_SIDE, _LISTED_GAP = 0.5, 0.2


def derive(county: County) -> list[Shape]:
    """Give every region of a county its shape in every month; one that lasts is one row.

    Args:
        county: the county with what is known of it.

    Returns:
        Shapes that fill the county level by level where they were derived; what was handed in stays as it is.
    """
    division = _Division(county)
    return lasting(
        (first, last, division.in_month(first)) for first, last in months_of((county.top, *county.below))
    )


def _around(county: County) -> Piece:
    """The whole county, where no boundary says so."""
    points = county.points()
    if county.outline is not None and _fits(county.outline, points):
        return Piece(county.outline, OUTLINE)
    corners = [spot for area in county.boundaries.values() for spot in area.convex_hull.exterior.coords]
    if len(points) + len(corners) > 1:
        return Piece(_about([*points, *corners]), BY_POINT)
    side = _PART_KM * math.sqrt(max(len(county.children(ALWAYS).get(county.top.code, [])), 1))
    plane = Plane(*(points[0] if points else county.spot))
    square = box(-side / 2, -side / 2, side / 2, side / 2)
    return Piece(plane.degrees(square), BY_POINT if points else LISTED)


def _fits(outline: BaseGeometry, points: Sequence[tuple[float, float]]) -> bool:
    """Whether at least half of the points lie in an outline or just beside it."""
    plane = plane_of(outline)
    flat = plane.flat(outline)
    beside = [flat.distance(Point(plane.flat_point(*point))) <= BESIDE_KM for point in points]
    return bool(2 * sum(beside) >= len(points))


def _about(points: Sequence[tuple[float, float]]) -> BaseGeometry:
    plane = plane_of(MultiPoint(points))
    hull = MultiPoint([plane.flat_point(*point) for point in points]).convex_hull
    west, south, east, north = hull.bounds
    return plane.degrees(hull.buffer(max(_AROUND_KM, _AROUND * math.hypot(east - west, north - south))))


class _Division:
    """Divides a county from the top down; a room that was divided once is known."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._whole = _around(county)
        self._plane = plane_of(self._whole.area)
        self._known: dict[tuple[bytes, tuple[str, ...], tuple[str, ...]], Cells] = {}

    def in_month(self, month: dt.date) -> Pieces:
        """The shape of every region that is valid in a month, by code."""
        boundaries, children = boundaries_in(self._county, month), self._county.children(month)
        top = self._county.top
        found: Pieces = {top.code: self._top(boundaries, children.get(top.code, []))}
        waiting = [top.code]
        while waiting:
            parent = waiting.pop()
            every = children.get(parent, [])
            below = [one for one in every if one.valid_in(month)]
            if not below:
                continue
            known = {one.code: boundaries[one.code] for one in below if one.code in boundaries}
            found |= known
            without = [one for one in every if one.code not in boundaries]
            drawn = tuple(one.code for one in without if one.valid_in(month))
            if drawn:
                found |= self._divide(found[parent].area, known, without, drawn, len(below))
            waiting += [one.code for one in below]
        if not top.valid_in(month):
            del found[top.code]
        return found

    def _top(self, boundaries: Mapping[str, Piece], children: Sequence[Region]) -> Piece:
        if self._county.top.code in boundaries:
            return boundaries[self._county.top.code]
        parts = [boundaries[one.code].area for one in children if one.code in boundaries]
        return self._whole._replace(area=union_all([self._whole.area, *parts])) if parts else self._whole

    def _divide(
        self,
        parent: BaseGeometry,
        known: Mapping[str, Piece],
        without: Sequence[Region],
        drawn: tuple[str, ...],
        count: int,
    ) -> Pieces:
        """Divide what boundaries leave of a region among those that have none.

        Args:
            parent: the region, in degrees.
            known: boundaries in it.
            without: all regions in it that ever go without one, so that they stand where they stood before.
            drawn: those of them that are drawn.
            count: how many regions it holds, with a boundary or without.
        """
        whole, room = self._plane.flat(parent), self._plane.flat(room_left(parent, known))
        places = [self._place(one) for one in without]
        even_km2 = whole.area / count
        if room.area < _LEAST_ROOM * len(drawn) * even_km2:
            listed = _listed(whole, [one for one in places if one.code in drawn], math.sqrt(even_km2))
            return {code: Piece(self._plane.degrees(area), LISTED) for code, area in listed.items()}
        asked = (room.wkb, tuple(one.code for one in places), drawn)
        if asked not in self._known:
            self._known[asked] = fill(room, places, drawn)
        cells, follows = self._known[asked]
        return {
            code: Piece(self._plane.degrees(area), BY_POINT if code in follows else EVEN)
            for code, area in cells.items()
        }

    def _place(self, region: Region) -> Place:
        point = region.point
        return Place(region.code, region.kind == PARK, self._plane.flat_point(*point) if point else None)


def _listed(whole: BaseGeometry, places: Sequence[Place], side: float) -> dict[str, BaseGeometry]:
    """Squares for those without room: at their point where that lies in the region, else below it."""
    side *= _LISTED_SIDE
    west, south, _, _ = whole.bounds
    found, beside = {}, 0
    for place in places:
        if place.point and whole.contains(Point(place.point)):
            x, y = place.point
        else:
            x, y = west + side * (0.5 + beside * (1 + _LISTED_GAP)), south - side * (0.5 + _LISTED_GAP)
            beside += 1
        found[place.code] = box(x - side / 2, y - side / 2, x + side / 2, y + side / 2)
    return found
