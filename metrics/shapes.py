"""Where regions lie on a map, as the build has drawn them: for maps alone, no metric reckons with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.months import first_day
from metrics.scope import below_or_all
from metrics.warehouse import Snapshot

#: Pixels of the world at zoom 0.
_TILE_PX = 512

_BOUNDS = """
SELECT min(west), min(south), max(east), max(north) FROM maps.shapes
WHERE list_contains(CAST($codes AS VARCHAR[]), region_code) AND first_month <= $month AND $month < last_month
"""
# The coarsest drawing that is as fine as the map, else the finest.
_SHAPES = """
SELECT
    region_code, basis, approval, attribution, rings, label_lon, label_lat, room_deg, west, south, east, north
FROM maps.shapes
WHERE list_contains(CAST($codes AS VARCHAR[]), region_code) AND first_month <= $month AND $month < last_month
QUALIFY row_number() OVER (PARTITION BY region_code ORDER BY zoom < $zoom, abs(zoom - $zoom)) = 1
ORDER BY region_code
"""
_SPOTS = f"""
SELECT shape.region_code, any_value(shape.label_lon) AS lon, any_value(shape.label_lat) AS lat
FROM maps.shapes AS shape
INNER JOIN marts.dim_regions AS region ON region.code = shape.region_code
WHERE
    region.level = $level AND {below_or_all("region.path")}
    AND shape.first_month <= $month AND $month < shape.last_month
GROUP BY shape.region_code
"""


def shapes(
    snapshot: Snapshot,
    period: date,
    codes: Sequence[str],
    size_px: tuple[int, int],
    filled_by: Sequence[str] = (),
) -> pd.DataFrame:
    """How regions are drawn on a map that is filled by some of them.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        codes: of the regions.
        size_px: width and height of the map.
        filled_by: codes of those that the map fits; all where there is none.

    Returns:
        ``region_code, basis`` (边界 as handed in; 轮廓 of the reference; 按点, 均分, 列示: schematic),
        ``approval`` (审图号) and ``attribution`` (来源), missing where nothing was said, ``rings`` (JSON:
        parts, each its outer ring and its holes, of [lon, lat] in degrees), ``label_lon, label_lat,
        room_deg`` (the largest circle in it) and ``west, south, east, north``, one row a region that is
        drawn in that month.
    """
    at = {"month": first_day(period)}
    bounds = snapshot.rows(_BOUNDS, codes=list(filled_by or codes), **at)[0]
    zoom = 0 if bounds[0] is None else _zoom(bounds, size_px)
    return snapshot.query(_SHAPES, codes=list(codes), zoom=zoom, **at)


def spots(snapshot: Snapshot, period: date, region: str | None, level: str) -> pd.DataFrame:
    """Where the places of a level stand on a map, those without a point of their own as well.

    Args:
        snapshot: the published snapshot.
        period: the month, by any of its days.
        region: region code, None for all of the data.
        level: level of the places.

    Returns:
        ``region_code, lon, lat`` (degrees), one row a place.
    """
    return snapshot.query(_SPOTS, month=first_day(period), region=region, level=level)


def _zoom(bounds: tuple[float, float, float, float], size_px: tuple[int, int]) -> int:
    """The zoom at which an extent fills a map, rounded."""
    west, south, east, north = bounds
    flat = math.cos(math.radians((south + north) / 2))
    wide = size_px[0] * 360 / (_TILE_PX * max(east - west, 1e-6))
    high = size_px[1] * 360 * flat / (_TILE_PX * max(north - south, 1e-6))
    return round(math.log2(min(wide, high)))
