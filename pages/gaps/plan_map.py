"""The map of a station plan."""

import streamlit as st

from metrics import coverage_places
from metrics.station_effect import Plan
from metrics.station_plan import Ground
from ui import maps, panels, viewport
from ui import siting_statements as words
from ui.cache import fetch
from ui.maps.siting import siting_deck, siting_legend
from ui.session import View
from ui.theme import palette


def show(told: Plan, on: Ground, view: View, screen: viewport.Viewport) -> None:
    """Draw villages, open stations and the new sites, with what was reckoned with."""
    which = {"period": view.selection.period, "region": view.selection.region, "level": "township"}
    around = fetch(view.snapshot, coverage_places.places_below, **which)
    colours, size = palette(), screen.map_size(0.6, view.selection.present)
    radius = told.asked.radius if on.ways.minutes is None else None
    with panels.panel(words.ground_title(on), key="siting-map", data=told.reach, file_name="村（社区）覆盖"):
        drawn = siting_deck(told.sites, told.reach, on.stations, around, colours, size, radius)
        alt = f"{view.place}选址示意图，内容同右侧表格"
        st.pydeck_chart(drawn, height=size[1], key=f"siting-map-{view.selection.region}", alt=alt)
        maps.caption(siting_legend(colours, f"{told.asked.radius:g} {on.ways.unit}"))
        panels.note(words.ground(on))
