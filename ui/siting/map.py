"""The map of a station plan: villages by whether a station reaches them, open stations, and the new sites."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import pydeck as pdk

from ui import numbers
from ui.drawing.plots import scaled
from ui.maps import crowding, geography, layers, stage, tiles
from ui.maps.ground import Ground
from ui.theme import Palette, rgba

_VILLAGE_PX, _SITE_PX, _STATION_PX, _NAME_PX = 4.5, 11, 14, 12
SITES = "sites"
#: Villages above which their points are small: those of a province lie on each other.
_MANY, _SMALL_VILLAGE_PX, _SMALL_STATION_PX = 2000, 1, 9
_LEAST_ROOM_PX = 8.7
_OTHER = "□"
STATES = ("原已覆盖", "新覆盖", "仍未覆盖")


def siting_deck(
    ground: Ground,
    sites: pd.DataFrame,
    reach: pd.DataFrame,
    stations: pd.DataFrame,
    around: pd.DataFrame,
    colours: Palette,
    size_px: tuple[int, int],
    radius_km: float | None,
    other: pd.DataFrame | None = None,
    within: Sequence[str] = (),
) -> pdk.Deck:
    """Draw a plan.

    Args:
        ground: shapes of what is around.
        sites: ``region_code, name, township, lon, lat, people``, in the order of their numbers.
        reach: villages as ``metrics.siting.plan.Plan.reach`` gives them.
        stations: open stations ``region_code, name, kind, lon, lat``.
        around: townships, or in a larger region what orients there, drawn as cells where they have some:
            ``region_code, name, kind, lon, lat``.
        colours: palette of the viewer's mode.
        size_px: least width, and height.
        radius_km: circle around each new site; None draws none (the radius is in minutes).
        other: sites of a plan to compare with: ``lon, lat``.
        within: codes of the regions that all of it lies in, which are outlined.
    """
    extent = ground.extent_of(pd.concat([reach, around]))
    behind = around.assign(fill=[rgba(colours.panel)] * len(around), text="")
    zoom = geography.fitting_zoom(extent, size_px)
    text_px, faint = scaled(_NAME_PX, colours), rgba(colours.muted)
    names = crowding.short_names(ground, around, zoom, text_px, _LEAST_ROOM_PX, lambda _: faint)
    station_px = _SMALL_STATION_PX if len(reach) > _MANY else _STATION_PX
    told_stations = stations.assign(text=stations["kind"].astype(str) + "（现有）")
    drawn = [
        *layers.cell_layers(ground, behind, colours, layers.AROUND, rim=colours.rule),
        layers.rim_layer(
            ground.rings(within),
            rgba(colours.muted),
            1.6,
            "outline",
        ),
        *_circles(sites, colours, radius_km),
        *_villages(reach, colours),
        tiles.station_layer(told_stations, colours, scaled(station_px, colours)),
        layers.text_layer(names, colours, _NAME_PX, "names", 600, 0.6),
        *_sites(sites, colours),
        layers.text_layer(_others(other, colours), colours, 38, "other-sites", 700),
        *layers.scale_bar_layers(extent, ground, colours),
    ]
    return stage.deck(drawn, extent, colours, size_px)


def _circles(sites: pd.DataFrame, colours: Palette, radius_km: float | None) -> list[pdk.Layer]:
    if radius_km is None:
        return []
    circles = layers.reach_layer(sites, colours, radius_km)
    circles.get_line_color = rgba(colours.red, 0.9)
    return [circles]


def _villages(reach: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """The states one above the other: what is newly reached lies on top."""
    told = reach.assign(text=[_village(row) for row in reach.itertuples()])
    inks, many = _fills(colours), len(told) > _MANY
    # Where points lie on each other, pale rims would hide all that is reached.
    parts = (
        (STATES[2], ~told["after"], colours.muted),
        (STATES[0], told["before"], colours.sequential[5] if many else colours.paper),
        (STATES[1], told["new"], colours.red if many else colours.paper),
    )
    size = _SMALL_VILLAGE_PX if many else _VILLAGE_PX
    return [
        layers.point_layer(
            told[which].assign(fill=[inks[state]] * int(which.sum())),
            colours,
            f"villages-{at}",
            scaled(size + (state == STATES[1]), colours),
            rim=rim,
        )
        for at, (state, which, rim) in enumerate(parts)
    ]


def _fills(colours: Palette) -> dict[str, list[int]]:
    return {
        STATES[0]: rgba(colours.sequential[5]),
        STATES[1]: rgba(colours.red),
        STATES[2]: rgba(colours.paper),
    }


def _village(row: Any) -> str:
    state = STATES[1] if row.new else STATES[0] if row.before else STATES[2]
    ways = f"到最近站点 {_way(row.way_before)}" + (f" → {_way(row.way_after)}" if row.new else "")
    return f"{state}　{numbers.value(row.population, '人')}\n{ways}"


def _way(way: float) -> str:
    return numbers.NOTHING if pd.isna(way) else f"{way:.1f}"


def _sites(sites: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    told = sites.assign(
        fill=[rgba(colours.red)] * len(sites),
        text=[
            f"新建站点　{row.township}\n新覆盖 {numbers.value(row.people, '人')}"
            for row in sites.itertuples()
        ],
    )
    written = [
        {"at": [row.lon, row.lat], "label": str(at), "ink": rgba(colours.paper), "offset": [0, 0]}
        for at, row in enumerate(sites.itertuples(), start=1)
    ]
    return [
        layers.point_layer(told, colours, SITES, scaled(_SITE_PX, colours)),
        layers.text_layer(written, colours, 13, "site-numbers", 700),
    ]


def _others(other: pd.DataFrame | None, colours: Palette) -> list[dict[str, Any]]:
    rows = [] if other is None else other.dropna(subset=["lon", "lat"]).itertuples()
    return [
        {"at": [row.lon, row.lat], "label": _OTHER, "ink": rgba(colours.ink), "offset": [0, 0]}
        for row in rows
    ]


def siting_legend(colours: Palette, reach: str, compared: bool = False) -> str:
    """Write the legend of a plan as HTML; ``reach`` names the radius, ``compared`` adds the other plan."""
    inks = {STATES[0]: colours.sequential[5], STATES[1]: colours.red, STATES[2]: colours.paper}
    keys = "".join(
        f'<span><i class="key" style="background:{inks[state]};border:1px solid {colours.muted};'
        f'border-radius:50%"></i>{state}的村（社区）</span>'
        for state in STATES
    )
    number = (
        f'<span><i class="key" style="background:{colours.red};border-radius:50%;width:1.05rem;'
        f'height:1.05rem;color:{colours.paper};font:700 0.75rem/1.05rem sans-serif;text-align:center">1</i>'
        f"新建站点（圈：{escape(reach)}）</span>"
    )
    picture = tiles.picture("station", colours)
    station = f'<span><img class="key" src="{picture}" alt="" style="width:1rem">现有服务站点</span>'
    other = f"<span><b>{_OTHER}</b> 对照方案的选址</span>" if compared else ""
    return f'<div class="qt-legend">{number}{other}{station}{keys}</div>'
