"""How much room there is on the screen: which tiles carry letters, which names are written."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ui.drawing import place_names
from ui.drawing.crowding import Box, first_fits
from ui.drawing.plots import text_width
from ui.maps import geography
from ui.maps.ground import Ground

_MEASURED = 500


def spacing_px(points: Sequence[list[float]], zoom: float) -> float:
    """Measure how far places stand apart on the screen: the lower fifth of the distances to the nearest.

    Many places are never apart, so that nothing is measured for them.
    """
    if len(points) < 2 or len(points) > _MEASURED:
        return 0.0 if len(points) > _MEASURED else float("inf")
    spots = np.array([geography.on_screen(at, zoom) for at in points])
    between = np.hypot(*(spots[:, None, :] - spots[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(between, np.inf)
    return float(np.sort(between.min(axis=1))[len(points) // 5])


def box(
    at: list[float], zoom: float, size_px: tuple[float, float], offset: tuple[float, float] = (0, 0)
) -> Box:
    """Give the left, top, right, bottom of a picture or a text of such a size, centred beside a place."""
    x, y = geography.on_screen(at, zoom)
    wide, high = size_px[0] / 2, size_px[1] / 2
    return x + offset[0] - wide, y + offset[1] - high, x + offset[0] + wide, y + offset[1] + high


def legible(
    names: Sequence[dict[str, Any]], zoom: float, text_px: float, taken: Sequence[Box] = ()
) -> list[dict[str, Any]]:
    """Keep the names that cover none before them; the others show under the pointer.

    Args:
        names: ``at`` ([lon, lat]), ``label`` and ``offset`` (pixels) of each, as a text layer takes them.
        zoom: of the map.
        text_px: height of the letters.
        taken: boxes that are filled already.
    """
    boxes = [
        [box(one["at"], zoom, (text_width(one["label"], text_px), text_px), tuple(one["offset"]))]
        for one in names
    ]
    chosen = first_fits(boxes, taken)
    return [one for one, at in zip(names, chosen, strict=True) if at is not None]


def short_names(
    ground: Ground,
    places: pd.DataFrame,
    zoom: float,
    text_px: float,
    least_room_px: float,
    ink: Callable[[dict[str, Any]], list[int]],
    below_px: float = 0,
) -> list[dict[str, Any]]:
    """Short names of places that have room for one and cover none before them, as a text layer takes them.

    Args:
        ground: the shapes of the places.
        places: ``region_code, name, kind, lon, lat``, one row a place.
        zoom: of the map.
        text_px: height of the letters.
        least_room_px: radius of the largest circle in a shape that has room.
        ink: colour of a place's name.
        below_px: how far below its point the name of a place without a shape stands.
    """
    named = [
        {
            "at": at,
            "label": place_names.short_name(row["name"], row["kind"]),
            "offset": [0, 0 if row["region_code"] in ground.cells else below_px],
            "ink": ink(row),
        }
        for row in places.to_dict("records")
        if ground.room_px(row["region_code"], zoom) >= least_room_px
        and (at := ground.label_at(row)) is not None
    ]
    return legible(named, zoom, text_px)
