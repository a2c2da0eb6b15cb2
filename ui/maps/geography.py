"""Where places lie on a schematic map: cells, extents, label positions, short names."""

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
Extent = tuple[float, float, float, float]
LEAST_ZOOM, MOST_ZOOM = 2.0, 15.0
_TILE_PX = 512
#: How far a text may reach into the border of its cell.
_BORDER_PX = 2.0
_CRAMPED_DEG = 0.018
_WHOLE_COUNTRY = (73.0, 18.0, 136.0, 54.0)


@lru_cache(maxsize=1)
def cells() -> dict[str, dict[str, Any]]:
    """Read the schematic township cells by region code.

    Each has its ``rings`` (outer ones, one a part), its ``bounds``, and ``label_at`` ([lon, lat]) with
    ``room_deg`` around it.

    Source: ``data/reference/townships.geojson`` (Thiessen cells of the township points, clipped to
    the county outline). Regions outside the reference county have none and show as points only.
    """
    return {code: _cell(shape) for code, shape in _shapes().items()}


@lru_cache(maxsize=1)
def outlines() -> list[list[list[float]]]:
    """Give the outer rings of all cells together: the county's outline."""
    whole = shapely.union_all(list(_shapes().values()), grid_size=1e-5)
    return [[list(point) for point in part.exterior.coords] for part in shapely.get_parts(whole)]


@lru_cache(maxsize=1)
def _shapes() -> dict[str, shapely.Geometry]:
    features = json.loads((REFERENCE / "townships.geojson").read_text("utf-8"))["features"]
    return {
        feature["properties"]["code"]: shapely.geometry.shape(feature["geometry"]) for feature in features
    }


def _cell(shape: shapely.Geometry) -> dict[str, Any]:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    room = shapely.maximum_inscribed_circle(largest, tolerance=0.001)
    return {
        "rings": [[list(point) for point in part.exterior.coords] for part in shapely.get_parts(shape)],
        "label_at": list(room.coords[0]),
        "room_deg": room.length,
        "bounds": shape.bounds,
    }


def has_cell(regions: pd.DataFrame) -> pd.Series:
    """Tell which regions (``region_code``) have a schematic cell."""
    return regions["region_code"].isin(list(cells()))


def drawable(regions: pd.DataFrame) -> pd.Series:
    """Tell which regions (``region_code, lon, lat``) can be drawn, as a cell or as a point."""
    return has_cell(regions) | (regions["lon"].notna() & regions["lat"].notna())


def cramped(code: str) -> bool:
    """Tell whether a place's cell is too small for more than its short name."""
    return code in cells() and cells()[code]["room_deg"] < _CRAMPED_DEG


def label_at(row: dict[str, Any], least_room_deg: float = 0.0) -> list[float] | None:
    """Find where a place's name goes: the middle of its cell, else its point, else nowhere."""
    if cell := cells().get(row["region_code"]):
        return cell["label_at"] if cell["room_deg"] >= least_room_deg else None
    return None if pd.isna(row["lon"]) else [row["lon"], row["lat"]]


def middle(code: str) -> list[float]:
    """Find the middle of a place's cell; only for places that have one."""
    found: list[float] = cells()[code]["label_at"]
    return found


def extent_of(regions: pd.DataFrame, margin: float = 0.03) -> Extent:
    """Measure west, south, east, north of regions (``region_code, lon, lat``), cells included.

    Args:
        regions: one row a place.
        margin: share of the larger side that is added all round, at least 0.005 degrees.
    """
    boxes = [cells()[code]["bounds"] for code in regions["region_code"] if code in cells()]
    placed = regions[["lon", "lat"]].dropna().astype(float)
    if len(placed):
        boxes.append((*placed.min(), *placed.max()))
    if not boxes:
        return _WHOLE_COUNTRY
    sides = list(zip(*boxes, strict=True))
    west, south, east, north = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
    around = max(margin * max(east - west, north - south), 0.005)
    return west - around, south - around, east + around, north + around


def fitting_zoom(extent: Extent, size_px: tuple[int, int]) -> float:
    """Find the zoom at which an extent fits into so many pixels, within the zooms that maps offer."""
    west, south, east, north = extent
    wide = size_px[0] * 360 / (_TILE_PX * max(east - west, 1e-6))
    high = size_px[1] * 2 * math.pi / (_TILE_PX * max(_mercator(north) - _mercator(south), 1e-9))
    return min(max(math.log2(min(wide, high)), LEAST_ZOOM), MOST_ZOOM)


def holds(code: str, box_px: tuple[float, float, float, float], zoom: float) -> bool:
    """Tell whether a place's cell holds a box of the screen (left, top, right, bottom) at a zoom."""
    on_paper = shapely.transform(_shapes()[code], lambda spots: [on_screen(list(at), zoom) for at in spots])
    return bool(shapely.buffer(on_paper, _BORDER_PX).contains(shapely.box(*box_px)))


def metres_per_px(extent: Extent, zoom: float) -> float:
    """Measure a pixel of the screen in the middle of an extent at a zoom."""
    return km_per_degree(extent) * 1000 * 360 / (_TILE_PX * 2**zoom)


def on_screen(at: list[float], zoom: float) -> tuple[float, float]:
    """Place [lon, lat] on the screen at a zoom: pixels to the right and downwards from a fixed origin."""
    world = _TILE_PX * 2**zoom
    return at[0] * world / 360, -_mercator(at[1]) * world / (2 * math.pi)


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def scale_bar_km(extent: Extent) -> float:
    """Choose a round length of about a sixth of the extent's width, in kilometres."""
    wanted = max(km_per_degree(extent) * (extent[2] - extent[0]) / 6, 0.1)
    power = 10.0 ** math.floor(math.log10(wanted))
    return max(step * power for step in (1, 2, 5) if step * power <= wanted)


def km_per_degree(extent: Extent) -> float:
    """Length of one degree of longitude in the middle of an extent, on the sphere of the metrics."""
    return math.radians(6371.0088) * math.cos(math.radians((extent[1] + extent[3]) / 2))
