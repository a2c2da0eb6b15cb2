"""Cities and provinces: what lies in them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import shapely

from etl.shapes.regions import BOUNDARY, Piece, Region, Shape, by_parent, lasting, months_of, valid_in

#: How much of a province's borders is rounded before its counties are put together, degrees.
_GRID_DEG = 1e-6


def put_together(tops: Sequence[Region], counties: Sequence[Region], shapes: Sequence[Shape]) -> list[Shape]:
    """Give cities and provinces their shapes in every month; one that lasts is one row.

    Args:
        tops: cities and provinces.
        counties: those below them.
        shapes: of the counties.
    """
    children = by_parent((*tops, *counties))
    upwards = sorted(tops, key=lambda one: one.level == "province")

    def in_month(month: dt.date) -> dict[str, Piece]:
        now = {one.code: Piece(one.area, one.basis, one.made_of) for one in valid_in(shapes, month)}
        found: dict[str, Piece] = {}
        for top in upwards:
            parts = [now[one.code] for one in children.get(top.code, []) if one.code in now]
            if parts and top.valid_in(month):
                now[top.code] = found[top.code] = _together(parts)
        return found

    every: list[Region | Shape] = [*tops, *counties, *shapes]
    return lasting((first, last, in_month(first)) for first, last in months_of(every))


def _together(parts: Sequence[Piece]) -> Piece:
    """One piece of all parts; where not all were handed in, it is as uncertain as the least certain."""
    bases = {part.basis for part in parts}
    area = shapely.union_all([part.area for part in parts], grid_size=_GRID_DEG)
    made_of = tuple(code for part in parts for code in part.made_of)
    return Piece(area, bases.pop() if len(bases) == 1 else max(bases - {BOUNDARY}), made_of)
