"""The map of 覆盖地图 with its legend; a click leads to the place."""

from functools import partial

import streamlit as st

from pages.coverage import scenes
from pages.coverage.contents import PLACE_METRICS, OnMap
from pages.coverage.controls import Choice
from ui import maps, session
from ui.behind import number
from ui.coverage import timeline, words
from ui.drawing import panels
from ui.session import View
from ui.shell import messages
from ui.theme import palette
from ui.viewport import Viewport

#: Shares of the width: the map and the panel beside it.
COLUMNS = (0.63, 0.37)
_CLICKED = "coverage_clicked"


def show(found: OnMap, choice: Choice, view: View, screen: Viewport) -> None:
    """The map with its legend and a notice of places without a point."""
    shown = scenes.scene(found.places, found, choice, view, screen.map_size(COLUMNS[0]))
    rows = partial(words.table, found.places, view.selection.shown_lines)
    chosen = words.chosen(found.level, choice.together)
    owed = maps.notes(shown.ground)
    with panels.panel(words.scene(shown), "map", rows, "覆盖", chosen, owed):
        draw(shown, view, screen)
        timeline.show(view)
        if unplaced := words.unplaced(found.places):
            maps.notice(unplaced)
        number.several(view, PLACE_METRICS, key="map")


def draw(shown: maps.Scene, view: View, screen: Viewport, name: str = "") -> None:
    """Draw a scene with its legend; a click chooses the place. ``name`` tells two maps of a page apart."""
    if not shown.drawable:
        messages.empty("本范围没有可画在图上的地点", "判定见下表；上报行政区划时填写经纬度即可画出")
        return
    colours = palette()
    # A new key for another place: the chart forgets its click, so that the way back stays open.
    key = f"coverage-map{name}-{shown.focus}-{view.selection.region}-{shown.level}"
    st.pydeck_chart(
        maps.coverage_deck(shown, colours),
        height=shown.size_px[1],
        key=key,
        on_select=lambda: _chosen(key),
        alt=f"{view.place}覆盖示意图，内容同下方表格",
    )
    maps.caption(shown.ground, maps.scene_legend(shown, colours))


def _chosen(key: str) -> None:
    if code := maps.clicked(st.session_state[key]):
        st.session_state[_CLICKED] = True
        session.choose(region=code)


def answers_click() -> bool:
    """Tell whether a click on the map asked for this run."""
    return bool(st.session_state.pop(_CLICKED, False))
