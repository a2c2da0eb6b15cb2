"""Names beside the points of a picture: where each stands, and which stay unwritten for want of room."""

from collections.abc import Sequence

from ui.drawing.crowding import first_fits
from ui.drawing.plots import text_width

#: Places of a name beside its point as plotly calls them: signs of its shift to the right and upwards.
_PLACES = {
    "top right": (1, 1),
    "top left": (-1, 1),
    "bottom right": (1, -1),
    "bottom left": (-1, -1),
    "top center": (0, 1),
    "bottom center": (0, -1),
}
_GAP_PX = 4
_FAR = 1e6

Point = tuple[float, float]


def placed(points: Sequence[Point], names: Sequence[str], size: Point, text_px: float) -> list[str | None]:
    """Choose a place for each name so that it meets neither another nor the edge, first come first served.

    Args:
        points: pixels from the left and from the bottom of the picture, the most important point first.
        names: what is to be written.
        size: width and height of the picture in pixels.
        text_px: size of the type.

    Returns:
        ``textposition`` of plotly for each name; None where no place is free.
    """
    wide, high = size
    edges = [
        (-_FAR, -_FAR, 0.0, _FAR),
        (wide, -_FAR, _FAR, _FAR),
        (-_FAR, -_FAR, _FAR, 0.0),
        (-_FAR, high, _FAR, _FAR),
    ]
    choices = [
        _boxes(point, text_width(name, text_px), text_px) for point, name in zip(points, names, strict=True)
    ]
    free = list(_PLACES)
    return [None if at is None else free[at] for at in first_fits(choices, edges)]


def _boxes(point: Point, wide: float, high: float) -> list[tuple[float, float, float, float]]:
    """The box of a name at each of its places, with left below right and bottom below top."""
    x, y = point
    corners = [
        (x - wide / 2 + across * (wide / 2 + _GAP_PX), y - high / 2 + up * (high / 2 + _GAP_PX))
        for across, up in _PLACES.values()
    ]
    return [(left, bottom, left + wide, bottom + high) for left, bottom in corners]
