"""Colours of map objects: fills by share, and ink that stands out on them."""

from collections.abc import Sequence
from functools import lru_cache

from ui.theme import Palette, rgba, sequential_colour


def share_fill(value_pct: float | None, silent: bool, colours: Palette) -> list[int]:
    """Colour a 0–1 share; a place that reported nothing has the colour of 未报, not that of zero."""
    return rgba(colours.verdicts["未报"] if silent else sequential_colour(value_pct, colours))


def ink_on(fill: Sequence[int], colours: Palette) -> list[int]:
    """Pick ink or paper: the one that contrasts more with a fill (``[r, g, b, a]``)."""
    return readable_on(tuple(fill), colours.ink, colours.paper)


@lru_cache(maxsize=256)
def readable_on(ground: tuple[int, ...], *inks: str) -> list[int]:
    """Pick the ink that contrasts most with a ground colour (``[r, g, b, a]``)."""
    light = _luminance(ground)

    def contrast(ink: list[int]) -> float:
        own = _luminance(ink)
        return (max(own, light) + 0.05) / (min(own, light) + 0.05)

    return max((rgba(ink) for ink in inks), key=contrast)


def _luminance(colour: Sequence[int]) -> float:
    """Relative luminance of an ``[r, g, b, a]`` colour as WCAG defines it."""
    shares = [part / 255 for part in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
