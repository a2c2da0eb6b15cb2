"""选址测算: so many stations, where, and whom do they reach?"""

from functools import partial

import streamlit as st

from metrics.siting import effect
from metrics.siting.effect import Plan
from metrics.siting.plan import Ground, Refused
from pages.gaps import plan_map, proposal, question, reached, refused
from ui import maps
from ui.drawing import panels, plots, tables
from ui.gaps import access_words, reach_charts
from ui.session import View
from ui.siting import station_search, words
from ui.streamlit_inside.slot import Slot
from ui.theme import Palette, palette
from ui.viewport import Viewport


def show(view: View, head: Slot, screen: Viewport) -> None:
    """Draw the part."""
    on = station_search.ground(view)
    asked, sharing = question.choose(view, on.ways.unit)
    found = station_search.answer(view, on, asked)
    if found is None:
        return
    if isinstance(found, Refused):
        refused.show(asked, found, head, view)
        return
    told = effect.plan(on, asked, found)
    with head:
        panels.title(words.title(told, view.place), words.proof(told, on.ways.unit))
    if lacking := access_words.left_out(on.left_out, "测算"):
        maps.notice(lacking)
    _plan(told, on, sharing, view, screen)
    proposal.offer(told, sharing, view)


def _plan(told: Plan, on: Ground, sharing: tuple[str, ...], view: View, screen: Viewport) -> None:
    other, colours = question.other(told, on, view), palette()
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        plan_map.show(told, other, on, view, screen)
    with right:
        _sites(told, on, colours)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        reached.townships(told, view, colours)
    with right:
        reached.lines(told, sharing, view)
        question.comparison(told, other, on, sharing, view)


def _sites(told: Plan, on: Ground, colours: Palette) -> None:
    rows = words.sites(told, on.ways.unit)
    with panels.panel(f"选出 {len(rows)} 个点", key="sites", data=rows, file_name="选址"):
        tables.plain(rows, numeric=["序号", "新覆盖"])
    with panels.panel(words.curve_title(told), key="curve", data=partial(words.curve_rows, told)):
        figure = reach_charts.marginal(words.curve(told), (len(told.sites), told.after), colours)
        plots.show(figure, key="边际曲线", alt=words.curve_title(told))
        panels.note("曲线：不设保底时新建若干个站点最多能覆盖的人数；◆ 本方案。")
