"""Boundaries that were handed in, month by month: a merged region goes on in what it became part of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from shapely import union_all
from shapely.geometry.base import BaseGeometry

from etl.shapes.regions import EVER, County


def boundaries_in(county: County, month: dt.date) -> dict[str, BaseGeometry]:
    """What is known of regions that are valid in a month from boundaries, by code.

    A region holds what was merged into it until then, and not yet what will be. One that has no boundary of
    its own is put together from its parts where all of them have one.

    Args:
        county: the county.
        month: its first day.
    """
    own = {code: area for code, area in county.boundaries.items() if code in county.by_code}
    now = dict(own)
    for code, area in own.items():
        merged_into = _home(county, code, month)
        if merged_into != code and merged_into in now:
            now[merged_into] = now[merged_into].union(area)
    for code, area in own.items():
        will_be = _home(county, code, EVER)
        if county.by_code[code].valid_in(month) and will_be != code and will_be in now:
            left = now[will_be].difference(area)
            now[will_be] = now[will_be] if left.is_empty else left
    _put_together(county, county.top.code, month, now)
    return {code: area for code, area in now.items() if county.by_code[code].valid_in(month)}


def _home(county: County, code: str, month: dt.date) -> str:
    """What a region counts in, in a month: itself, or what it was merged into as far as it is known here."""
    seen = {code}
    region = county.by_code[code]
    while (
        region.last <= month and region.successor_code in county.by_code and region.successor_code not in seen
    ):
        region = county.by_code[str(region.successor_code)]
        seen.add(region.code)
    return region.code


def _put_together(county: County, code: str, month: dt.date, now: dict[str, BaseGeometry]) -> None:
    below = [one.code for one in county.children.get(code, []) if one.valid_in(month)]
    for child in below:
        _put_together(county, child, month, now)
    if code not in now and below and all(child in now for child in below):
        now[code] = union_all([now[child] for child in below])


def room_left(area: BaseGeometry, boundaries: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """What of an area no boundary covers."""
    return area.difference(union_all(list(boundaries.values()))) if boundaries else area
