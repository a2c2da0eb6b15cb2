"""Schematic geometry: township cells that fill the county outline, village points inside them.

Works on a local plane in kilometres (equirectangular about the county's middle), on which Thiessen
cells and distances are true enough for a county of some 80 km; longitudes and latitudes come in and
go out in degrees.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from shapely import MultiPoint, Point, contains_xy, set_precision, voronoi_polygons
from shapely.affinity import affine_transform
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

KM_PER_DEGREE = math.pi * 6371.0088 / 180
#: Five decimals of a degree are about a metre: finer than anything schematic deserves.
DECIMALS = 5

GRID_KM = 0.2
EDGE_KM = 0.35
LLOYD_ROUNDS = 12

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Plane:
    """A local plane in kilometres about a middle point given in degrees."""

    lon: float
    lat: float

    @property
    def _scale(self) -> tuple[float, float]:
        return KM_PER_DEGREE * math.cos(math.radians(self.lat)), KM_PER_DEGREE

    def flat(self, shape: BaseGeometry) -> BaseGeometry:
        """Degrees to kilometres."""
        x, y = self._scale
        return affine_transform(shape, [x, 0, 0, y, -self.lon * x, -self.lat * y])

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """Kilometres to degrees, rounded to `DECIMALS`."""
        x, y = self._scale
        return affine_transform(shape, [1 / x, 0, 0, 1 / y, self.lon, self.lat])


def plane_of(outline: BaseGeometry) -> Plane:
    """The plane about the middle of an outline in degrees."""
    west, south, east, north = outline.bounds
    return Plane((west + east) / 2, (south + north) / 2)


def thiessen(points: Points, outline: BaseGeometry) -> list[BaseGeometry]:
    """One cell for each point (shape (n, 2)), in the points' order, clipped to the outline."""
    cells = voronoi_polygons(MultiPoint(points), extend_to=outline, ordered=True)
    return [cell.intersection(outline) for cell in cells.geoms]


def carve(cells: list[BaseGeometry], centre: Point, radius: float) -> BaseGeometry:
    """Cuts a twelve-sided patch about `centre` out of `cells` (changed in place) and returns it."""
    angles = np.linspace(0, 2 * math.pi, 12, endpoint=False)
    rim = np.column_stack([centre.x + radius * np.cos(angles), centre.y + radius * np.sin(angles)])
    patch = Polygon(rim)
    for number, cell in enumerate(cells):
        cells[number] = cell.difference(patch)
    return patch


def rounded(shape: BaseGeometry) -> BaseGeometry:
    """The shape on a grid of `DECIMALS`, outer rings counter-clockwise as GeoJSON wants them."""
    snapped = set_precision(shape, 10.0**-DECIMALS)
    if isinstance(snapped, MultiPolygon):
        return MultiPolygon([orient(part) for part in snapped.geoms])
    return orient(snapped) if isinstance(snapped, Polygon) else snapped


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
