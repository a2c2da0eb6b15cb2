"""Boundaries that were handed in, month by month: a merged region goes on in what it became part of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from shapely import union_all
from shapely.geometry.base import BaseGeometry

from etl.shapes.regions import BOUNDARY, EVER, County, Piece


def boundaries_in(county: County, month: dt.date) -> dict[str, Piece]:
    """What is known of the county and of regions that are valid in a month from boundaries, by code.

    A region holds what was merged into it until then, and not yet what will be. One that has no boundary of
    its own is put together from its parts where all of them have one.

    Args:
        county: the county.
        month: its first day.
    """
    own = {code: area for code, area in county.boundaries.items() if code in county.by_code}
    now = {code: Piece(area, BOUNDARY, (code,)) for code, area in own.items()}
    for code, area in own.items():
        merged_into = county.homes(code, month)[-1]
        if merged_into != code and merged_into in now:
            before = now[merged_into]
            now[merged_into] = Piece(before.area.union(area), BOUNDARY, (*before.made_of, code))
    for code, area in own.items():
        if county.by_code[code].valid_in(month):
            for will_be in county.homes(code, EVER)[1:]:
                _take_out(now, will_be, area)
    _put_together(county, month, now)
    top = county.top.code
    return {code: piece for code, piece in now.items() if code == top or county.by_code[code].valid_in(month)}


def _take_out(now: dict[str, Piece], code: str, area: BaseGeometry) -> None:
    """Take an area out of a region, unless nothing of it were left."""
    if code in now:
        left = now[code].area.difference(area)
        if left.area:
            now[code] = now[code]._replace(area=left)


def _put_together(county: County, month: dt.date, now: dict[str, Piece]) -> None:
    """Put regions without a boundary together where all of their parts have one, from the lowest level up."""
    children = county.children(month)
    for level in ("township", "county"):
        for region in (county.top, *county.below):
            below = [one.code for one in children.get(region.code, []) if one.valid_in(month)]
            if (
                region.level == level
                and region.code not in now
                and below
                and all(one in now for one in below)
            ):
                parts = [now[one] for one in below]
                made_of = tuple(code for part in parts for code in part.made_of)
                now[region.code] = Piece(union_all([part.area for part in parts]), BOUNDARY, made_of)


def room_left(area: BaseGeometry, boundaries: Mapping[str, Piece]) -> BaseGeometry:
    """What of an area no boundary covers."""
    return area.difference(union_all([one.area for one in boundaries.values()])) if boundaries else area
