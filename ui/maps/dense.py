"""Places so many that they stand as fine points: a province's villages, the country's townships.

The points grow as the viewer comes closer, up to marks with a shape; until then their colours make a picture.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd
import pydeck as pdk

from metrics.catalogue import LINES
from ui.charts import scaled
from ui.maps import delivery, inks, layers, tiles
from ui.maps.scene import COVERED, JUDGED, NOT_EXPECTED, Scene
from ui.theme import DARK, LIGHT, VERDICTS, Palette, rgba

_PIXELS = pdk.types.String("pixels")
_METRES = pdk.types.String("meters")
#: Share of the room between points that they fill, their least and their largest radius.
_FILLED, _LEAST_PX, _LARGEST_PX = 0.42, 1.3, 9.0
_MARK_PX = 2.2
_RIM_PX = 0.6
WORKING = "有效"


def point_layers(scene: Scene, points: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """Draw places without a cell as points, and a ring around the chosen one.

    Args:
        scene: the scene; its size and extent say how fine the points are.
        points: places as ``metrics.coverage_places.places_below`` gives them; those without a point are left
            out.
        colours: palette of the viewer's mode.
    """
    placed = points.dropna(subset=["lon", "lat"])
    chosen = placed[placed["region_code"] == scene.selected]
    size = scaled(_LARGEST_PX, colours)
    marked = scene.show == JUDGED and bool(scene.line)
    drawn = _marks(scene, placed, colours) if marked else _discs(scene, placed, colours)
    return [drawn, layers.ring_layer(chosen, colours, size)] if len(placed) else []


def _discs(scene: Scene, placed: pd.DataFrame, colours: Palette) -> pdk.Layer:
    rows = disc_rows(scene, placed, colours)
    least = _radius_px(scene, colours)
    return pdk.Layer(
        "ScatterplotLayer", data=delivery.address(rows), id=layers.VILLAGES, get_position="[lon, lat]",
        get_fill_color="fill", get_radius=least * scene.metres_per_px, radius_units=_METRES,
        radius_min_pixels=least, radius_max_pixels=scaled(_LARGEST_PX, colours), stroked=True,
        get_line_color=rgba(colours.muted, 0.55), line_width_units=_PIXELS, get_line_width=_RIM_PX,
        pickable=True,
    )  # fmt: skip


def _marks(scene: Scene, placed: pd.DataFrame, colours: Palette) -> pdk.Layer:
    """One line's verdicts: marks whose shapes are seen as soon as they have room."""
    rows = mark_rows(scene, placed)
    least = _MARK_PX * _radius_px(scene, colours)
    return pdk.Layer(
        "IconLayer", data=delivery.address(rows), id=layers.VILLAGES,
        icon_atlas=pdk.types.String(tiles.atlas(colours)),
        icon_mapping=tiles.icon_mapping(), get_position="[lon, lat]", get_icon="icon",
        get_size=least * scene.metres_per_px, size_units=_METRES, size_min_pixels=least,
        size_max_pixels=2 * scaled(_LARGEST_PX, colours), pickable=True,
    )  # fmt: skip


def disc_rows(scene: Scene, placed: pd.DataFrame, colours: Palette) -> pd.DataFrame:
    """Write places as discs: ``lon, lat, region_code, name, text, fill``, one row a place."""
    return _rows(scene, placed).assign(fill=_fills(scene, placed, colours))


def mark_rows(scene: Scene, placed: pd.DataFrame) -> pd.DataFrame:
    """Write places as marks of one line's verdict: ``lon, lat, region_code, name, text, icon``."""
    marks = {verdict: tiles.mark_name(verdict) for verdict in VERDICTS}
    return _rows(scene, placed).assign(icon=[marks[scene.verdict(own)] for own in placed["verdicts"]])


def _rows(scene: Scene, placed: pd.DataFrame) -> pd.DataFrame:
    """What a click and the hover text need of each place."""
    return pd.DataFrame(
        {
            "lon": placed["lon"],
            "lat": placed["lat"],
            "region_code": placed["region_code"],
            "name": placed["name"],
            "text": _texts(placed, scene.lines),
        }
    )


def _texts(placed: pd.DataFrame, lines: Sequence[str]) -> list[str]:
    told = zip(placed["expected"], placed["covered"], placed["effective"], placed["verdicts"], strict=True)
    return [
        f"有形 {covered:,}/{expected:,}　有效 {effective:,}/{expected:,}\n{_judged(tuple(own), tuple(lines))}"
        for expected, covered, effective, own in told
    ]


@lru_cache(maxsize=4096)
def _judged(verdicts: tuple[str, ...], lines: tuple[str, ...]) -> str:
    """Tell the verdicts of a place's own lines in one row each: many places share the same seven."""
    return "\n".join(
        f"{LINES[line]}　{VERDICTS[verdict].text}"
        for line, verdict in zip(LINES, verdicts, strict=True)
        if line in lines and verdict != NOT_EXPECTED
    )


def _fills(scene: Scene, placed: pd.DataFrame, colours: Palette) -> list[list[int]]:
    """Colours of shares; where seven verdicts have no room, the share of a place's own lines that work."""
    if scene.show == JUDGED:
        lines = tuple(scene.lines)
        return [_own_fill(tuple(own), lines, colours.dark) for own in placed["verdicts"]]
    silent = placed["silent"] if scene.show != COVERED else [False] * len(placed)
    steps = [inks.share_fill(at / 10, False, colours) for at in range(10)]
    unknown, unheard = inks.share_fill(None, False, colours), inks.share_fill(None, True, colours)
    shares = placed[f"{scene.show}_pct"]
    return [
        unheard if quiet else unknown if math.isnan(share) else steps[min(9, int(share * 10))]
        for share, quiet in zip(shares, silent, strict=True)
    ]


@lru_cache(maxsize=4096)
def _own_fill(verdicts: tuple[str, ...], lines: tuple[str, ...], dark: bool) -> list[int]:
    """Colour the share of a place's own lines that work; 未报 where none does and reports may be missing."""
    own = [
        verdict
        for line, verdict in zip(LINES, verdicts, strict=True)
        if line in lines and verdict != NOT_EXPECTED
    ]
    share = own.count(WORKING) / len(own) if own else None
    return inks.share_fill(share, "未报" in own and not share, DARK if dark else LIGHT)


def _radius_px(scene: Scene, colours: Palette) -> float:
    """Radius at which the points would fill a good part of the map, were they spread evenly."""
    wide, high = scene.size_px
    even = _FILLED * math.sqrt(wide * high / max(len(scene.places), 1))
    grown = colours.text_px / LIGHT.text_px
    return min(max(even, _LEAST_PX), _LARGEST_PX / 2) * grown
