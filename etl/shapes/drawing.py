"""Shapes as maps draw them: simplified once for each zoom with the borders of neighbours kept, and named."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from etl.shapes.plane import DECIMALS

Bounds = tuple[float, float, float, float]

#: What a map is wide and high at least, in the pixels of its zoom, and how far one may be magnified.
_SCREEN_PX = (1000, 700)
TILE_PX = 512
LEAST_ZOOM, MOST_ZOOM = 2, 15
#: How far a simplified border lies from the true one at most, in pixels of its zoom.
_OFF_PX = 1.5
#: Gaps between neighbours that are closed, in pixels: no map shows them but as a hairline.
_GAP_PX = 1.0
#: How exactly the middle of a shape is found, as a share of its larger side.
_MIDDLE = 1 / 40


@dataclass(frozen=True)
class Drawn:
    """A shape at a zoom.

    Attributes:
        rings: JSON of its parts, each its outer ring and then its holes, as [lon, lat] in degrees.
        label_lon, label_lat: the middle of its largest circle, in degrees.
        room_deg: radius of that circle.
        bounds: west, south, east, north.
    """

    rings: str
    label_lon: float
    label_lat: float
    room_deg: float
    bounds: Bounds


def zoom_of(bounds: Bounds) -> int:
    """The zoom at which an extent fills a map, rounded up."""
    west, south, east, north = bounds
    wide = _SCREEN_PX[0] * 360 / (TILE_PX * max(east - west, 1e-6))
    high = (
        _SCREEN_PX[1]
        * 360
        / (TILE_PX * max(north - south, 1e-6))
        * math.cos(math.radians((south + north) / 2))
    )
    return min(max(math.ceil(math.log2(min(wide, high))), LEAST_ZOOM), MOST_ZOOM)


def coverage(areas: Sequence[BaseGeometry], zoom: int) -> list[BaseGeometry]:
    """Shapes side by side with shared borders: gaps that no map shows are closed, overlaps shared out.

    What two claim goes to the smaller one, which would vanish else.
    """
    if not areas:
        return []
    given = np.array(areas, dtype=object)
    rounded = shapely.set_precision(given, 10**-DECIMALS / 10, mode="pointwise")
    whole = np.where(shapely.is_valid(rounded) & ~shapely.is_empty(rounded), rounded, given)
    if shapely.coverage_is_valid(whole):
        return list(whole)
    clean = shapely.coverage_clean(whole, gap_width=_GAP_PX * _pixel(zoom), merge_strategy="min_area")
    return list(np.where(shapely.is_empty(clean), whole, clean))


def simplified(cover: Sequence[BaseGeometry], zoom: int) -> list[BaseGeometry]:
    """Simplify the shapes of a coverage so that the borders they share stay shared; none vanishes.

    Visvalingam's method, on the edges of the coverage.
    """
    if not cover:
        return []
    given = np.array(cover, dtype=object)
    found = shapely.coverage_simplify(given, _OFF_PX * _pixel(zoom))
    return list(np.where(shapely.is_empty(found), given, found))


def drawn(area: BaseGeometry) -> Drawn:
    """Write a shape as a map takes it."""
    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area)
    west, south, east, north = largest.bounds
    room = shapely.maximum_inscribed_circle(largest, tolerance=max(east - west, north - south) * _MIDDLE)
    lon, lat = room.coords[0]
    return Drawn(_rings(parts), round(lon, 5), round(lat, 5), round(room.length, 6), area.bounds)


def _pixel(zoom: int) -> float:
    """Degrees that a pixel is wide."""
    return 360 / float(TILE_PX * 2**zoom)


def _rings(parts: Sequence[BaseGeometry]) -> str:
    written = [
        [shapely.get_coordinates(ring).round(DECIMALS).tolist() for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    return json.dumps(written, separators=(",", ":"))
