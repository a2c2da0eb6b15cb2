"""The parts of 覆盖地图: the map, the panel of the chosen place, the table."""

import streamlit as st

from metrics.catalogue import BY_ID
from pages.coverage.contents import PLACE_METRICS, Contents
from pages.coverage.controls import Choice
from ui import cards, charts, maps, messages, panels, place_panel, session, tables
from ui import coverage_statements as statements
from ui.session import View
from ui.theme import palette
from ui.viewport import Viewport

MAP_SHARE = 0.63
REACH_KM = 5.0


def places_map(found: Contents, choice: Choice, view: View, screen: Viewport) -> None:
    """The map of the region, with its legend and a notice of places without a point."""
    scene = _scene(found, choice, view)
    rows = statements.table(found.places, view.selection.shown_lines)
    with panels.panel(statements.scene(scene), key="map", data=rows, file_name=f"{view.place}覆盖"):
        if scene.drawable:
            _deck(scene, view, screen)
        else:
            messages.empty("本范围没有可画在图上的地点", "判定见下表；上报行政区划时填写经纬度即可画出")
        if notice := statements.undrawn(found.places):
            st.warning(notice, icon=":material/location_off:")


def _deck(scene: maps.Scene, view: View, screen: Viewport) -> None:
    colours = screen.type_for(palette())
    size = screen.map_size(MAP_SHARE, view.selection.present)
    key = f"coverage-map-{view.selection.region}-{scene.level}"
    st.pydeck_chart(
        maps.coverage_deck(scene, colours, size),
        height=size[1],
        key=key,
        on_select=lambda: _chosen(key),
        alt=f"{view.place}覆盖示意图，内容同下方表格",
    )
    maps.caption(maps.scene_legend(scene, colours), scene.celled)


def _chosen(key: str) -> None:
    if code := maps.clicked(st.session_state[key]):
        session.choose(region=code)


def _scene(found: Contents, choice: Choice, view: View) -> maps.Scene:
    chosen = view.selection
    return maps.Scene(
        places=found.places,
        around=found.around,
        focus=found.focus,
        selected=chosen.region,
        level=found.level,
        show=choice.show,
        lines=chosen.shown_lines,
        stations=found.stations[found.stations["service_station"]] if choice.stations else None,
        reach_km=REACH_KM,
    )


def place(found: Contents, view: View, screen: Viewport) -> None:
    """The chosen place: its seven lines, what it has, its course, and the way to the rows."""
    readings = cards.readings(PLACE_METRICS, found.figures)
    colours = screen.type_for(palette())
    with panels.panel(statements.place(found.own, view.place), key="place", data=found.own, file_name=view.place):
        st.html(place_panel.seven_lines(found.own, view.selection.shown_lines, colours))
        st.html(place_panel.counts(readings, found.own_stations))
        st.html(f'<h3 class="qt-part">{statements.trend(found.own_course, view.place)}</h3>')
        charts.show(
            charts.trend(statements.as_trend(found.own_course), "%", colours, height=150),
            key="place-trend",
            alt=f"{view.place}近24个月有效覆盖率",
        )
        if not view.selection.present:
            _rows(readings, found, view)


def _rows(readings: dict[str, cards.Reading], found: Contents, view: View) -> None:
    """One popover a figure, down to its rows, and the stations by name."""
    with st.container(horizontal=True, gap="small", key="place-rows"):
        for name, shown in readings.items():
            with st.popover(BY_ID[name].name, type="tertiary", key=f"definition-{name}"):
                cards.definition(shown, view)
        with st.popover("阵地名单", type="tertiary", key="station-names"):
            tables.grid(place_panel.station_rows(found.own_stations), f"{view.place}阵地", key="stations")


def table(found: Contents, view: View) -> None:
    """What the map shows, as a table for those who cannot use a map."""
    rows = statements.table(found.places, view.selection.shown_lines)
    with panels.panel(statements.table_title(found.places, found.level), key="table"):
        tables.grid(rows, f"{view.place}覆盖", key="places", columns=statements.SHARE_COLUMNS)
