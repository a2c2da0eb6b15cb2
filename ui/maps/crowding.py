"""How much room there is on the screen: which tiles carry letters, which names are written."""

from collections.abc import Sequence

from ui.maps import geography

Box = tuple[float, float, float, float]


def spacing_px(points: Sequence[list[float]], zoom: float) -> float:
    """Measure how far places stand apart on the screen: the lower fifth of the distances to the nearest."""
    spots = [geography.on_screen(at, zoom) for at in points]
    if len(spots) < 2:
        return float("inf")
    nearest = sorted(
        min((x - other_x) ** 2 + (y - other_y) ** 2 for k, (other_x, other_y) in enumerate(spots) if k != at)
        for at, (x, y) in enumerate(spots)
    )
    return nearest[len(nearest) // 5] ** 0.5


def box(at: list[float], zoom: float, size_px: tuple[float, float], below_px: float = 0.0) -> Box:
    """Give the left, top, right, bottom of a picture or a text of such a size centred on a place."""
    x, y = geography.on_screen(at, zoom)
    wide, high = size_px[0] / 2, size_px[1] / 2
    return x - wide, y + below_px - high, x + wide, y + below_px + high


def free(boxes: Sequence[Box], taken: Sequence[Box]) -> list[bool]:
    """Tell which boxes fit between the ones taken, first come first served."""
    filled, kept = list(taken), []
    for one in boxes:
        fits = not any(_overlap(one, other) for other in filled)
        kept.append(fits)
        if fits:
            filled.append(one)
    return kept


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
