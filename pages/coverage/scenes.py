"""A month's places set on the stage that the choices ask for."""

import pandas as pd

from pages.coverage import places_shown
from pages.coverage.contents import OnMap
from pages.coverage.controls import Choice
from ui import maps
from ui.coverage import levels
from ui.session import View


def scene(
    places: pd.DataFrame, found: OnMap, choice: Choice, view: View, size_px: tuple[int, int]
) -> maps.Scene:
    """Set some month's places on the stage, on a map of a size in pixels."""
    return maps.Scene(
        ground=places_shown.ground(view, found.focus, [places, found.around], size_px),
        places=places_shown.standing(view, found.focus, found.level, places),
        around=found.around,
        focus=found.focus,
        selected=view.selection.region,
        level=found.level,
        show=choice.show,
        lines=view.selection.shown_lines,
        size_px=size_px,
        stations=None if found.stations is None else found.stations[found.stations["service_station"]],
        within=levels.within(view.trail),
    )
