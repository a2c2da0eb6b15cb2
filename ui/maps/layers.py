"""Layers of a map: frames in, ``pydeck.Layer`` out.

Every layer has an id, so that clicks stay tied to it.
"""

import math
from itertools import pairwise
from typing import Any

import pandas as pd
import pydeck as pdk

from ui.drawing import place_names
from ui.drawing.as_written import on_map
from ui.drawing.plots import scaled
from ui.maps import credits, geography
from ui.maps.ground import Ground
from ui.theme import Palette, rgba

SHAPES = "shapes"
POINTS = "points"
STATIONS = "stations"
TILES = "tiles"
AROUND = "around"
#: Layers whose objects answer a click, the topmost first.
PICKABLE = (STATIONS, POINTS, SHAPES, AROUND)
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
#: Dots that make the longest line of the scale bar, and their radius.
_DOTS, _DOT_PX = 80, 0.9
_PIXELS = pdk.types.String("pixels")


def cell_layers(
    ground: Ground, regions: pd.DataFrame, colours: Palette, layer_id: str = SHAPES, rim: str | None = None
) -> list[pdk.Layer]:
    """Draw places as their shapes, and the borders of these above; those without one are left out.

    A park is a patch inside its neighbour's shape, and what is only listed lies on it: these are drawn last
    to stay visible and clickable. Borders answer no click: a pointer that asks for them too waits long for
    many places.

    Args:
        ground: the shapes.
        regions: ``region_code, name, kind, fill ([r, g, b, a]), text`` (the hover text), one row a place.
        colours: palette of the viewer's mode.
        layer_id: stable id, needed for clicks.
        rim: colour of the borders; that of the paper by default.
    """
    celled = regions[ground.holds(regions)]
    on_top = (celled["kind"] == place_names.PARK) | celled["region_code"].map(ground.is_listed).astype(bool)
    in_order = celled.loc[on_top.sort_values(kind="stable").index]
    rows = [
        {"polygon": part, **pick(row)}
        for row in in_order.to_dict("records")
        for part in ground.cells[row["region_code"]].parts
    ]
    fills = pdk.Layer(
        "PolygonLayer",
        data=rows,
        id=layer_id,
        get_polygon="polygon",
        get_fill_color="fill",
        stroked=False,
        filled=True,
        pickable=True,
        auto_highlight=False,
    )
    rings = ground.rings(list(in_order["region_code"]))
    return [fills, rim_layer(rings, rgba(rim or colours.paper), 1, f"{layer_id}-borders")]


def rim_layer(rings: list[list[list[float]]], colour: list[int], width_px: float, layer_id: str) -> pdk.Layer:
    """Draw rings of [lon, lat] as lines above the cells: the county's outline, the chosen place."""
    return pdk.Layer(
        "PathLayer",
        data=[{"path": ring} for ring in rings],
        id=layer_id,
        get_path="path",
        get_color=colour,
        get_width=width_px,
        width_units=_PIXELS,
        joint_rounded=True,
        cap_rounded=True,
        pickable=False,
    )


def point_layer(
    points: pd.DataFrame,
    colours: Palette,
    layer_id: str = POINTS,
    radius_px: float = 4,
    rim: str | None = None,
) -> pdk.Layer:
    """Draw places or stations as points of a fixed size on the screen.

    Args:
        points: ``region_code, name, lon, lat, fill, text``, one row a point; ``radius`` (pixels) optional.
        colours: palette of the viewer's mode.
        layer_id: stable id, needed for clicks.
        radius_px: size of all points where the frame states none.
        rim: colour of the thin rim; that of the paper by default.
    """
    rows = [
        {"at": [row["lon"], row["lat"]], "radius": row.get("radius", radius_px), **pick(row)}
        for row in points.dropna(subset=["lon", "lat"]).to_dict("records")
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        data=rows,
        id=layer_id,
        get_position="at",
        get_fill_color="fill",
        get_radius="radius",
        radius_units=_PIXELS,
        stroked=True,
        get_line_color=rgba(rim or colours.paper),
        line_width_units=_PIXELS,
        get_line_width=1,
        pickable=True,
    )


def ring_layer(points: pd.DataFrame, colours: Palette, radius_px: float) -> pdk.Layer:
    """Draw a ring of ink around points: ``lon, lat``, one row a point."""
    rows = [{"at": [row.lon, row.lat]} for row in points.dropna(subset=["lon", "lat"]).itertuples()]
    return pdk.Layer(
        "ScatterplotLayer",
        data=rows,
        id="ring",
        get_position="at",
        get_radius=radius_px,
        radius_units=_PIXELS,
        filled=False,
        stroked=True,
        get_line_color=rgba(colours.ink),
        line_width_units=_PIXELS,
        get_line_width=2.6,
        pickable=False,
    )


def reach_layer(stations: pd.DataFrame, colours: Palette, radius_km: float) -> pdk.Layer:
    """Draw the circle that each station reaches: ``lon, lat``, one row a station."""
    rows = [{"at": [row.lon, row.lat]} for row in stations.dropna(subset=["lon", "lat"]).itertuples()]
    return pdk.Layer(
        "ScatterplotLayer",
        data=rows,
        id="reach",
        get_position="at",
        get_radius=radius_km * 1000,
        filled=False,
        get_line_color=rgba(colours.ink, 0.85),
        stroked=True,
        line_width_units=_PIXELS,
        get_line_width=1.5,
        pickable=False,
    )


def text_layer(
    rows: list[dict[str, Any]],
    colours: Palette,
    size_px: float,
    layer_id: str = "labels",
    weight: int = 500,
    plate: float = 0.0,
) -> pdk.Layer:
    """Write texts: rows of ``at`` ([lon, lat]), ``label``, ``ink`` ([r, g, b, a]), ``offset`` (pixels).

    Args:
        rows: one a text.
        colours: palette of the viewer's mode; the letters grow with its type.
        size_px: height of the letters at the normal size of type.
        layer_id: unique on the map.
        weight: of the letters, 400–700.
        plate: opacity (0–1) of the paper behind the letters, for names that stand among points.
    """
    return pdk.Layer(
        "TextLayer",
        data=[row | {"label": on_map(row["label"])} for row in rows],
        id=layer_id,
        get_position="at",
        get_text="label",
        get_size=scaled(size_px, colours),
        get_color="ink",
        get_pixel_offset="offset",
        line_height=1.15,
        font_family=pdk.types.String(FONT),
        font_weight=weight,
        character_set=pdk.types.String("auto"),
        pickable=False,
        background=plate > 0,
        get_background_color=rgba(colours.paper, plate),
        background_padding=[2, 0],
    )


def scale_bar_layers(
    extent: geography.Extent, ground: Ground, colours: Palette, dotted: bool = False
) -> list[pdk.Layer]:
    """Draw a bar of true length in the lower left corner, with its length, the kind of map and its approval.

    Args:
        extent: west, south, east, north in degrees of what the map shows.
        ground: the shapes that it draws.
        colours: palette of the viewer's mode.
        dotted: draw the bar as dots so near that they make a line: a map whose other marks are dots then
            stands earlier, for a browser prepares each kind of mark anew.
    """
    length = geography.scale_bar_km(extent)
    west, south = extent[0], extent[1]
    east = west + length / geography.km_per_degree(extent)
    tick = (extent[3] - south) / 100
    bar = [[west, south + tick], [west, south], [east, south], [east, south + tick]]
    label = {
        "at": [west, south],
        "label": f"{length:g} 公里　{credits.tag(ground)}　{credits.approval(ground)}",
        "ink": rgba(colours.ink),
        "offset": [0, -scaled(12, colours)],
    }
    texts = text_layer([label], colours, 11.5, layer_id="scale-text", plate=0.7)
    texts.get_text_anchor = pdk.types.String("start")
    ink = rgba(colours.ink)
    return [_dotted(bar, ink) if dotted else rim_layer([bar], ink, 1.6, "scale-bar"), texts]


def _dotted(line: list[list[float]], ink: list[int]) -> pdk.Layer:
    """Draw a line of [lon, lat] as dots at equal distances."""
    gap = max(math.dist(*ends) for ends in pairwise(line)) / _DOTS
    dots = [
        {"at": [west + (east - west) * step / steps, south + (north - south) * step / steps]}
        for (west, south), (east, north) in pairwise(line)
        if (steps := math.ceil(math.dist((west, south), (east, north)) / gap))
        for step in range(steps + 1)
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        data=dots,
        id="scale-bar",
        get_position="at",
        get_fill_color=ink,
        get_radius=_DOT_PX,
        radius_units=_PIXELS,
        pickable=False,
    )


def pick(row: dict[str, Any]) -> dict[str, Any]:
    """Keep what a click or the hover text needs of a place; its name is the first line of that text."""
    told = "\n".join(line for line in (row["name"], row["text"]) if line)
    picked = {"region_code": row["region_code"], "text": on_map(told)}
    return picked | ({"fill": row["fill"]} if "fill" in row else {})
