"""The map of 覆盖地图: one scene of places, in shares or in verdicts, as a deck of layers.

A scene shows one of three things. Shares (有效, 有形) colour the places; verdicts of one line colour
them by verdict with its shape; verdicts of several lines write a block of tiles into each place.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pydeck as pdk

from ui.drawing.plots import scaled
from ui.maps import geography, hover, inks, labels, layers, squares, stage, tiles
from ui.maps.scene import COVERED, JUDGED, Scene
from ui.theme import Palette, rgba

STATION_PX = 17


def coverage_deck(scene: Scene, colours: Palette) -> pdk.Deck:
    """Draw a scene as a map that fits into its size on the screen."""
    places = _painted(scene, scene.places.head(0) if scene.dense else scene.places, colours)
    celled = geography.has_cell(places)
    drawn = [
        *_ground(scene, colours),
        layers.township_layer(places[celled], colours, rim=colours.muted if scene.tiled else None),
        *_rims(scene, colours),
        *_reach(scene, colours),
        *(squares.square_layers(scene, colours) if scene.dense else []),
        *_points(scene, places[~celled], colours),
        *_tile_layers(scene, places, colours),
        *_stations(scene, colours),
        *labels.name_layers(scene, places, colours),
        *layers.scale_bar_layers(scene.extent, colours, dotted=scene.dense),
    ]
    return stage.deck(drawn, scene.extent, colours, scene.size_px)


def _painted(scene: Scene, places: pd.DataFrame, colours: Palette) -> pd.DataFrame:
    paint = _painter(scene, colours)
    rows = list(places.itertuples())
    return places.assign(
        fill=[paint(row) for row in rows], text=[hover.place(row, scene.lines) for row in rows]
    )


def _painter(scene: Scene, colours: Palette) -> Callable[[Any], list[int]]:
    """Choose how a place is coloured."""
    if scene.tiled:
        return lambda row: rgba(colours.panel)
    if scene.show == JUDGED:
        return lambda row: rgba(colours.verdicts[scene.verdict(row.verdicts)])
    if scene.show == COVERED:
        return lambda row: inks.share_fill(row.covered_pct, False, colours)
    return lambda row: inks.share_fill(row.effective_pct, row.silent, colours)


def _ground(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    """Cells behind and beside the places: they orient, and lead to the neighbour when clicked."""
    rows = list(scene.around.itertuples())
    around = scene.around.assign(
        fill=[rgba(colours.paper if row.region_code == scene.focus else colours.panel) for row in rows],
        text=[hover.place(row, scene.lines) for row in rows],
    )
    return [layers.township_layer(around, colours, layers.AROUND, rim=colours.rule)] if rows else []


def _rims(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    rings = geography.outlines() if scene.celled else []
    chosen = [code for code in {scene.focus, scene.selected} if code in geography.cells()]
    own = [ring for code in chosen for ring in geography.cells()[code]["rings"]]
    return [
        layers.rim_layer(rings, rgba(colours.muted), 1.6, "county-outline"),
        layers.rim_layer(own, rgba(colours.ink), 2.6, "chosen"),
    ]


def _reach(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    return [] if scene.stations is None else [layers.reach_layer(scene.stations, colours, scene.reach_km)]


def _stations(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    if scene.stations is None or not scene.pictured:
        return []
    told = scene.stations.assign(text=[hover.station(row) for row in scene.stations.itertuples()])
    return [tiles.station_layer(told, colours, scaled(STATION_PX, colours))]


def _points(scene: Scene, points: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """Places without a cell: discs of their share or marks of their verdict, and a ring on the chosen."""
    radius = scaled(scene.radius_px, colours)
    if points.empty:
        return []
    chosen = points[points["region_code"] == scene.selected]
    around = labels.block_px(scene, colours) * 0.75 if scene.tiled else radius + 4
    ring = layers.ring_layer(chosen, colours, around)
    if scene.tiled:
        # The ground of a block answers clicks for all of its tiles.
        size = labels.block_px(scene, colours) * 0.7
        return [layers.point_layer(points, colours, radius_px=size), ring]
    if scene.show != JUDGED:
        return [ring, layers.point_layer(points, colours, radius_px=radius, rim=colours.muted)]
    rows = [
        {
            "at": [row["lon"], row["lat"]],
            "offset": [0, 0],
            "size": 2 * radius,
            **layers.pick(row),
            "icon": tiles.mark_name(scene.verdict(row["verdicts"])),
        }
        for row in points.dropna(subset=["lon", "lat"]).to_dict("records")
    ]
    return [ring, tiles.icon_layer(rows, colours, layers.VILLAGES)]


def _tile_layers(scene: Scene, places: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    if not scene.tiled:
        return []
    celled = geography.has_cell(places)
    roomy = celled & ~places["region_code"].map(geography.cramped).astype(bool)
    below, columns = scaled(labels.TILES_BELOW_PX, colours), labels.CELL_COLUMNS
    in_cells = labels.cell_tile_px(scene, colours)
    blocks = [
        *tiles.placed_tiles(places[roomy], scene.lines, in_cells, columns, offset_px=below),
        *tiles.placed_tiles(places[celled & ~roomy], scene.lines, in_cells / 2, columns, False, below),
        *tiles.placed_tiles(
            places[~celled],
            scene.lines,
            labels.tile_px(scene, colours),
            scene.columns,
            labels.lettered(scene, colours),
        ),
    ]
    return [tiles.icon_layer(blocks, colours, layers.TILES, pickable=False)]
