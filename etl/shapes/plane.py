"""A local plane in kilometres, on which cells, areas and distances of a county are true enough to draw it."""

import math
from dataclasses import dataclass

from shapely import get_parts, make_valid, union_all
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE = math.pi * 6371.0088 / 180
#: Five decimals of a degree are about a metre: finer than anything schematic deserves.
DECIMALS = 5


@dataclass(frozen=True)
class Plane:
    """An equirectangular plane about a middle point given in degrees."""

    lon: float
    lat: float

    @property
    def _scale(self) -> tuple[float, float]:
        return KM_PER_DEGREE * math.cos(math.radians(self.lat)), KM_PER_DEGREE

    def flat(self, shape: BaseGeometry) -> BaseGeometry:
        """Degrees to kilometres; borders that rounding lets cross are mended."""
        x, y = self._scale
        moved = affine_transform(shape, [x, 0, 0, y, -self.lon * x, -self.lat * y])
        return valid(moved) if moved.area else moved

    def flat_point(self, lon: float, lat: float) -> tuple[float, float]:
        """Degrees to kilometres."""
        x, y = self._scale
        return lon * x - self.lon * x, lat * y - self.lat * y

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """Kilometres to degrees."""
        x, y = self._scale
        return affine_transform(shape, [1 / x, 0, 0, 1 / y, self.lon, self.lat])


def valid(shape: BaseGeometry) -> BaseGeometry:
    """What of a shape is polygons, with borders that do not cross."""
    if shape.geom_type in ("Polygon", "MultiPolygon") and shape.is_valid:
        return shape
    return union_all([part for part in get_parts(make_valid(shape)) if part.area])


def plane_of(outline: BaseGeometry) -> Plane:
    """The plane about the middle of an outline in degrees."""
    west, south, east, north = outline.bounds
    return Plane((west + east) / 2, (south + north) / 2)
