"""The bar at the top of every page: period, region as a trail, lines. It changes the URL, nothing else."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from metrics import places
from metrics.catalogue import LEVELS, LINES
from ui import numbers, projector, session
from ui.cache import fetch
from ui.session import View
from ui.shell import messages

#: What the bar offers, in its order.
ALL = PERIOD, REGION, LINES_CHOSEN = ("period", "region", "lines")
_WHOLE = ""
_PLACEHOLDER = "请选择"


def choose(asked: Collection[str] = ALL) -> View:
    """Draw the bar and return what is chosen: the first line of every page.

    Args:
        asked: which of `ALL` the page uses; the bar shows no others, but the link keeps them.
    """
    view = session.current_view()
    _bar(view, asked)
    messages.notices(view)
    return view


@projector.left_out
def _bar(view: View, asked: Collection[str]) -> None:
    if not asked:
        return
    choices = {PERIOD: _period, REGION: _trail, LINES_CHOSEN: _lines}
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, draw in choices.items():
            if name in asked:
                draw(view)


def _period(view: View) -> None:
    months = view.months[::-1]
    _follow("choice-period", view.selection.period)
    st.selectbox(
        "报告期",
        months,
        key="choice-period",
        format_func=numbers.month,
        on_change=_chosen_period,
        placeholder=_PLACEHOLDER,
    )


def _chosen_period() -> None:
    session.choose(period=st.session_state["choice-period"])


def _trail(view: View) -> None:
    """One select for each step of the trail below the top, and one for the next step down."""
    chosen = view.selection
    codes = list(view.trail["code"])
    _top(view)
    for step, parent in enumerate(codes):
        children = fetch(view.snapshot, places.children, code=parent, period=chosen.period)
        if children.empty:
            return
        _step(parent, children, codes[step + 1] if step + 1 < len(codes) else _WHOLE)


def _top(view: View) -> None:
    """The region at the top of the data: one, or one of several."""
    tops = fetch(view.snapshot, places.top_regions, period=view.selection.period)
    names = dict(zip(tops["code"], tops["name"], strict=True))
    top = view.trail.iloc[0]
    _follow("choice-top", top["code"])
    st.selectbox(
        LEVELS[top["level"]],
        list(names),
        format_func=names.__getitem__,
        key="choice-top",
        on_change=_chosen_top,
        placeholder=_PLACEHOLDER,
    )


def _chosen_top() -> None:
    session.choose(region=st.session_state["choice-top"])


def _step(parent: str, children: pd.DataFrame, chosen: str) -> None:
    names = dict(zip(children["code"], children["name"], strict=True))
    key = f"choice-{parent}"
    _follow(key, chosen)
    st.selectbox(
        LEVELS[children["level"].iloc[0]],
        [_WHOLE, *names],
        format_func=lambda code: names.get(code, "全部"),
        key=key,
        on_change=_chosen_step,
        args=(key, parent),
        placeholder=_PLACEHOLDER,
    )


def _chosen_step(key: str, parent: str) -> None:
    session.choose(region=st.session_state[key] or parent)


def _lines(view: View) -> None:
    _follow("choice-lines", list(view.selection.lines))
    st.pills(
        "条线（不选即全部）",
        list(LINES),
        selection_mode="multi",
        format_func=LINES.__getitem__,
        key="choice-lines",
        on_change=_chosen_lines,
        wrap=True,
    )


def _chosen_lines() -> None:
    chosen = st.session_state["choice-lines"]
    session.choose(lines=tuple(line for line in LINES if line in chosen) if len(chosen) < len(LINES) else ())


def _follow(key: str, value: object) -> None:
    """Let a widget show what the URL says.

    Written in every run: on another page the widget is a new one, and would stand at its default.
    """
    st.session_state[key] = value
