"""Where surveys were held, township by township, and where never."""

import pandas as pd
import streamlit as st

from metrics.tasks import surveys
from ui import maps, viewport
from ui.drawing import panels
from ui.drawing.plots import scaled
from ui.session import View
from ui.shell import messages
from ui.tasks import survey_words
from ui.theme import palette, rgba, sequential_colour

_WIDE, _HEIGHT_PX = 0.42, 430


def show(places: pd.DataFrame, found: pd.DataFrame, view: View) -> None:
    """Draw the map."""
    counted = surveys.by_township(found, places)
    size = (viewport.known().map_size(_WIDE)[0], _HEIGHT_PX)
    ground = maps.ground_of(view, [counted], size, [view.selection.region])
    told, rows = survey_words.places(counted), survey_words.places_read(counted)
    with panels.panel(told, key="survey-map", data=rows, file_name="调研地方", notes=maps.notes(ground)):
        if counted.empty:
            messages.empty("本范围没有乡镇", "可从上方选择其他范围")
            return
        _map(counted, ground, size, view.selection.region)
        maps.caption(ground)
        panels.note(survey_words.MAP_KEY)


def _map(counted: pd.DataFrame, ground: maps.Ground, size: tuple[int, int], here: str) -> None:
    colours = palette()
    shown = counted.assign(
        fill=[rgba(sequential_colour(share, colours)) for share in counted["most_pct"]],
        text=[f"调研 {many} 次" for many in counted["surveys"]],
    )
    drawn = maps.small_deck(ground, shown, [here], ground.extent_of(shown), colours, size)
    st.pydeck_chart(drawn, height=scaled(_HEIGHT_PX, colours), key="survey-map-deck", alt="各乡镇调研次数")
