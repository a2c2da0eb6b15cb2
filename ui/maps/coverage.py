"""The map of 覆盖地图: one scene of places, in shares or in verdicts, as a deck of layers.

A scene shows one of three things. Shares (有效, 有形) colour the places; verdicts of one line colour
them by verdict with its shape; verdicts of several lines write a block of tiles into each place.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pydeck as pdk

from ui.drawing.plots import scaled
from ui.maps import hover, inks, labels, layers, squares, stage, tiles
from ui.maps.scene import COVERED, JUDGED, Scene
from ui.theme import Palette, rgba

STATION_PX = 17
#: How much of the largest circle in a cell a mark fills.
_MARK_SHARE = 0.8


def coverage_deck(scene: Scene, colours: Palette) -> pdk.Deck:
    """Draw a scene as a map that fits into its size on the screen."""
    places = _painted(scene, scene.places.head(0) if scene.dense else scene.places, colours)
    celled = scene.ground.holds(places)
    drawn = [
        *_ground(scene, colours),
        *layers.cell_layers(
            scene.ground, places[celled], colours, rim=colours.muted if scene.tiled else None
        ),
        *_rims(scene, colours),
        *_reach(scene, colours),
        *(squares.square_layers(scene, colours) if scene.dense else []),
        *_points(scene, places[~celled], colours),
        *_cell_marks(scene, places[celled], colours),
        *_tile_layers(scene, places, colours),
        *_stations(scene, colours),
        *labels.name_layers(scene, places, colours),
        *layers.scale_bar_layers(scene.extent, scene.ground, colours, dotted=scene.dense),
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
    """Shapes behind and beside the places: they orient, and lead to the neighbour when clicked."""
    rows = list(scene.around.itertuples())
    around = scene.around.assign(
        fill=[rgba(colours.paper if row.region_code == scene.focus else colours.panel) for row in rows],
        text=[hover.place(row, scene.lines) for row in rows],
    )
    return layers.cell_layers(scene.ground, around, colours, layers.AROUND, colours.rule) if rows else []


def _rims(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    around = scene.ground.rings(scene.within) if scene.celled else []
    own = scene.ground.rings(sorted({scene.focus, scene.selected}))
    return [
        *_borders(scene, colours),
        layers.rim_layer(around, rgba(colours.muted), 1.6, "outline"),
        layers.rim_layer(own, rgba(colours.ink), 2.6, "chosen"),
    ]


def _borders(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    """Above very many places the borders of what they lie in."""
    if not scene.crowded or scene.dense:
        return []
    rings = scene.ground.rings(list(scene.around["region_code"]))
    return [layers.rim_layer(rings, rgba(colours.ink), 1.1, "borders")]


def _reach(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    return [] if scene.stations is None else [layers.reach_layer(scene.stations, colours, scene.reach_km)]


def _stations(scene: Scene, colours: Palette) -> list[pdk.Layer]:
    if scene.stations is None or not scene.pictured:
        return []
    told = scene.stations.assign(text=[hover.station(row) for row in scene.stations.itertuples()])
    return [tiles.station_layer(told, colours, scaled(STATION_PX, colours))]


def _points(scene: Scene, points: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """Places without a shape: discs of their share or marks of their verdict, and a ring on the chosen."""
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
    return [ring, tiles.icon_layer(_marks(scene, points, radius), colours, layers.POINTS)]


def _marks(scene: Scene, places: pd.DataFrame, radius: float) -> list[dict[str, Any]]:
    """A shape for the verdict of the one line shown, at each place."""
    return [
        {
            "at": at,
            "offset": [0, 0],
            "size": 2 * min(radius, _MARK_SHARE * scene.ground.room_px(row["region_code"], scene.zoom)),
            **layers.pick(row),
            "icon": tiles.mark_name(scene.verdict(row["verdicts"])),
        }
        for row in places.to_dict("records")
        if (at := scene.ground.label_at(row)) is not None
    ]


def _cell_marks(scene: Scene, cells: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """Cells too many to hold a word say their verdict by its shape, as points do."""
    if scene.show != JUDGED or scene.tiled or not scene.crowded:
        return []
    marks = _marks(scene, cells, scaled(scene.radius_px, colours))
    return [tiles.icon_layer(marks, colours, layers.TILES, pickable=False)]


def _tile_layers(scene: Scene, places: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    if not scene.tiled:
        return []
    ground, lines = scene.ground, scene.lines
    named = ground.holds(places) & (not scene.crowded)
    cramped = named & places["region_code"].map(lambda code: ground.cramped(code, scene.zoom)).astype(bool)
    below = scaled(labels.TILES_BELOW_PX, colours)
    columns, in_cells = labels.cell_tiles(scene, colours)
    alone = scene.columns, labels.lettered(scene, colours)
    blocks = [
        *tiles.placed_tiles(ground, places[named & ~cramped], lines, in_cells, columns, offset_px=below),
        *tiles.placed_tiles(ground, places[cramped], lines, in_cells / 2, columns, False, below),
        *(
            tile
            for size, some in places[~named].groupby(labels.own_tile_px(scene, places[~named], colours))
            for tile in tiles.placed_tiles(ground, some, lines, size, *alone)
        ),
    ]
    return [tiles.icon_layer(blocks, colours, layers.TILES, pickable=False)]
