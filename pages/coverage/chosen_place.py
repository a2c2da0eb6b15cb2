"""The panel of the chosen place."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.coverage.contents import COURSE_METRIC, PLACE_METRICS, Place
from ui import projector
from ui.behind import number, records
from ui.coverage import place_panel, words
from ui.drawing import panels, small_pictures, tables, trend, workbooks
from ui.drawing import readings as drawing_readings
from ui.session import View
from ui.streamlit_inside.slot import Slot
from ui.theme import palette
from ui.viewport import Viewport


@dataclass(frozen=True)
class Drawn:
    """The place whose panel stands, and the part of the panel that its course goes into."""

    found: Place
    below: Slot


def show(column: Slot, found: Place, view: View) -> Drawn:
    """The chosen place in a column: its seven lines, what it has, and the way to the rows."""
    readings, name = drawing_readings.readings(PLACE_METRICS, found.figures), view.place
    rows = place_panel.line_rows(found.own)
    statement = words.place(found.own, name)
    with column, panels.panel(statement, key="place", data=rows, file_name="七条线"):
        st.html(place_panel.seven_lines(found.own, view.selection.shown_lines, palette()))
        _figures(readings, found, view)
        return Drawn(found, st.container(key="place-course"))


def course(drawn: Drawn, view: View, screen: Viewport) -> None:
    """The course of the place over the months; the browser prepares one chart at a time, so it comes last."""
    months = drawn.found.figures[drawn.found.figures["metric_id"] == COURSE_METRIC]
    with drawn.below:
        st.html(place_panel.part_title(words.trend(months)))
        small_pictures.show(
            trend.trend(months, "%", palette(), screen.trend_height()),
            key="place-trend",
            alt=f"{view.place}有效覆盖率走势",
        )


def _figures(readings: dict[str, drawing_readings.Reading], found: Place, view: View) -> None:
    """The figures of the place, each the way to its definition and its rows, and the stations by name."""
    if projector.is_on():
        st.html(place_panel.counts(readings))
        return
    with st.container(horizontal=True, gap="xxsmall", key="place-figures"):
        for shown in readings.values():
            number.opener(view, shown.metric.id, key=shown.metric.id, label=place_panel.figure(shown))
        _station_names(found.stations, view)
        records.place(view, key="verdicts")


def _station_names(stations: pd.DataFrame, view: View) -> None:
    names = st.popover(f"阵地 {len(stations)}处", type="tertiary", key="station-names", on_change="rerun")
    if names.open:
        with names:
            st.caption(place_panel.station_kinds(stations))
            tables.grid_with_download(
                place_panel.station_rows(stations), workbooks.chosen_by("阵地"), key="stations"
            )
