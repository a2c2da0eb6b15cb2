"""How degrees become pixels: extents, zooms, the length of the scale bar."""

import math
from collections.abc import Sequence

Extent = tuple[float, float, float, float]
LEAST_ZOOM, MOST_ZOOM = 2.0, 15.0
_TILE_PX = 512
_WHOLE_COUNTRY = (73.0, 18.0, 136.0, 54.0)


def around(boxes: Sequence[Extent], margin: float) -> Extent:
    """Measure west, south, east, north of boxes, with a margin; without any, those of the country.

    Args:
        boxes: west, south, east, north in degrees.
        margin: share of the larger side that is added all round, at least 0.005 degrees.
    """
    if not boxes:
        return _WHOLE_COUNTRY
    sides = list(zip(*boxes, strict=True))
    west, south, east, north = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
    beside = max(margin * max(east - west, north - south), 0.005)
    return west - beside, south - beside, east + beside, north + beside


def fitting_zoom(extent: Extent, size_px: tuple[int, int]) -> float:
    """Find the zoom at which an extent fits into so many pixels, within the zooms that maps offer."""
    west, south, east, north = extent
    wide = size_px[0] * 360 / (_TILE_PX * max(east - west, 1e-6))
    high = size_px[1] * 2 * math.pi / (_TILE_PX * max(_mercator(north) - _mercator(south), 1e-9))
    return min(max(math.log2(min(wide, high)), LEAST_ZOOM), MOST_ZOOM)


def metres_per_px(extent: Extent, zoom: float) -> float:
    """Measure a pixel of the screen in the middle of an extent at a zoom."""
    return km_per_degree(extent) * 1000 * 360 / (_TILE_PX * 2**zoom)


def on_screen(at: list[float], zoom: float) -> tuple[float, float]:
    """Place [lon, lat] on the screen at a zoom: pixels to the right and downwards from a fixed origin."""
    world = _TILE_PX * 2**zoom
    return at[0] * world / 360, -_mercator(at[1]) * world / (2 * math.pi)


def on_screen_px(length_deg: float, zoom: float) -> float:
    """Measure degrees of longitude on the screen at a zoom, in pixels."""
    return length_deg * _TILE_PX * 2**zoom / 360


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
