"""What 覆盖地图 shows: of the map, of the chosen place, and in its title."""

from dataclasses import dataclass

import pandas as pd

from metrics.coverage import by_place
from metrics.meeting import ledger
from metrics.services import open_stations
from metrics.values import changes
from pages.coverage import places_shown
from pages.coverage.controls import Choice
from ui.cache import fetch
from ui.coverage import levels
from ui.session import View

COURSE_METRIC = "effective_coverage"
PLACE_METRICS = (COURSE_METRIC, "org_coverage", "organizations", "stations_open")


@dataclass(frozen=True)
class OnMap:
    """Frames of the map, and which place fills it; none for all of the data."""

    focus: str
    level: str
    places: pd.DataFrame
    around: pd.DataFrame
    stations: pd.DataFrame | None
    compared: pd.DataFrame | None
    moves: pd.DataFrame | None


@dataclass(frozen=True)
class Heading:
    """What the title tells: ``course`` counts the cells of ``name``, of ``level`` only where one is given."""

    name: str
    level: str | None
    course: pd.DataFrame


@dataclass(frozen=True)
class Place:
    """The chosen place: its cells, ``own``, the course of its ``figures``, ``stations`` and ``issues``."""

    own: pd.DataFrame
    figures: pd.DataFrame
    stations: pd.DataFrame
    issues: pd.DataFrame


def on_map(view: View, choice: Choice) -> OnMap:
    """Fetch what the map shows for a view and the choices above it."""
    focus = "" if choice.together else levels.focus(view.trail)
    places = places_shown.places(view, focus, choice.level)
    compared = places_shown.places(view, focus, choice.level, choice.compared) if choice.compared else None
    moves = None if compared is None else by_place.moves(compared, places)
    around = places_shown.around(view, focus, choice)
    stations = places_shown.stations(view) if choice.stations else None
    return OnMap(focus, choice.level, places, around, stations, compared, moves)


def heading(view: View, choice: Choice) -> Heading:
    """Fetch what the title tells."""
    whole = choice.together
    there = view.in_scope | ({"region": None} if whole else {})
    told = levels.told(whole.level if whole else view.trail["level"].iloc[-1], choice.level)
    name = whole.name if whole else view.place
    return Heading(name, told, fetch(view.snapshot, by_place.course, level=told, **there))


def place(view: View) -> Place:
    """Fetch what is told of the chosen place."""
    return Place(
        own=fetch(view.snapshot, by_place.lines_of_place, **view.at_place),
        figures=fetch(view.snapshot, changes.course, metrics=PLACE_METRICS, **view.in_scope),
        stations=fetch(view.snapshot, open_stations.open_stations, **view.at_place),
        issues=fetch(view.snapshot, ledger.ledger, **view.in_scope),
    )
