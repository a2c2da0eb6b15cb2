"""选址测算: so many stations, where, and how many people do they reach?"""

from functools import partial

import streamlit as st

from metrics.siting.effect import Plan
from metrics.siting.plan import Ground
from pages.gaps import plan_map, planned
from ui.drawing import panels, plots, tables
from ui.gaps import reach_charts
from ui.session import View
from ui.siting import words
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    found = planned.plan(view)
    if found is None:
        return
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        plan_map.show(found, view)
    with right:
        _sites(found.told, found.on)


def _sites(told: Plan, on: Ground) -> None:
    rows, chosen = words.sites(told, on.ways.unit), words.chosen(told.asked, on.ways.unit)
    with panels.panel(f"选出 {len(rows)} 个点", key="sites", data=rows, file_name="选址", chosen=chosen):
        tables.plain(rows, numeric=["序号", "新覆盖"])
    data = partial(words.curve_rows, told)
    with panels.panel(words.curve_title(told), key="curve", data=data, file_name="边际曲线", chosen=chosen):
        figure = reach_charts.marginal(words.curve(told), (len(told.sites), told.after), palette())
        plots.show(figure, key="边际曲线", alt=words.curve_title(told))
        panels.note("曲线：不设保底时新建若干个站点最多能覆盖的人数；◆ 本方案。")
