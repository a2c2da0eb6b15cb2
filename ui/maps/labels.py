"""Names on a coverage map: where they go, what they say, and which are left to the hover text."""

import math
from typing import Any

import pandas as pd
import pydeck as pdk

from ui import numbers
from ui.drawing import crowding as drawing_crowding
from ui.drawing import place_names
from ui.drawing.plots import scaled
from ui.maps import crowding, inks, layers
from ui.maps.scene import EFFECTIVE, JUDGED, Scene
from ui.theme import VERDICTS, Palette, rgba

NAME_PX = 13
TILES_BELOW_PX = 8
#: Most rows of tiles in a cell; their columns and sides, the largest first.
_MOST_ROWS = 2
_CELL_TILES = ((4, 15), (4, 14), (4, 13), (4, 11), (2, 13), (2, 11), (2, 9))
_TILE_PX, _SMALL_TILE_PX = 15, 7.5
_LEAST_ROOM_PX = 8.7
#: Side of a block of tiles in the largest circle of a cell, by its radius; tiles are never smaller than that.
_BLOCK_SHARE, _LEAST_TILE_PX = 1.5, 2.0
#: How far letters may reach beyond the largest circle in their cell.
_BORDER_PX = 3.0
#: A name wider than so many radii of the largest circle in its cell stands on a plate; its opacity.
_WIDE, _PLATE = 2.4, 0.78


def lettered(scene: Scene, colours: Palette) -> bool:
    """Tell whether the tiles of points stand far enough apart to carry letters."""
    return scene.spacing_px >= scaled(_TILE_PX, colours) * scene.columns


def tile_px(scene: Scene, colours: Palette) -> int:
    """Side of a tile of a point's block."""
    return scaled(_TILE_PX if lettered(scene, colours) else _SMALL_TILE_PX, colours)


def own_tile_px(scene: Scene, places: pd.DataFrame, colours: Palette) -> pd.Series:
    """Side of a tile in each place's block: a point's, or what the largest circle in its shape holds."""
    most = float(tile_px(scene, colours))
    rooms = [min(scene.ground.room_px(code, scene.zoom), 1e3) for code in places["region_code"]]
    sizes = [min(most, max(round(_BLOCK_SHARE * room / scene.columns), _LEAST_TILE_PX)) for room in rooms]
    return pd.Series(sizes, index=places.index)


def block_px(scene: Scene, colours: Palette) -> float:
    """Side of a point's block of tiles."""
    return tile_px(scene, colours) * scene.columns


def cell_tiles(scene: Scene, colours: Palette) -> tuple[int, int]:
    """Columns and side of the tiles in a cell: the largest at which the blocks of neighbours stay apart."""
    spots = [
        at
        for row in scene.places[scene.ground.holds(scene.places)].to_dict("records")
        if not scene.ground.cramped(row["region_code"], scene.zoom)
        and (at := scene.ground.label_at(row)) is not None
    ]
    offered = [
        (columns, scaled(size, colours))
        for columns, size in _CELL_TILES
        if scene.most_expected <= _MOST_ROWS * columns
    ]
    return next((one for one in offered if _blocks_apart(spots, scene, *one, colours)), offered[-1])


def _blocks_apart(spots: list[list[float]], scene: Scene, columns: int, size: int, colours: Palette) -> bool:
    across, rows = min(columns, scene.most_expected), -(-scene.most_expected // columns)
    block = (across * (size + 1.5), rows * (size + 1.5) + scaled(NAME_PX, colours))
    return drawing_crowding.apart([crowding.box(at, scene.zoom, block) for at in spots])


def name_layers(scene: Scene, places: pd.DataFrame, colours: Palette) -> list[pdk.Layer]:
    """Write the names of what stands around faintly, and those of the places with their figure.

    Args:
        scene: the scene.
        places: its places with ``fill``.
        colours: palette of the viewer's mode.
    """
    celled = scene.ground.holds(places)
    behind = _faint(scene, colours)
    named = _cell_labels(scene, places[celled], colours, behind)
    if scene.roomy:
        named += _point_labels(scene, places[~celled].dropna(subset=["lon", "lat"]), colours)
    among_points = 0.0 if scene.roomy else _PLATE
    wide = [one for one in named if one.get("is_wide")]
    return [
        layers.text_layer(behind, colours, NAME_PX, "names-around", 600, among_points),
        layers.text_layer([one for one in named if one not in wide], colours, NAME_PX, "names", 600),
        layers.text_layer(wide, colours, NAME_PX, "names-beyond", 600, _PLATE),
    ]


def _faint(scene: Scene, colours: Palette) -> list[dict[str, Any]]:
    behind = scene.around[scene.around["region_code"] != scene.focus]
    return [
        {"at": at, "label": _name(row), "ink": rgba(colours.muted), "offset": [0, 0]}
        for row in behind.to_dict("records")
        if scene.ground.room_px(row["region_code"], scene.zoom) >= _LEAST_ROOM_PX
        and (at := scene.ground.label_at(row)) is not None
    ]


def _cell_labels(
    scene: Scene, cells: pd.DataFrame, colours: Palette, behind: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Names in their cells: above the tiles, or with their figure below where that covers no other name."""
    taken = [crowding.box(one["at"], scene.zoom, _text_px(one["label"], colours)) for one in behind]
    rows = cells.to_dict("records")
    middles = [scene.ground.cells[row["region_code"]].label_at for row in rows]
    ups = [-scaled(_above_tiles(scene, row), colours) for row in rows]
    texts_of = [_texts(scene, row, colours) for row in rows]
    choices = [
        [crowding.box(middle, scene.zoom, _text_px(text, colours), (0, up)) for text in texts]
        for middle, up, texts in zip(middles, ups, texts_of, strict=True)
    ]
    chosen = drawing_crowding.first_fits(choices, taken)
    return [
        {"at": middle, "label": texts[at], "offset": [0, up]} | _written(scene, row, texts[at], colours)
        for row, middle, up, texts, at in zip(rows, middles, ups, texts_of, chosen, strict=True)
        if at is not None
    ]


def _written(scene: Scene, row: dict[str, Any], text: str, colours: Palette) -> dict[str, Any]:
    """The ink of a name in its cell; one that reaches far beyond needs a plate of paper below it."""
    room = scene.ground.room_px(row["region_code"], scene.zoom)
    if _text_px(text, colours)[0] > _WIDE * room and not scene.tiled:
        return {"ink": rgba(colours.ink), "is_wide": True}
    return {"ink": inks.ink_on(row["fill"], colours)}


def _texts(scene: Scene, row: dict[str, Any], colours: Palette) -> list[str]:
    """What a cell may say, the longest first; one without room for its figure has its name alone."""
    name, code = _name(row), row["region_code"]
    if scene.crowded:
        return [] if scene.show == JUDGED else _texts_within(scene, code, name, _figure(scene, row), colours)
    if scene.tiled or scene.ground.cramped(code, scene.zoom):
        return [name]
    both = f"{name}\n{_figure(scene, row)}"
    # Light letters of a dark cell cannot be read on what lies beyond its border.
    box = crowding.box(scene.ground.cells[code].label_at, scene.zoom, _text_px(both, colours))
    return [both, name] if scene.ground.has_room(code, box, scene.zoom) else [name]


def _texts_within(scene: Scene, code: str, name: str, figure: str, colours: Palette) -> list[str]:
    """What the largest circle in a cell holds: name and figure, or the name."""
    room = scene.ground.room_px(code, scene.zoom) + _BORDER_PX
    return [text for text in (f"{name}\n{figure}", name) if math.hypot(*_text_px(text, colours)) <= 2 * room]


def _above_tiles(scene: Scene, row: dict[str, Any]) -> int:
    if not scene.tiled:
        return 0
    return 11 if scene.ground.cramped(row["region_code"], scene.zoom) else 17


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
