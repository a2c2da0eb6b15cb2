"""Places so many that a map has no room for each: added up in squares, each a step on the way down.

A square adds cells up, never shares. It leads to the region in which all of its places lie, so that a click
on it comes closer, and to the region of most of them where only the whole map holds them all.
"""

from __future__ import annotations

import os
from collections import Counter

import numpy as np
import pandas as pd

from metrics.distances import EARTH_RADIUS_KM

SUMS = ["expected", "covered", "effective", "own_expected", "own_effective", "own_unreported", "silent"]


def squares(places: pd.DataFrame, side_km: float, within: str = "") -> pd.DataFrame:
    """Add places up in squares of a grid on the ground.

    Args:
        places: as ``metrics.coverage.by_place.places_below`` gives them; those without a point are left out.
        side_km: side of a square.
        within: code of the region that the map shows; '' for all of the data.

    Returns:
        ``lon, lat`` (middle of the square), ``region_code`` (where it leads), ``name`` (of its first place),
        ``place_count``; sums of ``expected, covered, effective`` (cells of the places and all below them),
        ``own_expected, own_effective, own_unreported`` (cells of exactly the places) and ``silent`` (how many
        places are), one row a square, ordered from the south-west.
    """
    placed = places.dropna(subset=["lon", "lat"]).reset_index(drop=True)
    up, across = _per_degree(placed, side_km)
    counted = placed.assign(row=np.floor(placed["lat"] * up), column=np.floor(placed["lon"] * across))
    grouped = counted.groupby(["row", "column"], sort=True)
    summed = (
        grouped[SUMS]
        .sum()
        .assign(
            place_count=grouped.size(),
            name=grouped["name"].first(),
            region_code=grouped["path"].agg(
                lambda paths: _leads_to([path.split("/") for path in paths], within)
            ),
        )
    )
    found = summed.reset_index()
    middle = {"lon": (found["column"] + 0.5) / across, "lat": (found["row"] + 0.5) / up}
    return found.drop(columns=["row", "column"]).assign(**middle)


def _per_degree(placed: pd.DataFrame, side_km: float) -> tuple[float, float]:
    """Squares to a degree of latitude, and to one of longitude in the middle of the places."""
    degree_km = np.radians(EARTH_RADIUS_KM)
    middle = (placed["lat"].min() + placed["lat"].max()) / 2 if len(placed) else 0.0
    return degree_km / side_km, degree_km * np.cos(np.radians(middle)) / side_km


def _leads_to(paths: list[list[str]], within: str) -> str:
    """The last region that all paths share; below the map's own, the one that most of them pass."""
    shared = os.path.commonprefix(paths)
    if shared and shared[-1] != within:
        return str(shared[-1])
    return Counter(str(path[len(shared)]) for path in paths).most_common(1)[0][0]
