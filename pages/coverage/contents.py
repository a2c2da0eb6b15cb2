"""What 覆盖地图 shows, fetched once."""

from dataclasses import dataclass

import pandas as pd

from metrics import changes, coverage, coverage_places
from metrics.catalogue import LEVELS
from pages.coverage.controls import Choice
from ui.cache import fetch
from ui.session import View

COURSE_METRIC = "effective_coverage"
PLACE_METRICS = (COURSE_METRIC, "org_coverage", "organizations", "stations_open")


@dataclass(frozen=True)
class Contents:
    """Frames of one selection; columns as the functions of ``metrics`` give them.

    ``course`` counts the cells of the region, those of ``course_level`` only where one is given.
    ``figures`` is the course of the catalogue's metrics at the region.
    ``stations`` are all open ones, ``own_stations`` those of the region.
    """

    focus: str
    level: str
    places: pd.DataFrame
    around: pd.DataFrame
    course_level: str | None
    course: pd.DataFrame
    own: pd.DataFrame
    figures: pd.DataFrame
    stations: pd.DataFrame
    own_stations: pd.DataFrame


def gather(view: View, choice: Choice) -> Contents:
    """Fetch everything that the page shows for a view and the choices on the map."""
    snapshot, chosen = view.snapshot, view.selection
    here = {"period": chosen.period, "region": chosen.region}
    focus, level = focus_of(view), choice.level
    course_level = level if _tells_villages(view, level) else None
    return Contents(
        focus=focus,
        level=level,
        places=_places(view, focus, level),
        around=_around(view, focus, level),
        course_level=course_level,
        course=fetch(snapshot, coverage_places.course, lines=chosen.lines, level=course_level, **here),
        own=fetch(snapshot, coverage_places.lines_of_place, **here),
        figures=fetch(snapshot, changes.course, metrics=PLACE_METRICS, lines=chosen.lines, **here),
        stations=fetch(snapshot, coverage.stations, period=chosen.period),
        own_stations=fetch(snapshot, coverage.stations, period=chosen.period, region_code=chosen.region),
    )


def _tells_villages(view: View, level: str) -> bool:
    """Whether the map shows villages far and wide, so that their level is what the title tells."""
    return level == "village" and view.trail["level"].iloc[-1] not in ("township", "village")


def focus_of(view: View) -> str:
    """Code of the region that fills the map: the chosen one, or what a chosen village lies in."""
    codes, levels = list(view.trail["code"]), list(view.trail["level"])
    return codes[-2] if levels[-1] == "village" and len(codes) > 1 else codes[-1]


def _around(view: View, focus: str, level: str) -> pd.DataFrame:
    """Places between focus and level; beside the focus where there are none between."""
    steps = view.trail.set_index("code")
    own, parent = steps.loc[focus, "level"], steps.loc[focus, "parent_code"]
    order = list(LEVELS)
    between = order[order.index(own) + 1 : order.index(level)]
    if between:
        return _places(view, focus, between[-1])
    known = own == "township" and parent in steps.index
    return _places(view, parent, own) if known else _places(view, focus, level).head(0)


def _places(view: View, region: str, level: str) -> pd.DataFrame:
    chosen = view.selection
    return fetch(
        view.snapshot,
        coverage_places.places_below,
        period=chosen.period,
        region=region,
        level=level,
        lines=chosen.lines,
    )
