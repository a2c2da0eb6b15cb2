"""Places so many that they are drawn added up: a province's villages, the country's townships."""

from typing import Any

import pandas as pd
import pydeck as pdk

from metrics.coverage.squares import squares
from ui import numbers
from ui.maps import inks, layers
from ui.maps.scene import COVERED, JUDGED, SQUARE_PX, Scene
from ui.theme import Palette, rgba

_METRES = pdk.types.String("meters")
_PIXELS = pdk.types.String("pixels")
#: Share of its square that a disc fills.
_FILLED = 0.92


def square_layers(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    """Draw a disc for each square, and a ring on the chosen place.

    Args:
        scene: the scene; its size and extent say how large a square is.
        colours: palette of the viewer's mode.
    """
    found = squares(scene.places, scene.square_km, scene.focus)
    chosen = scene.places[scene.places["region_code"] == scene.selected]
    radius_px = SQUARE_PX * _FILLED / 2
    discs = pdk.Layer(
        "ScatterplotLayer",
        data=disc_rows(found, scene.show, colours),
        id=layers.POINTS,
        get_position="at",
        get_fill_color="fill",
        get_radius=scene.square_km * 1000 * _FILLED / 2,
        radius_units=_METRES,
        stroked=True,
        get_line_color=rgba(colours.muted, 0.55),
        line_width_units=_PIXELS,
        get_line_width=0.6,
        pickable=True,
    )
    return [discs, layers.ring_layer(chosen, colours, radius_px + 4)]


def disc_rows(found: pd.DataFrame, show: str, colours: Palette) -> list[dict[str, Any]]:
    """Write squares as discs: ``at, fill, region_code, text``, a row each.

    Args:
        found: as ``metrics.coverage.squares.squares`` gives them.
        show: what colours them.
        colours: palette of the viewer's mode.
    """
    return [
        {
            "at": [round(row.lon, 5), round(row.lat, 5)],
            **layers.pick(
                {
                    "fill": _fill(row, show, colours),
                    "region_code": row.region_code,
                    "name": row.name if row.place_count == 1 else f"{row.name}等 {row.place_count} 处",
                    "text": _text(row),
                }
            ),
        }
        for row in found.itertuples(index=False)
    ]


def _fill(row: Any, show: str, colours: Palette) -> list[int]:
    """Colour a square by its share; grey where half of it may be missing reports."""
    if show == JUDGED:
        part, whole, silent = row.own_effective, row.own_expected, 2 * row.own_unreported >= row.own_expected
    elif show == COVERED:
        part, whole, silent = row.covered, row.expected, False
    else:
        part, whole, silent = row.effective, row.expected, 2 * row.silent >= row.place_count
    return inks.share_fill(part / whole if whole else None, bool(whole and silent), colours)


def _text(row: Any) -> str:
    if not row.expected:
        return "没有应建单元"
    told = [
        f"{word}覆盖 {numbers.share(part / row.expected)}（{part:,}/{row.expected:,}）"
        for word, part in (("有形", row.covered), ("有效", row.effective))
    ]
    return "\n".join([*told, *([f"{row.silent} 处有未报"] if row.silent else []), "点击进入"])
