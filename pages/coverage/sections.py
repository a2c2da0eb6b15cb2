"""The parts of 覆盖地图: the map, the panel of the chosen place, the table."""

import pandas as pd
import streamlit as st

from pages.coverage.contents import COURSE_METRIC, PLACE_METRICS, Contents
from pages.coverage.controls import Choice
from ui import cards, charts, maps, messages, panels, place_panel, session, tables
from ui import coverage_statements as statements
from ui.session import View
from ui.theme import palette
from ui.viewport import Viewport

MAP_SHARE = 0.63
REACH_KM = 5.0


def places_map(found: Contents, rows: pd.DataFrame, choice: Choice, view: View, screen: Viewport) -> None:
    """The map of the region, with its legend and a notice of places without a point."""
    scene = _scene(found, choice, view, screen)
    with panels.panel(statements.scene(scene), key="map", data=rows, file_name=f"{view.place}覆盖"):
        if scene.drawable:
            _deck(scene, view, screen)
        else:
            messages.empty("本范围没有可画在图上的地点", "判定见下表；上报行政区划时填写经纬度即可画出")
        if notice := statements.undrawn(found.places):
            st.warning(notice, icon=":material/location_off:")


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
        size_px=screen.map_size(MAP_SHARE, chosen.present),
        stations=found.stations[found.stations["service_station"]] if choice.stations else None,
        reach_km=REACH_KM,
    )


def place(found: Contents, view: View, screen: Viewport) -> None:
    """The chosen place: its seven lines, what it has, its course, and the way to the rows."""
    readings = cards.readings(PLACE_METRICS, found.figures)
    colours, name = screen.type_for(palette()), view.place
    rows = place_panel.line_rows(found.own)
    with panels.panel(statements.place(found.own, name), key="place", data=rows, file_name=f"{name}七条线"):
        st.html(place_panel.seven_lines(found.own, view.selection.shown_lines, colours))
        _figures(readings, found, view)
        course = found.figures[found.figures["metric_id"] == COURSE_METRIC]
        st.html(place_panel.part_title(statements.trend(course)))
        height = screen.trend_height(view.selection.present)
        charts.show(
            charts.trend(course, "%", colours, height), key="place-trend", alt=f"{name}有效覆盖率走势"
        )


def _figures(readings: dict[str, cards.Reading], found: Contents, view: View) -> None:
    """The figures of the place, each the way to its definition and its rows, and the stations by name."""
    if view.selection.present:
        st.html(place_panel.counts(readings))
        return
    with st.container(horizontal=True, gap="xxsmall", key="place-figures"):
        for shown in readings.values():
            cards.explained(shown, view, place_panel.figure(shown))
        _station_names(found.own_stations, view)


def _station_names(stations: pd.DataFrame, view: View) -> None:
    names = st.popover(f"阵地 {len(stations)}处", type="tertiary", key="station-names", on_change="rerun")
    if names.open:
        with names:
            st.caption(place_panel.station_kinds(stations))
            tables.grid(place_panel.station_rows(stations), f"{view.place}阵地", key="stations")


def table(found: Contents, rows: pd.DataFrame, view: View) -> None:
    """What the map shows, as a table for those who cannot use a map."""
    with panels.panel(statements.table_title(found.places, found.level), key="table"):
        tables.grid(rows, f"{view.place}覆盖", key="places", columns=statements.SHARE_COLUMNS)
