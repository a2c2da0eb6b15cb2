"""Geometry as it is read made valid polygons; what had to be done to it is told."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

#: A hundred-millionth of a degree is a millimetre; seven decimals are what is kept.
GRID = 1e-7

_POLYGONS = (3, 6)
_COLLECTION = 7

#: Kinds of what is wrong, in words.
EMPTY = ("no_polygon", "这个图形是空的，没有面；请补上边界，或删去这一个图形")
NO_POLYGON = ("no_polygon", "这个图形是点或线，不是面；请交面图形")
NOT_A_NUMBER = ("bad_geometry", "坐标里有不是数字的值（NaN 或无穷大），请在 QGIS 等软件里修好再交")
NOT_MENDED = (
    "bad_geometry",
    "图形损坏，修不好（面积为零、坐标不成环，或有不是数字的坐标）；请在 QGIS 等软件里修好再交",
)


def read_geometry(wkb: bytes | None) -> BaseGeometry | None:
    """A geometry as read, two-dimensional; None where there is none, or its rings cannot be closed."""
    if wkb is None:
        return None
    with np.errstate(invalid="ignore"):
        found: Any = shapely.from_wkb(wkb, on_invalid="fix")
    return found


def has_heights(shapes: list[BaseGeometry | None]) -> bool:
    """Whether any shape has heights other than zero."""
    with_z = [one for one in shapes if one is not None and shapely.has_z(one)]
    heights = shapely.get_coordinates(with_z, include_z=True)[:, 2] if with_z else np.empty(0)
    return bool(np.any(np.nan_to_num(heights)))


def fault_of(shape: BaseGeometry | None, *, was_there: bool) -> tuple[str, str] | None:
    """What makes a geometry no polygon: code and words, None for nothing.

    Args:
        shape: as read.
        was_there: whether the file holds one that could not be read.
    """
    if shape is None:
        return NOT_MENDED if was_there else EMPTY
    if shape.is_empty:
        return EMPTY
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return NOT_A_NUMBER
    if not _polygons(shape):
        return NO_POLYGON
    return None


def mended(shape: BaseGeometry) -> tuple[BaseGeometry | None, bool]:
    """Make valid polygons of a geometry, on a grid of `GRID`.

    Returns:
        The polygons, None where none can be made, and whether something had to be mended.
    """
    parts = _polygons(shape)
    whole = shape if shapely.get_type_id(shape) in _POLYGONS else shapely.multipolygons(parts)
    is_sound = whole is shape and bool(shapely.is_valid(whole))
    if not is_sound:
        whole = _only_polygons(shapely.make_valid(whole, method="structure", keep_collapsed=False))
    whole = _only_polygons(shapely.set_precision(whole, GRID))
    if whole is None or whole.is_empty or not shapely.is_valid(whole):
        return None, not is_sound
    return shapely.normalize(whole), not is_sound


def _only_polygons(shape: BaseGeometry | None) -> BaseGeometry | None:
    parts = _polygons(shape) if shape is not None else []
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _polygons(shape: BaseGeometry) -> list[BaseGeometry]:
    """The polygons of a geometry, those within collections too."""
    parts = list(shapely.get_parts(shape))
    if shapely.get_type_id(shape) == _COLLECTION:
        return [inner for part in parts for inner in _polygons(part)]
    return [part for part in parts if shapely.get_type_id(part) == _POLYGONS[0] and not part.is_empty]
