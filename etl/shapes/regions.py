"""What shapes are derived from: regions with their months, and what is known of where they lie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry

#: The first month of what was always there, and the end of what lasts.
ALWAYS, EVER = dt.date(1, 1, 1), dt.date(9999, 12, 31)

#: Where a shape comes from: a boundary that was handed in; an outline of the reference; a cell about its
#: point; a cell of an even division; a place that stands for nothing.
BOUNDARY, OUTLINE, BY_POINT, EVEN, LISTED = "边界", "轮廓", "按点", "均分", "列示"


@dataclass(frozen=True)
class Region:
    """A region as handed in.

    Attributes:
        code, level, parent_code, kind, successor_code: as in the contract.
        lon, lat: degrees (WGS84), None where no point was handed in.
        first, last: the first month in which it is valid, and the first in which it no longer is.
    """

    code: str
    level: str
    parent_code: str | None = None
    kind: str | None = None
    lon: float | None = None
    lat: float | None = None
    first: dt.date = ALWAYS
    last: dt.date = EVER
    successor_code: str | None = None

    def valid_in(self, month: dt.date) -> bool:
        """Whether it is there in a month."""
        return self.first <= month < self.last

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)


class Piece(NamedTuple):
    """A shape in a month: its area in degrees, where it comes from, and the boundaries that it is made of."""

    area: BaseGeometry
    basis: str
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shape:
    """Where a region lies from one month until another.

    Attributes:
        code: of the region.
        first, last: the first month, and the first one that no longer counts.
        area: polygon in degrees (WGS84).
        basis: where it comes from.
        made_of: codes of the boundaries that it is put together of.
    """

    code: str
    first: dt.date
    last: dt.date
    area: BaseGeometry
    basis: str
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class County:
    """A county, or whatever else the data begins with, and what its shapes are derived from.

    Attributes:
        top: the county itself.
        below: all regions below it.
        boundaries: polygons in degrees that were handed in, by code.
        outline: of the county in the reference, in degrees.
        spot: where it is drawn when nothing tells where it lies, in degrees.
    """

    top: Region
    below: Sequence[Region]
    boundaries: Mapping[str, BaseGeometry] = field(default_factory=dict)
    outline: BaseGeometry | None = None
    spot: tuple[float, float] = (104.0, 36.0)

    @cached_property
    def by_code(self) -> Mapping[str, Region]:
        """All its regions."""
        return {one.code: one for one in (self.top, *self.below)}

    def children(self, month: dt.date) -> Mapping[str, list[Region]]:
        """All regions that ever are, by the code of what they lie in in a month: a merged one is no more."""
        found: dict[str, list[Region]] = {}
        for region in self.below:
            found.setdefault(self.homes(region.parent_code or "", month)[-1], []).append(region)
        return found

    def homes(self, code: str, month: dt.date) -> list[str]:
        """What a region counts in until a month: itself, then what it was merged into, in order."""
        found = [code]
        while (region := self.by_code.get(found[-1])) and region.last <= month and region.last < EVER:
            following = region.successor_code
            if following not in self.by_code or following in found:
                break
            found.append(str(following))
        return found

    def points(self) -> list[tuple[float, float]]:
        """All points that are known, of itself and below."""
        return [one.point for one in self.by_code.values() if one.point]


def valid_in(shapes: Iterable[Shape], month: dt.date) -> list[Shape]:
    """Those of some shapes that hold in a month."""
    return [one for one in shapes if one.first <= month < one.last]


def by_parent(regions: Iterable[Region]) -> dict[str, list[Region]]:
    """Regions by the code of what they lie in."""
    found: dict[str, list[Region]] = {}
    for region in regions:
        found.setdefault(region.parent_code or "", []).append(region)
    return found


def months_of(regions: Iterable[Region | Shape]) -> list[tuple[dt.date, dt.date]]:
    """The spans of months in which the same regions are valid: the first month, and the first one after."""
    turns = {ALWAYS} | {month for one in regions for month in (one.first, one.last) if month < EVER}
    months = sorted(turns)
    return list(zip(months, [*months[1:], EVER], strict=True))


def lasting(spans: Iterable[tuple[dt.date, dt.date, Mapping[str, Piece]]]) -> list[Shape]:
    """Put spans of months together in which a region has one shape.

    Args:
        spans: in order, the first month, the first one after, and the pieces by code.
    """
    found: list[Shape] = []
    standing: dict[str, Shape] = {}
    for first, last, now in spans:
        found += [standing.pop(code) for code in standing.keys() - now.keys()]
        for code, piece in now.items():
            before = standing.get(code)
            is_same = before is not None and (before.basis, before.made_of) == piece[1:]
            if before and is_same and before.area.equals_exact(piece.area, 0):
                first_of_all = before.first
            else:
                found += [before] if before else []
                first_of_all = first
            standing[code] = Shape(code, first_of_all, last, *piece)
    return found + list(standing.values())
