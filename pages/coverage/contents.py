"""What 覆盖地图 shows: the map's part first, then what stands beside it."""

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
class OnMap:
    """Frames of the map; columns as the functions of ``metrics`` give them.

    ``stations`` are all open ones, none where they are not drawn. ``compared`` are the places as they were in
    the month that is set beside the chosen one, ``moves`` how each moved; None without such a month.
    """

    focus: str
    level: str
    places: pd.DataFrame
    around: pd.DataFrame
    stations: pd.DataFrame | None
    compared: pd.DataFrame | None
    moves: pd.DataFrame | None


@dataclass(frozen=True)
class Beside:
    """Frames of the title and of the chosen place.

    ``name`` is that of what the map shows, ``course`` counts its cells, those of ``level`` only where one is
    given. ``own`` are the seven cells of the chosen place, ``figures`` the course of the catalogue's metrics
    there, ``stations`` its own.
    """

    name: str
    level: str | None
    course: pd.DataFrame
    own: pd.DataFrame
    figures: pd.DataFrame
    stations: pd.DataFrame


def on_map(view: View, choice: Choice) -> OnMap:
    """Fetch what the map shows for a view and the choices above it."""
    focus = "" if choice.together else map_levels.focus(view.trail)
    places = _places(view, focus, choice.level)
    compared = _places(view, focus, choice.level, choice.compared) if choice.compared else None
    open_ones = {"period": view.selection.period} if choice.stations else None
    return OnMap(
        focus=focus,
        level=choice.level,
        places=places,
        around=_around(view, focus, choice),
        stations=fetch(view.snapshot, coverage.stations, **open_ones) if open_ones else None,
        compared=compared,
        moves=None if compared is None else coverage_places.moves(compared, places),
    )


def beside(view: View, choice: Choice) -> Beside:
    """Fetch what the page tells in its title and of the chosen place."""
    snapshot, chosen = view.snapshot, view.selection
    here = {"period": chosen.period, "region": chosen.region}
    there = here | {"region": None} if choice.together else here
    own = choice.together.level if choice.together else view.trail["level"].iloc[-1]
    told = map_levels.told(own, choice.level)
    return Beside(
        name=choice.together.name if choice.together else view.place,
        level=told,
        course=fetch(snapshot, coverage_places.course, lines=chosen.lines, level=told, **there),
        own=fetch(snapshot, coverage_places.lines_of_place, **here),
        figures=fetch(snapshot, changes.course, metrics=PLACE_METRICS, lines=chosen.lines, **here),
        stations=fetch(snapshot, coverage.stations, period=chosen.period, region_code=chosen.region),
    )


def _around(view: View, focus: str, choice: Choice) -> pd.DataFrame:
    """What stands behind the places; beside a township its neighbours."""
    if choice.together:
        behind = choice.together.level
        return _places(view, "", behind).head(0 if behind == choice.level else None)
    steps = view.trail.set_index("code")
    own, parent = steps.loc[focus, "level"], steps.loc[focus, "parent_code"]
    if behind := map_levels.behind(own, choice.level):
        return _places(view, focus, behind)
    known = own == map_levels.TOWNSHIP and parent in steps.index
    return _places(view, parent, own) if known else _places(view, focus, choice.level).head(0)


def _places(view: View, region: str, level: str, period: date | None = None) -> pd.DataFrame:
    """Places of a level in a region, of all the data where it is empty."""
    chosen = view.selection
    which = {"period": period or chosen.period, "region": region or None, "level": level}
    return fetch(view.snapshot, coverage_places.places_below, lines=chosen.lines, **which)
