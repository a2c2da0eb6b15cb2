"""Cities and provinces: their boundary where it was handed in, else what lies in them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from etl.shapes.regions import BOUNDARY, Region, Shape, by_parent, lasting, months_of, valid_in

Areas = dict[str, tuple[BaseGeometry, str]]

#: How much of a province's borders is rounded before its counties are put together, degrees.
_GRID_DEG = 1e-6


def put_together(
    tops: Sequence[Region],
    counties: Sequence[Region],
    shapes: Sequence[Shape],
    boundaries: Mapping[str, BaseGeometry],
) -> list[Shape]:
    """Give cities and provinces their shapes in every month; one that lasts is one row.

    Args:
        tops: cities and provinces.
        counties: those below them.
        shapes: of the counties.
        boundaries: polygons in degrees that were handed in, by the code of a city or province.
    """
    children = by_parent((*tops, *counties))
    upwards = sorted(tops, key=lambda one: one.level == "province")

    def in_month(month: dt.date) -> Areas:
        now = {one.code: (one.area, one.basis) for one in valid_in(shapes, month)}
        found: Areas = {}
        for top in upwards:
            parts = [now[one.code] for one in children.get(top.code, []) if one.code in now]
            if top.code in boundaries:
                now[top.code] = boundaries[top.code], BOUNDARY
            elif parts:
                now[top.code] = _together(parts)
            if top.code in now and top.valid_in(month):
                found[top.code] = now[top.code]
        return found

    return lasting((first, last, in_month(first)) for first, last in months_of((*tops, *counties)))


def _together(parts: Sequence[tuple[BaseGeometry, str]]) -> tuple[BaseGeometry, str]:
    """One area of all parts; where not all were handed in, it is as uncertain as the least certain."""
    bases = {basis for _, basis in parts}
    area = shapely.union_all([area for area, _ in parts], grid_size=_GRID_DEG)
    return area, bases.pop() if len(bases) == 1 else max(bases - {BOUNDARY})
