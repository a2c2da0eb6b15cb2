"""Where the demonstration's villages stand: spread over their township's schematic cell, in kilometres."""

import numpy as np
import numpy.typing as npt
from shapely import contains_xy
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

GRID_KM = 0.2
EDGE_KM = 0.35
LLOYD_ROUNDS = 12

Points = npt.NDArray[np.float64]


def spread(cell: BaseGeometry, seat: Point, count: int, seed: int) -> Points:
    """`count` points inside a cell, well apart, a little denser towards its seat.

    Lloyd's relaxation on a grid of candidates, each site ending on a candidate of its own, so that a
    point never leaves a concave cell.

    Args:
        cell: the township cell, in kilometres.
        seat: the township's own point, in kilometres.
        count: how many points.
        seed: the same seed gives the same points.

    Returns:
        Points of shape (count, 2) in kilometres.
    """
    candidates = _candidates(cell, count)
    weight = 1 / (1 + np.hypot(candidates[:, 0] - seat.x, candidates[:, 1] - seat.y) / 5)
    rng = np.random.default_rng(seed)
    sites = candidates[rng.choice(len(candidates), count, replace=False, p=weight / weight.sum())]
    for _ in range(LLOYD_ROUNDS):
        sites = _centres(candidates, weight, sites)
    return _snapped(candidates, sites)


def _candidates(cell: BaseGeometry, count: int) -> Points:
    for edge in (EDGE_KM, EDGE_KM / 2, EDGE_KM / 8):
        inner = cell.buffer(-edge)
        west, south, east, north = cell.bounds
        x, y = np.meshgrid(np.arange(west, east, GRID_KM), np.arange(south, north, GRID_KM))
        inside = contains_xy(inner, x.ravel(), y.ravel())
        found = np.column_stack([x.ravel()[inside], y.ravel()[inside]])
        if len(found) >= 4 * count:
            return found
    raise ValueError(f"a cell of {cell.area:.2f} km² is too small for {count} points")


def _nearest(candidates: Points, sites: Points) -> npt.NDArray[np.intp]:
    distance = np.linalg.norm(candidates[:, None, :] - sites[None, :, :], axis=2)
    return np.asarray(distance.argmin(axis=1))


def _centres(candidates: Points, weight: Points, sites: Points) -> Points:
    owner = _nearest(candidates, sites)
    total = np.bincount(owner, weight, len(sites))
    sums = [np.bincount(owner, weight * candidates[:, axis], len(sites)) for axis in (0, 1)]
    safe = np.where(total > 0, total, 1)
    moved = np.column_stack(sums) / safe[:, None]
    return np.where(total[:, None] > 0, moved, sites)


def _snapped(candidates: Points, sites: Points) -> Points:
    free = np.ones(len(candidates), dtype=bool)
    chosen = []
    for site in sites:
        distance = np.where(free, np.hypot(*(candidates - site).T), np.inf)
        chosen.append(int(distance.argmin()))
        free[chosen[-1]] = False
    return candidates[chosen]
