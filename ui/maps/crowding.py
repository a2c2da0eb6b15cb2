"""How much room there is on the screen: which tiles carry letters, which names are written."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ui.charts import text_width
from ui.maps import geography

_MEASURED = 500
Box = tuple[float, float, float, float]


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


def first_fits(choices: Sequence[Sequence[Box]], taken: Sequence[Box]) -> list[int | None]:
    """Choose for each picture the first of its boxes that is free, first come first served.

    Args:
        choices: boxes in the order of preference, one list a picture.
        taken: boxes that are filled already.

    Returns:
        The number of the box chosen for each picture; None where none is free.
    """
    filled, chosen = list(taken), []
    for boxes in choices:
        fits = (at for at, one in enumerate(boxes) if not any(_overlap(one, other) for other in filled))
        chosen.append(next(fits, None))
        if chosen[-1] is not None:
            filled.append(boxes[chosen[-1]])
    return chosen


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


def apart(boxes: Sequence[Box]) -> bool:
    """Tell whether no two boxes overlap."""
    return None not in first_fits([[one] for one in boxes], [])


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
