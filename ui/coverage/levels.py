"""Which levels a map offers, which region fills it, and what stands behind its places.

The level follows the breadth of the map: the next step down comes first, since its places have room for
names and figures; finer ones are offered down to where their points still make a picture.
"""

import pandas as pd

from metrics.catalogue import LEVELS

_ORDER = list(LEVELS)
#: How many steps below its own a map of a region offers.
_STEPS = {"province": 4, "city": 3}
_USUAL_STEPS = 2
VILLAGE, TOWNSHIP, COUNTY = "village", "township", "county"


def offered(own: str) -> list[str]:
    """Give the levels of places that a map of a region shows, the next one first; villages for a village."""
    return _ORDER[_ORDER.index(own) + 1 :][: _STEPS.get(own, _USUAL_STEPS)] or [VILLAGE]


def offered_together(top: str) -> list[str]:
    """Give the levels that a map of all regions at the top of the data shows: theirs, and some below."""
    return _ORDER[_ORDER.index(top) :][:4]


def behind(own: str, level: str) -> str | None:
    """Choose the level that stands faintly behind the places of a region's map; None where nothing fits.

    A county's townships have cells, which its villages lie in. Far and wide the widest level orients.
    """
    between = _ORDER[_ORDER.index(own) + 1 : _ORDER.index(level)]
    if not between:
        return None
    return between[-1] if _ORDER.index(own) >= _ORDER.index(COUNTY) else between[0]


def focus(trail: pd.DataFrame) -> str:
    """Choose the region that fills the map: the chosen one, or what a chosen village lies in.

    Args:
        trail: ``code, level`` from the top of the data down to the chosen region.
    """
    codes, levels = list(trail["code"]), list(trail["level"])
    return codes[-2] if levels[-1] == VILLAGE and len(codes) > 1 else codes[-1]


def within(trail: pd.DataFrame) -> tuple[str, ...]:
    """Choose what is outlined around a map: the county on the way to the chosen region."""
    return tuple(trail.loc[trail["level"] == COUNTY, "code"])


def told(own: str, level: str) -> str | None:
    """Choose the level that a title speaks of: villages far and wide, else everything (None)."""
    return VILLAGE if level == VILLAGE and own not in (TOWNSHIP, VILLAGE) else None
