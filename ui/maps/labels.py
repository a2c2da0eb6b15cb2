"""Names on a coverage map: where they go, what they say, and which are left to the hover text."""

from typing import Any

import pandas as pd
import pydeck as pdk

from ui import numbers
from ui.drawing import crowding as drawing_crowding
from ui.drawing import place_names
from ui.drawing.plots import scaled
from ui.maps import crowding, geography, inks, layers, tiles
from ui.maps.scene import EFFECTIVE, JUDGED, Scene
from ui.theme import VERDICTS, Palette, rgba

NAME_PX = 13
TILES_BELOW_PX = 8
CELL_COLUMNS = 4
_CELL_TILE_PX = (15, 14, 13)
_TILE_PX, _SMALL_TILE_PX = 15, 7.5
_LEAST_ROOM_DEG = 0.012


def lettered(scene: Scene, colours: Palette) -> bool:
    """Tell whether the tiles of points stand far enough apart to carry letters."""
    return scene.spacing_px >= scaled(_TILE_PX, colours) * scene.columns


def tile_px(scene: Scene, colours: Palette) -> int:
    """Side of a tile of a point's block."""
    return scaled(_TILE_PX if lettered(scene, colours) else _SMALL_TILE_PX, colours)


def block_px(scene: Scene, colours: Palette) -> float:
    """Side of a point's block of tiles."""
    return tile_px(scene, colours) * scene.columns


def cell_tile_px(scene: Scene, colours: Palette) -> int:
    """Side of a tile in a cell: the largest at which the blocks of neighbours stay apart."""
    spots = [
        at
        for row in scene.places[geography.has_cell(scene.places)].to_dict("records")
        if not geography.cramped(row["region_code"]) and (at := geography.label_at(row)) is not None
    ]
    sizes = [scaled(size, colours) for size in _CELL_TILE_PX]
    return next((size for size in sizes if _blocks_apart(spots, scene, size, colours)), sizes[-1])


def _blocks_apart(spots: list[list[float]], scene: Scene, size: int, colours: Palette) -> bool:
    rows = -(-min(len(scene.lines), len(tiles.LETTERS)) // CELL_COLUMNS)
    block = (CELL_COLUMNS * (size + 1.5), rows * (size + 1.5) + scaled(NAME_PX, colours))
    return drawing_crowding.apart([crowding.box(at, scene.zoom, block) for at in spots])


def name_layers(scene: Scene, places: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """Write the names of what stands around faintly, and those of the places with their figure.

    Args:
        scene: the scene.
        places: its places with ``fill``.
        colours: palette of the viewer's mode.
    """
    celled = geography.has_cell(places)
    named = _cell_labels(scene, places[celled], colours)
    if scene.roomy:
        named += _point_labels(scene, places[~celled].dropna(subset=["lon", "lat"]), colours)
    among_points = 0.0 if scene.roomy else 0.78
    return [
        layers.text_layer(_faint(scene, colours), colours, NAME_PX, "names-around", 600, among_points),
        layers.text_layer(named, colours, NAME_PX, "names", 600),
    ]


def _faint(scene: Scene, colours: Palette) -> list[dict[str, Any]]:
    behind = scene.around[scene.around["region_code"] != scene.focus]
    return [
        {"at": at, "label": _name(row), "ink": rgba(colours.muted), "offset": [0, 0]}
        for row in behind.to_dict("records")
        if (at := geography.label_at(row, _LEAST_ROOM_DEG)) is not None
    ]


def _cell_labels(scene: Scene, cells: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    """Names in their cells: above the tiles, or with their figure below where that covers no other name."""
    rows = cells.to_dict("records")
    ups = [-scaled(_above_tiles(scene, row), colours) for row in rows]
    texts_of = [_texts(scene, row, colours) for row in rows]
    choices = [
        [
            crowding.box(geography.middle(row["region_code"]), scene.zoom, _text_px(text, colours), (0, up))
            for text in texts
        ]
        for row, up, texts in zip(rows, ups, texts_of, strict=True)
    ]
    chosen = drawing_crowding.first_fits(choices, [])
    return [
        {
            "at": geography.middle(row["region_code"]),
            "label": texts[at],
            "offset": [0, up],
            "ink": inks.ink_on(row["fill"], colours),
        }
        for row, up, texts, at in zip(rows, ups, texts_of, chosen, strict=True)
        if at is not None
    ]


def _texts(scene: Scene, row: dict[str, Any], colours: Palette) -> list[str]:
    """What a cell may say, the longest first; one without room for its figure has its name alone."""
    name = _name(row)
    if scene.tiled or geography.cramped(row["region_code"]):
        return [name]
    both = f"{name}\n{_figure(scene, row)}"
    middle, size = geography.middle(row["region_code"]), _text_px(both, colours)
    # Light letters of a dark cell cannot be read on what lies beyond its border.
    fits = geography.holds(row["region_code"], crowding.box(middle, scene.zoom, size), scene.zoom)
    return [both, name] if fits else [name]


def _above_tiles(scene: Scene, row: dict[str, Any]) -> int:
    if not scene.tiled:
        return 0
    return 11 if geography.cramped(row["region_code"]) else 17


def _point_labels(scene: Scene, points: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    """Names beside their points, where they cover neither another name nor another place."""
    own = 1.3 * block_px(scene, colours) if scene.tiled else 2 * scaled(scene.radius_px, colours)
    written: list[dict[str, Any]] = [
        {"at": [row["lon"], row["lat"]], "ink": rgba(colours.ink), "label": _name(row)}
        for row in points.to_dict("records")
    ]
    beside = [_offsets(own, _text_px(one["label"], colours)) for one in written]
    choices = [
        [crowding.box(one["at"], scene.zoom, _text_px(one["label"], colours), offset) for offset in offsets]
        for one, offsets in zip(written, beside, strict=True)
    ]
    taken = [crowding.box(one["at"], scene.zoom, (own, own)) for one in written]
    chosen = drawing_crowding.first_fits(choices, taken)
    return [
        one | {"offset": list(offsets[at])}
        for one, offsets, at in zip(written, beside, chosen, strict=True)
        if at is not None
    ]


def _offsets(own: float, text: tuple[float, float]) -> list[tuple[float, float]]:
    """Below, above, right and left of a point."""
    down, across = round((own + text[1]) / 2 + 1), round((own + text[0]) / 2 + 3)
    return [(0, down), (0, -down), (across, 0), (-across, 0)]


def _text_px(text: str, colours: Palette) -> tuple[float, float]:
    size, written = scaled(NAME_PX, colours), text.split("\n")
    wide = max(sum(1.0 if letter > "\u2e7f" else 0.55 for letter in line) for line in written)
    return wide * size, size * len(written)


def _name(row: dict[str, Any]) -> str:
    name = place_names.short_name(row["name"], row["kind"])
    return name[:-1] if name.endswith("村") and len(name) > 2 else name


def _figure(scene: Scene, row: dict[str, Any]) -> str:
    if scene.show == JUDGED:
        return VERDICTS[scene.verdict(row["verdicts"])].text
    if scene.show == EFFECTIVE and row["silent"]:
        return "未报"
    return numbers.share(row[f"{scene.show}_pct"])
