"""What 覆盖地图 shows: the map's part first, then what stands beside it."""

from dataclasses import dataclass

import pandas as pd

from metrics import changes, coverage, coverage_places
from pages.coverage import places_shown
from pages.coverage.controls import Choice
from ui import map_levels
from ui.cache import fetch
from ui.session import View

COURSE_METRIC = "effective_coverage"
PLACE_METRICS = (COURSE_METRIC, "org_coverage", "organizations", "stations_open")


@dataclass(frozen=True)
class OnMap:
    """Frames of the map; columns as the functions of ``metrics`` give them.

    ``stations`` are all open ones, where they are drawn. ``compared`` are the places in the month beside the
    chosen one, ``moves`` how each moved; where there is such a month.
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

    ``course`` counts the cells of what the map shows, ``name``, those of ``level`` only where one is given.
    The chosen place has its seven cells, ``own``, the course of its ``figures`` and its ``stations``.
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
    places = places_shown.places(view, focus, choice.level)
    compared = places_shown.places(view, focus, choice.level, choice.compared) if choice.compared else None
    return OnMap(
        focus=focus,
        level=choice.level,
        places=places,
        around=places_shown.around(view, focus, choice),
        stations=places_shown.stations(view) if choice.stations else None,
        compared=compared,
        moves=None if compared is None else coverage_places.moves(compared, places),
    )


def beside(view: View, choice: Choice) -> Beside:
    """Fetch what the page tells in its title and of the chosen place."""
    chosen, snapshot, whole = view.selection, view.snapshot, choice.together
    here = {"period": chosen.period, "region": chosen.region}
    there = {"period": chosen.period, "region": None if whole else chosen.region}
    told = map_levels.told(whole.level if whole else view.trail["level"].iloc[-1], choice.level)
    return Beside(
        name=whole.name if whole else view.place,
        level=told,
        course=fetch(snapshot, coverage_places.course, lines=chosen.lines, level=told, **there),
        own=fetch(snapshot, coverage_places.lines_of_place, **here),
        figures=fetch(snapshot, changes.course, metrics=PLACE_METRICS, lines=chosen.lines, **here),
        stations=fetch(snapshot, coverage.stations, period=chosen.period, region_code=chosen.region),
    )
