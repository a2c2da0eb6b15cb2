"""Which levels a map of a region offers, and which region fills it."""

import pandas as pd

from metrics.catalogue import LEVELS

_ORDER = list(LEVELS)
_OFFERED = 2
VILLAGE, TOWNSHIP = "village", "township"


def offered(own: str) -> list[str]:
    """Give the levels of places that a map of a region shows: the next two, villages for a village."""
    return _ORDER[_ORDER.index(own) + 1 :][:_OFFERED] or [VILLAGE]


def between(own: str, level: str) -> list[str]:
    """Give the levels that lie between a region and the places on its map."""
    return _ORDER[_ORDER.index(own) + 1 : _ORDER.index(level)]


def focus(trail: pd.DataFrame) -> str:
    """Choose the region that fills the map: the chosen one, or what a chosen village lies in.

    Args:
        trail: ``code, level`` from the top of the data down to the chosen region.
    """
    codes, levels = list(trail["code"]), list(trail["level"])
    return codes[-2] if levels[-1] == VILLAGE and len(codes) > 1 else codes[-1]


def told(own: str, level: str) -> str | None:
    """Choose the level that a title speaks of: villages far and wide, else everything (None)."""
    return VILLAGE if level == VILLAGE and own not in (TOWNSHIP, VILLAGE) else None
