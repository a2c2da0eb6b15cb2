"""The panel of the chosen place, and the table that says what the map shows."""

from functools import partial

import pandas as pd
import streamlit as st

from pages.coverage.contents import COURSE_METRIC, PLACE_METRICS, OnMap, Place
from ui import cards, charts, panels, place_panel, provenance, record_dialogs, session, tables
from ui import coverage_statements as statements
from ui.session import View
from ui.theme import palette
from ui.viewport import Viewport


def place(found: Place, view: View, screen: Viewport) -> None:
    """The chosen place: its seven lines, what it has, its course, and the way to the rows."""
    readings = cards.readings(PLACE_METRICS, found.figures)
    colours, name = palette(), view.place
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


def _figures(readings: dict[str, cards.Reading], found: Place, view: View) -> None:
    """The figures of the place, each the way to its definition and its rows, and the stations by name."""
    if view.selection.present:
        st.html(place_panel.counts(readings))
        return
    with st.container(horizontal=True, gap="xxsmall", key="place-figures"):
        for shown in readings.values():
            provenance.opener(view, shown.metric.id, key=shown.metric.id, label=place_panel.figure(shown))
        _station_names(found.stations, view)
        record_dialogs.place(view, key="verdicts")


def _station_names(stations: pd.DataFrame, view: View) -> None:
    names = st.popover(f"阵地 {len(stations)}处", type="tertiary", key="station-names", on_change="rerun")
    if names.open:
        with names:
            st.caption(place_panel.station_kinds(stations))
            tables.grid(place_panel.station_rows(stations), f"{view.place}阵地", key="stations")


def table(found: OnMap, name: str, view: View) -> None:
    """What the map shows, as a table for those who cannot use a map: a row leads to its place, as a click."""
    lines, listed = view.selection.shown_lines, statements.listed(found.places)
    codes = list(listed["region_code"])
    with panels.panel(statements.table_title(found.places, found.level), key="table"):
        tables.grid(
            statements.table(listed, lines),
            f"{name}覆盖",
            # A new key for another place: the table forgets its row, so that the way back stays open.
            key=f"places-{view.selection.region}",
            columns=statements.SHARE_COLUMNS,
            chosen=lambda row: session.choose(region=codes[row]),
            whole=partial(statements.table, found.places, lines),
        )
        panels.note(statements.TABLE_KEY)
        provenance.several(view, ("effective_coverage", "org_coverage"), key="places")
