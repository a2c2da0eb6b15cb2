"""How far places are from each other: along the great circle, or in minutes where these were handed in.

A snapshot that holds rows of `travel_times` speaks in minutes throughout: kilometres and minutes are never
mixed. A pair that was not handed in, in neither direction, has no way; a place reaches itself in no time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.warehouse import Snapshot

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

EARTH_RADIUS_KM = 6371.0088
KILOMETRES, MINUTES = "公里", "分钟"
#: Rows of a block of the nearest search: a province's villages against each other fit into memory.
_BLOCK = 2000

TRAVEL_TIMES = "SELECT origin_code, destination_code, minutes FROM raw.travel_times"


@dataclass(frozen=True)
class Ways:
    """The ways between places.

    Places are frames with ``region_code, lon, lat`` (WGS84 degrees; missing where unknown), one row a place.

    Attributes:
        unit: 公里 or 分钟.
        minutes: travel times ``origin_code, destination_code, minutes``; None means great circle.
    """

    unit: str
    minutes: pd.DataFrame | None = None

    def matrix(self, origins: pd.DataFrame, destinations: pd.DataFrame) -> Floats:
        """Ways from each origin to each destination, shape (origins, destinations); infinite where none."""
        if self.minutes is None:
            return great_circle_km(_points(origins), _points(destinations))
        return _travel(self.minutes, origins["region_code"], destinations["region_code"])

    def nearest(
        self, origins: pd.DataFrame, destinations: pd.DataFrame, elsewhere: bool = False
    ) -> tuple[Integers, Floats]:
        """Row number of the nearest destination, and the way to it.

        Args:
            origins: places.
            destinations: places.
            elsewhere: leave out the destination that is the origin itself, by its code.

        Returns:
            Two arrays of shape (origins,): -1 and missing where there is no way to any.
        """
        if destinations.empty or origins.empty:
            return np.full(len(origins), -1), np.full(len(origins), np.nan)
        if self.minutes is None:
            return _nearest_on_globe(origins, destinations, elsewhere)
        blocks = [
            self._nearest_in_time(origins.iloc[at : at + _BLOCK], destinations, elsewhere)
            for at in range(0, len(origins), _BLOCK)
        ]
        return np.concatenate([found[0] for found in blocks]), np.concatenate([found[1] for found in blocks])

    def _nearest_in_time(
        self, origins: pd.DataFrame, destinations: pd.DataFrame, elsewhere: bool
    ) -> tuple[Integers, Floats]:
        way = self.matrix(origins, destinations)
        if elsewhere:
            way[_same(origins["region_code"], destinations["region_code"])] = np.inf
        at = way.argmin(axis=1)
        least = way[np.arange(len(way)), at]
        known = np.isfinite(least)
        return np.where(known, at, -1), np.where(known, least, np.nan)

    def placed(self, places: pd.DataFrame) -> pd.Series[bool]:
        """Tell which places have a way at all: a point, or a row of travel times."""
        if self.minutes is None:
            return places["lon"].notna() & places["lat"].notna()
        named = set(self.minutes["origin_code"]) | set(self.minutes["destination_code"])
        return places["region_code"].isin(named)


def named(names: pd.Series[str], at: Integers) -> NDArray[np.object_]:
    """Names of the rows that :meth:`Ways.nearest` found; missing where it found none."""
    return np.asarray(names.reset_index(drop=True).reindex(at).to_numpy(), dtype=object)


def ways(snapshot: Snapshot) -> Ways:
    """The ways that a snapshot speaks of: minutes where it holds travel times, else great circles."""
    minutes = snapshot.query(TRAVEL_TIMES)
    return Ways(KILOMETRES) if minutes.empty else Ways(MINUTES, minutes)


def great_circle_km(origins: Floats, destinations: Floats) -> Floats:
    """Great-circle distances on a sphere of 6,371.0088 km, by the haversine formula.

    Args:
        origins: longitude and latitude in degrees, shape (origins, 2).
        destinations: the same, shape (destinations, 2).

    Returns:
        Shape (origins, destinations); infinite where a point is missing.
    """
    km = _haversine_km(np.radians(origins)[:, None, :], np.radians(destinations)[None, :, :])
    return np.where(np.isnan(km), np.inf, km)


def _haversine_km(here: Floats, there: Floats) -> Floats:
    half = np.sin((there - here) / 2) ** 2
    share = half[..., 1] + np.cos(here[..., 1]) * np.cos(there[..., 1]) * half[..., 0]
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, share))))


def _nearest_on_globe(
    origins: pd.DataFrame, destinations: pd.DataFrame, elsewhere: bool
) -> tuple[Integers, Floats]:
    """The nearest along the great circle is the nearest through the earth, which a k-d tree finds."""
    # Only the gap list and siting look for neighbours, so nobody else waits for the import.
    from scipy.spatial import KDTree

    here, there = _points(origins), _points(destinations)
    placed = [np.flatnonzero(~np.isnan(points).any(axis=1)) for points in (here, there)]
    at, way = np.full(len(here), -1), np.full(len(here), np.nan)
    if not placed[0].size or not placed[1].size:
        return at, way
    nearby = np.arange(1, 1 + min(1 + elsewhere, placed[1].size))
    _, found = KDTree(_directions(there[placed[1]])).query(_directions(here[placed[0]]), k=nearby)
    near = placed[1][found]
    own = _own(origins, destinations, placed[0], near) if elsewhere else np.zeros(near.shape, dtype=bool)
    other = np.flatnonzero(~own.all(axis=1))
    rows = placed[0][other]
    at[rows] = near[other, own[other].argmin(axis=1)]
    way[rows] = _haversine_km(np.radians(here[rows]), np.radians(there[at[rows]]))
    return at, way


def _own(
    origins: pd.DataFrame, destinations: pd.DataFrame, rows: Integers, near: Integers
) -> NDArray[np.bool_]:
    """Which of the nearby destinations is the origin itself, shape of `near`."""
    here = origins["region_code"].to_numpy(dtype=object)[rows]
    there = destinations["region_code"].to_numpy(dtype=object)
    return np.asarray(there[near] == here[:, None])


def _directions(points: Floats) -> Floats:
    """Unit vectors from the middle of the earth, shape (points, 3)."""
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _same(origins: pd.Series[str], destinations: pd.Series[str]) -> NDArray[np.bool_]:
    """Which origin is which destination, shape (origins, destinations); numbers compare faster than codes."""
    numbers, _ = pd.factorize(pd.concat([origins, destinations]))
    return np.asarray(numbers[: len(origins), None] == numbers[None, len(origins) :])


def _points(places: pd.DataFrame) -> Floats:
    return places[["lon", "lat"]].to_numpy(dtype=np.float64, na_value=np.nan)


def _travel(minutes: pd.DataFrame, origins: pd.Series[str], destinations: pd.Series[str]) -> Floats:
    """Handed-in minutes; where only the way back was handed in, that one."""
    way = np.full((len(origins), len(destinations)), np.inf)
    there, back = ("origin_code", "destination_code"), ("destination_code", "origin_code")
    # The way there is written last, so that it wins.
    for start, end in (back, there):
        rows = _numbered(origins).merge(minutes, left_on="code", right_on=start)
        pairs = rows.merge(_numbered(destinations), left_on=end, right_on="code", suffixes=("", "_end"))
        way[pairs["at"], pairs["at_end"]] = pairs["minutes"]
    way[_same(origins, destinations)] = 0.0
    return way


def _numbered(codes: pd.Series[str]) -> pd.DataFrame:
    return pd.DataFrame({"code": codes.to_numpy(), "at": np.arange(len(codes))})
