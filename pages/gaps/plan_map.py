"""The map of a station plan."""

from functools import partial

import streamlit as st

from metrics.coverage import by_place
from metrics.siting.effect import Plan
from metrics.siting.plan import Ground
from metrics.values import changes
from ui import maps, viewport
from ui.behind import number_row
from ui.cache import fetch
from ui.coverage import levels
from ui.drawing import panels, readings
from ui.session import View
from ui.siting import words
from ui.siting.map import siting_deck, siting_legend
from ui.theme import palette


def show(told: Plan, other: Plan | None, on: Ground, view: View, screen: viewport.Viewport) -> None:
    """Draw villages, open stations and the new sites, those of the other plan, and what was reckoned with."""
    here = view.at_place
    level = levels.behind(view.trail["level"].iloc[-1], levels.VILLAGE) or levels.TOWNSHIP
    around = fetch(view.snapshot, by_place.places_below, level=level, **here)
    colours, size = palette(), screen.map_size(0.6)
    radius = told.asked.radius if on.ways.minutes is None else None
    chosen = words.chosen(told.asked, on.ways.unit)
    data = partial(words.reach_rows, told, on.ways.unit)
    with panels.panel(
        words.ground_title(on), key="siting-map", data=data, file_name="村（社区）覆盖", chosen=chosen
    ):
        beside = told.sites.head(0) if other is None else other.sites
        drawn = siting_deck(told.sites, told.reach, on.stations, around, colours, size, radius, beside)
        alt = f"{view.place}选址示意图，内容同右侧表格"
        st.pydeck_chart(drawn, height=size[1], key=f"siting-map-{view.selection.region}", alt=alt)
        maps.caption(siting_legend(colours, f"{told.asked.radius:g} {on.ways.unit}", other is not None))
        panels.note(words.ground(on))
        course = fetch(view.snapshot, changes.course, metrics=("station_access",), **here)
        number_row.row(readings.readings(("station_access",), course), view, "siting")
