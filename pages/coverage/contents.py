"""What 覆盖地图 shows, fetched once."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics import changes, coverage, coverage_places
from pages.coverage.controls import Choice
from ui import map_levels
from ui.cache import fetch
from ui.session import View

COURSE_METRIC = "effective_coverage"
PLACE_METRICS = (COURSE_METRIC, "org_coverage", "organizations", "stations_open")


@dataclass(frozen=True)
class Contents:
    """Frames of one selection; columns as the functions of ``metrics`` give them.

    ``course`` counts the cells of the region, those of ``course_level`` only where one is given.
    ``figures`` is the course of the catalogue's metrics at the region.
    ``stations`` are all open ones, ``own_stations`` those of the region. ``compared`` are the places as they
    were in the month that is set beside the chosen one, ``moves`` how each moved; None without such a month.
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
    compared: pd.DataFrame | None
    moves: pd.DataFrame | None


def gather(view: View, choice: Choice) -> Contents:
    """Fetch everything that the page shows for a view and the choices on the map."""
    snapshot, chosen = view.snapshot, view.selection
    here = {"period": chosen.period, "region": chosen.region}
    focus, level = map_levels.focus(view.trail), choice.level
    places = _places(view, focus, level)
    compared = _places(view, focus, level, choice.compared) if choice.compared else None
    told = map_levels.told(view.trail["level"].iloc[-1], level)
    return Contents(
        focus=focus,
        level=level,
        places=places,
        around=_around(view, focus, level),
        course_level=told,
        course=fetch(snapshot, coverage_places.course, lines=chosen.lines, level=told, **here),
        own=fetch(snapshot, coverage_places.lines_of_place, **here),
        figures=fetch(snapshot, changes.course, metrics=PLACE_METRICS, lines=chosen.lines, **here),
        stations=fetch(snapshot, coverage.stations, period=chosen.period),
        own_stations=fetch(snapshot, coverage.stations, period=chosen.period, region_code=chosen.region),
        compared=compared,
        moves=None if compared is None else coverage_places.moves(compared, places),
    )


def _around(view: View, focus: str, level: str) -> pd.DataFrame:
    """Places between focus and level; beside a township its neighbours."""
    steps = view.trail.set_index("code")
    own, parent = steps.loc[focus, "level"], steps.loc[focus, "parent_code"]
    if between := map_levels.between(own, level):
        return _places(view, focus, between[-1])
    known = own == map_levels.TOWNSHIP and parent in steps.index
    return _places(view, parent, own) if known else _places(view, focus, level).head(0)


def _places(view: View, region: str, level: str, period: date | None = None) -> pd.DataFrame:
    chosen = view.selection
    which = {"period": period or chosen.period, "region": region, "level": level, "lines": chosen.lines}
    return fetch(view.snapshot, coverage_places.places_below, **which)
