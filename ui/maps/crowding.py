"""How much room there is on the screen: which tiles carry letters, which names are written."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ui.drawing.crowding import Box, first_fits
from ui.drawing.plots import text_width
from ui.maps import geography

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
