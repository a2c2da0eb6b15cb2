"""Verdicts as small pictures: a tile with the line's letter for each cell, and marks for single lines.

A place's seven verdicts are seven tiles. The letter says which line, the filling says the verdict
without colour: full = 有效, half = 沉睡, hollow = 缺失, dashed = 未报. All pictures sit in one SVG
that is sent with the map, so that no request is made for them.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import pandas as pd
import pydeck as pdk

from metrics.catalogue import LINES
from metrics.coverage.by_place import verdicts_by_line
from ui.maps.ground import Ground
from ui.maps.layers import FONT, STATIONS, pick
from ui.maps.scene import NOT_EXPECTED
from ui.theme import VERDICTS, Palette

LETTERS = {
    "union": "工",
    "youth": "团",
    "women": "妇",
    "science": "科",
    "overseas": "侨",
    "disabled": "残",
    "commerce": "商",
}
BLANK = ""
_SIDE = 48
_STEP = 56
_STATION_NAMES = ("station", "centre")
_GAP_PX = 1.5


def placed_tiles(
    ground: Ground,
    places: pd.DataFrame,
    lines: Sequence[str],
    size_px: float,
    columns: int,
    letters: bool = True,
    offset_px: float = 0.0,
) -> list[dict[str, Any]]:
    """Lay out the tiles of places, row by row around their label point; lines not expected have none.

    Args:
        ground: the shapes of the places.
        places: ``region_code, name, kind, lon, lat, verdicts`` (of the seven lines, with slashes between).
        lines: lines to show, in their order.
        size_px: side of a tile on the screen.
        columns: tiles in a row.
        letters: whether tiles carry the line's letter.
        offset_px: how far below the label point the block is centred.
    """
    return [
        {"at": at, "icon": icon, "offset": [x, y + offset_px], "size": size_px}
        for row in places.to_dict("records")
        if (at := ground.label_at(row)) is not None
        for icon, x, y in _block(row["verdicts"], lines, size_px + _GAP_PX, columns, letters)
    ]


def _block(
    verdicts: str, lines: Sequence[str], step: float, columns: int, letters: bool
) -> list[tuple[str, float, float]]:
    shown = [
        (line, verdict)
        for line, verdict in verdicts_by_line(verdicts).items()
        if line in lines and verdict != NOT_EXPECTED
    ]
    across, down = min(columns, len(shown)) - 1, (len(shown) - 1) // columns
    return [
        (
            icon_name(verdict, line if letters else BLANK),
            round((at % columns - across / 2) * step, 1),
            round((at // columns - down / 2) * step, 1),
        )
        for at, (line, verdict) in enumerate(shown)
    ]


def icon_layer(
    rows: list[dict[str, Any]], colours: Palette, layer_id: str, pickable: bool = True
) -> pdk.Layer:
    """Draw pictures of the atlas: rows of ``at, icon``, ``size`` and ``offset`` (pixels), pick data."""
    return pdk.Layer(
        "IconLayer",
        data=rows,
        id=layer_id,
        icon_atlas=pdk.types.String(atlas(colours)),
        icon_mapping=icon_mapping(),
        get_position="at",
        get_icon="icon",
        get_size="size",
        get_pixel_offset="offset",
        pickable=pickable,
    )


def station_layer(stations: pd.DataFrame, colours: Palette, size_px: float) -> pdk.Layer:
    """Draw stations: ``region_code, name, kind, lon, lat, text``; the centre is larger than the others."""
    rows = [
        {
            "at": [row["lon"], row["lat"]],
            "offset": [0, 0],
            **pick(row),
            "icon": "centre" if row["kind"] == "群团服务中心" else "station",
            "size": size_px * (1.3 if row["kind"] == "群团服务中心" else 1),
        }
        for row in stations.dropna(subset=["lon", "lat"]).to_dict("records")
    ]
    return icon_layer(rows, colours, STATIONS)


def icon_name(verdict: str, line: str = BLANK) -> str:
    """Name the tile of a verdict, with a line's letter or blank."""
    return f"{verdict}-{line}" if line else verdict


def mark_name(verdict: str) -> str:
    """Name the mark of a verdict: the shape that stands for it where one line is shown."""
    return f"mark-{verdict}"


@lru_cache(maxsize=1)
def icon_mapping() -> dict[str, dict[str, int]]:
    """Where each picture lies in the atlas, in its pixels."""
    return {
        name: {"x": column * _STEP, "y": row * _STEP, "width": _SIDE, "height": _SIDE}
        for row, names in enumerate(_sheet())
        for column, name in enumerate(names)
    }


def _sheet() -> list[list[str]]:
    tiles = [[icon_name(verdict, line) for line in (BLANK, *LINES)] for verdict in VERDICTS]
    return [*tiles, [mark_name(verdict) for verdict in VERDICTS] + list(_STATION_NAMES)]


def atlas(colours: Palette) -> str:
    """Draw all pictures into one SVG, as a data URI."""
    return _atlas(colours.paper, colours.ink, colours.muted, colours.accent, *colours.verdicts.items())


@lru_cache(maxsize=4)
def _atlas(paper: str, ink: str, muted: str, accent: str, *verdicts: tuple[str, str]) -> str:
    own = dict(verdicts)
    pictures = [
        f'<g transform="translate({column * _STEP} {row * _STEP})">'
        f"{_picture(name, own, paper, ink, muted, accent)}</g>"
        for row, names in enumerate(_sheet())
        for column, name in enumerate(names)
    ]
    return svg("".join(pictures), 8 * _STEP, 6 * _STEP)


def svg(content: str, width: int = _SIDE, height: int = _SIDE) -> str:
    """Wrap a drawing as an SVG data URI."""
    return "data:image/svg+xml;charset=utf-8," + quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">{content}</svg>'
    )


def picture(name: str, colours: Palette) -> str:
    """Draw one picture of the atlas on its own, for legends and tables, as a data URI."""
    return svg(_picture(name, colours.verdicts, colours.paper, colours.ink, colours.muted, colours.accent))


def _picture(name: str, own: dict[str, str], paper: str, ink: str, muted: str, accent: str) -> str:
    if name in _STATION_NAMES:
        return (
            f'<path d="M24 3 45 24 24 45 3 24Z" fill="{accent}" stroke="{paper}" stroke-width="4"/>'
            f'<path d="M24 16 32 24 24 32 16 24Z" fill="{paper}"/>'
        )
    if name.startswith("mark-"):
        verdict = name.removeprefix("mark-")
        return _mark(verdict, own[verdict], paper)
    verdict, _, line = name.partition("-")
    return _tile(verdict, own[verdict], LETTERS.get(line, ""), paper, ink, muted)


def _tile(verdict: str, colour: str, letter: str, paper: str, ink: str, muted: str) -> str:
    box = '<rect x="3" y="3" width="42" height="42" rx="5"'
    forms = {
        "有效": (f'{box} fill="{colour}" stroke="{colour}" stroke-width="4"/>', paper),
        "沉睡": (
            f'{box} fill="{paper}" stroke="{colour}" stroke-width="5"/>'
            f'<path d="M3 24h42v16a5 5 0 0 1-5 5H8a5 5 0 0 1-5-5Z" fill="{colour}"/>',
            ink,
        ),
        "缺失": (f'{box} fill="{paper}" stroke="{colour}" stroke-width="5.5"/>', colour),
        "未报": (f'{box} fill="{paper}" stroke="{colour}" stroke-width="4" stroke-dasharray="8 6"/>', muted),
        NOT_EXPECTED: (f'<circle cx="24" cy="24" r="5" fill="{colour}"/>', colour),
    }
    drawing, text_colour = forms[verdict]
    return drawing + _letter("" if verdict == NOT_EXPECTED else letter, text_colour)


def _letter(letter: str, colour: str, size: int = 31) -> str:
    if not letter:
        return ""
    return (
        f'<text x="24" y="35" text-anchor="middle" font-family="{FONT}" font-size="{size}" font-weight="700"'
        f' fill="{colour}">{letter}</text>'
    )


def _mark(verdict: str, colour: str, paper: str) -> str:
    rim = f'fill="{colour}" stroke="{paper}" stroke-width="3" stroke-linejoin="round"'
    forms = {
        "有效": f'<circle cx="24" cy="24" r="19" {rim}/>',
        "沉睡": f'<path d="M24 5 45 42H3Z" {rim}/>',
        "缺失": f'<rect x="6" y="6" width="36" height="36" {rim}/>',
        "未报": f'<circle cx="24" cy="24" r="20" {rim}/>' + _letter("?", paper, 32),
        NOT_EXPECTED: f'<circle cx="24" cy="24" r="8" {rim}/>',
    }
    return forms[verdict]
