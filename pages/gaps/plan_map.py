"""The map of a station plan."""

from functools import partial

import streamlit as st

from pages.gaps import contents
from pages.gaps.planned import Planned
from ui import maps, viewport
from ui.behind import number_row
from ui.coverage import levels
from ui.drawing import panels, readings
from ui.session import View
from ui.siting import words
from ui.siting.map import siting_deck, siting_legend
from ui.theme import palette


def show(plan: Planned, view: View) -> None:
    """Draw villages, open stations and the new sites, those of the other plan, and what was reckoned with."""
    told, other, on = plan.told, plan.other, plan.on
    around, colours = contents.gather_around(view), palette()
    size = viewport.known().map_size(0.6)
    within = levels.within(view.trail)
    radius = told.asked.radius if on.ways.minutes is None else None
    chosen = words.chosen(told.asked, on.ways.unit)
    data = partial(words.reach_rows, told, on.ways.unit)
    ground = maps.ground_of(view, [around], size, within)
    statement, owed = words.ground_title(on), maps.notes(ground)
    with panels.panel(statement, "siting-map", data, "村（社区）覆盖", chosen, owed):
        beside = told.sites.head(0) if other is None else other.sites
        drawn = siting_deck(
            ground, told.sites, told.reach, on.stations, around, colours, size, radius, beside, within
        )
        alt = f"{view.place}选址示意图，内容同右侧表格"
        st.pydeck_chart(drawn, height=size[1], key=f"siting-map-{view.selection.region}", alt=alt)
        maps.caption(
            ground, siting_legend(colours, f"{told.asked.radius:g} {on.ways.unit}", other is not None)
        )
        panels.note(words.ground(on))
        number_row.row(readings.of_view(view, contents.NEAR), view, "siting")
