"""The map of 覆盖地图 with its legend; a click leads to the place."""

import pandas as pd
import streamlit as st

from pages.coverage.contents import Contents
from pages.coverage.controls import Choice
from ui import coverage_statements as statements
from ui import maps, messages, panels, session
from ui.session import View
from ui.theme import palette
from ui.viewport import Viewport

#: Shares of the width: the map and the panel beside it.
COLUMNS = (0.63, 0.37)
REACH_KM = 5.0


def show(found: Contents, rows: pd.DataFrame, choice: Choice, view: View, screen: Viewport) -> None:
    """The map of the region, with its legend and a notice of places without a point."""
    scene = _scene(found, choice, view, screen)
    with panels.panel(statements.scene(scene), key="map", data=rows, file_name=f"{view.place}覆盖"):
        if scene.drawable:
            _deck(scene, view, screen)
        else:
            messages.empty("本范围没有可画在图上的地点", "判定见下表；上报行政区划时填写经纬度即可画出")
        if undrawn := statements.undrawn(found.places):
            maps.notice(undrawn)


def _deck(scene: maps.Scene, view: View, screen: Viewport) -> None:
    colours = screen.type_for(palette())
    # A new key for another place: the chart forgets its click, so that the way back stays open.
    key = f"coverage-map-{view.selection.region}-{scene.level}"
    st.pydeck_chart(
        maps.coverage_deck(scene, colours),
        height=scene.size_px[1],
        key=key,
        on_select=lambda: _chosen(key),
        alt=f"{view.place}覆盖示意图，内容同下方表格",
    )
    maps.caption(maps.scene_legend(scene, colours), scene.celled)


def _chosen(key: str) -> None:
    if code := maps.clicked(st.session_state[key]):
        session.choose(region=code)


def _scene(found: Contents, choice: Choice, view: View, screen: Viewport) -> maps.Scene:
    chosen = view.selection
    return maps.Scene(
        places=found.places,
        around=found.around,
        focus=found.focus,
        selected=chosen.region,
        level=found.level,
        show=choice.show,
        lines=chosen.shown_lines,
        size_px=screen.map_size(COLUMNS[0], chosen.present),
        stations=found.stations[found.stations["service_station"]] if choice.stations else None,
        reach_km=REACH_KM,
    )
