"""The map of 覆盖地图: one scene of places, in shares or in verdicts, as a deck of layers.

A scene shows one of three things. Shares (有效, 有形) colour the places; verdicts of one line colour
them by verdict with its shape; verdicts of several lines write a block of tiles into each place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pydeck as pdk

from ui import numbers
from ui.charts import scaled
from ui.maps import geography, hover, inks, layers, stage, tiles
from ui.theme import VERDICTS, Palette, rgba

EFFECTIVE, COVERED, JUDGED = "effective", "covered", "verdicts"
#: Up to so many points have room for a name and for tiles with letters.
ROOMY = 40
_LEAST_ROOM_DEG = 0.012
_COLUMNS, _SMALL_COLUMNS = 4, 2


@dataclass(frozen=True)
class Scene:
    """What a coverage map shows; frames as ``metrics.coverage_places.places_below`` gives them.

    Attributes:
        places: the places that are coloured and answer clicks.
        around: places behind or beside them, drawn faintly for orientation; may be empty.
        focus: code of the region that fills the map.
        selected: code of the place to outline; nothing where there is none.
        level: level of the places.
        show: ``effective``, ``covered`` (shares) or ``verdicts``.
        lines: ids of the lines shown.
        stations: as ``metrics.coverage.stations`` gives them; None hides them.
        reach_km: how far a station reaches.
    """

    places: pd.DataFrame
    around: pd.DataFrame
    focus: str
    selected: str
    level: str
    show: str
    lines: tuple[str, ...]
    stations: pd.DataFrame | None = None
    reach_km: float = 5.0

    @property
    def line(self) -> str:
        """The line whose verdict colours the places; nothing where there are several."""
        return self.lines[0] if len(self.lines) == 1 else ""

    @property
    def tiled(self) -> bool:
        """Whether verdicts are written as tiles, one a line."""
        return self.show == JUDGED and not self.line

    @property
    def roomy(self) -> bool:
        """Whether points have room for names and letters."""
        return len(self.places) <= ROOMY

    @property
    def drawable(self) -> bool:
        """Whether there is anything to draw."""
        return bool(geography.drawable(self.places).any() or geography.has_cell(self.around).any())

    @property
    def celled(self) -> bool:
        """Whether schematic cells are drawn; else there are points only."""
        return bool(geography.has_cell(self.places).any() or geography.has_cell(self.around).any())

    @property
    def lettered(self) -> bool:
        """Whether tiles have room for the letters of their lines."""
        return self.roomy or bool(geography.has_cell(self.places).any())

    def extent(self) -> geography.Extent:
        """West, south, east, north of what has to be seen."""
        focused = self.around[self.around["region_code"] == self.focus]
        return geography.extent_of(pd.concat([self.places, self.around if focused.empty else focused]))


def coverage_deck(scene: Scene, colours: Palette, size_px: tuple[int, int]) -> pdk.Deck:
    """Draw a scene as a map that fits into a size on the screen."""
    places = _painted(scene, colours)
    celled = geography.has_cell(places)
    extent = scene.extent()
    drawn = [
        *_ground(scene, colours),
        layers.township_layer(places[celled], colours),
        *_rims(scene, colours),
        *_reach(scene, colours),
        *_points(scene, places[~celled], colours),
        *_tile_layers(scene, places, colours),
        *_stations(scene, colours),
        *_texts(scene, places, celled, colours),
        *layers.scale_bar_layers(extent, colours),
    ]
    return stage.deck(drawn, extent, colours, size_px)


def _painted(scene: Scene, colours: Palette) -> pd.DataFrame:
    paint = _painter(scene, colours)
    rows = list(scene.places.itertuples())
    return scene.places.assign(
        fill=[paint(row) for row in rows], text=[hover.place(row, scene.lines) for row in rows]
    )


def _painter(scene: Scene, colours: Palette) -> Callable[[Any], list[int]]:
    """Choose how a place is coloured."""
    if scene.tiled:
        return lambda row: rgba(colours.panel)
    if scene.show == JUDGED:
        return lambda row: rgba(colours.verdicts[_verdict(row, scene.line)])
    if scene.show == COVERED:
        return lambda row: inks.share_fill(row.covered_pct, False, colours)
    return lambda row: inks.share_fill(row.effective_pct, row.silent, colours)


def _verdict(row: Any, line: str) -> str:
    return row.verdicts[list(tiles.LETTERS).index(line)]


def _ground(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    """Cells behind and beside the places: they orient, and lead to the neighbour when clicked."""
    fills = [
        rgba(colours.paper if row.region_code == scene.focus else colours.panel)
        for row in scene.around.itertuples()
    ]
    texts = [hover.place(row, scene.lines) for row in scene.around.itertuples()]
    around = scene.around.assign(fill=fills, text=texts)
    return [layers.township_layer(around, colours, layers.AROUND, rim=colours.rule)] if len(around) else []


def _rims(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    rings = geography.outlines() if scene.celled else []
    chosen = [code for code in {scene.focus, scene.selected} if code in geography.cells()]
    own = [geography.cells()[code]["polygon"] for code in chosen]
    return [
        layers.rim_layer(rings, rgba(colours.muted), 1.6, "county-outline"),
        layers.rim_layer(own, rgba(colours.ink), 2.6, "chosen"),
    ]


def _reach(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    return [] if scene.stations is None else [layers.reach_layer(scene.stations, colours, scene.reach_km)]


def _stations(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    if scene.stations is None:
        return []
    told = scene.stations.assign(text=[hover.station(row) for row in scene.stations.itertuples()])
    return [tiles.station_layer(told, colours, scaled(17, colours))]


def _points(scene: Scene, points: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """Places without a cell: discs of their share, or the mark of their verdict, and a ring on the chosen."""
    if points.empty:
        return []
    radius = scaled(_radius(scene), colours)
    chosen = points[points["region_code"] == scene.selected]
    ring = layers.point_layer(
        chosen.assign(fill=[rgba(colours.ink)] * len(chosen)), colours, "ring", radius + 4
    )
    if scene.tiled:
        return []
    if scene.show != JUDGED:
        return [ring, layers.point_layer(points, colours, radius_px=radius, rim=colours.muted)]
    rows = [
        {"at": [row["lon"], row["lat"]], "offset": [0, 0], "size": 2 * radius, **layers.pick(row),
         "icon": tiles.mark_name(row["verdicts"][list(tiles.LETTERS).index(scene.line)])}
        for row in points.dropna(subset=["lon", "lat"]).to_dict("records")
    ]  # fmt: skip
    return [ring, tiles.icon_layer(rows, colours, layers.VILLAGES)]


def _radius(scene: Scene) -> float:
    return 9 if scene.roomy else 6


def _tile_layers(scene: Scene, places: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    if not scene.tiled:
        return []
    size, columns = (15, _COLUMNS) if scene.lettered else (7.5, _SMALL_COLUMNS)
    below = scaled(8, colours) if geography.has_cell(places).any() else 0
    rows = tiles.placed_tiles(
        places, scene.lines, scaled(size, colours), columns, letters=scene.lettered, offset_px=below
    )
    return [tiles.icon_layer(rows, colours)]


def _texts(scene: Scene, places: pd.DataFrame, celled: pd.Series, colours: Palette) -> list[pdk.Layer]:
    behind = scene.around[scene.around["region_code"] != scene.focus]
    faint = [
        {"at": at, "label": geography.short_name(row["name"], row["kind"]), "ink": rgba(colours.muted),
         "offset": [0, 0]}
        for row in behind.to_dict("records")
        if (at := geography.label_at(row, _LEAST_ROOM_DEG)) is not None
    ]  # fmt: skip
    named = [_cell_label(scene, row, colours) for row in places[celled].to_dict("records")]
    if scene.roomy:
        named += [_point_label(scene, row, colours) for row in places[~celled].dropna().to_dict("records")]
    return [
        layers.text_layer(faint, colours, 13, "names-around", 600),
        layers.text_layer(named, colours, 13, "names", 600),
    ]


def _cell_label(scene: Scene, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    name = geography.short_name(row["name"], row["kind"])
    if scene.tiled:
        offset, label = [0, -scaled(17, colours)], name
    else:
        offset, label = [0, 0], f"{name}\n{_figure(scene, row)}"
    at = geography.label_at(row)
    return {"at": at, "label": label, "ink": inks.ink_on(row["fill"], colours), "offset": offset}


def _point_label(scene: Scene, row: dict[str, Any], colours: Palette) -> dict[str, Any]:
    name = geography.short_name(row["name"], row["kind"])
    below = scaled(17 if scene.tiled else 20, colours)
    label = name if scene.show == JUDGED else f"{name} {_figure(scene, row)}"
    return {"at": [row["lon"], row["lat"]], "label": label, "ink": rgba(colours.ink), "offset": [0, below]}


def _figure(scene: Scene, row: dict[str, Any]) -> str:
    if scene.show == JUDGED:
        return VERDICTS[row["verdicts"][list(tiles.LETTERS).index(scene.line)]].text
    if scene.show == EFFECTIVE and row["silent"]:
        return "未报"
    return numbers.share(row[f"{scene.show}_pct"])
