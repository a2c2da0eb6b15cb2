"""The row above the map: the way back, the level, what is coloured, the stations. Each lives in the URL."""

from dataclasses import dataclass

import streamlit as st

from metrics.catalogue import LEVELS
from ui import maps, session
from ui.session import View

_SHOWN = {maps.EFFECTIVE: "有效覆盖", maps.COVERED: "有形覆盖", maps.JUDGED: "逐条线判定"}
_LEVEL_WORDS = {**LEVELS, "village": "村（社区）"}


@dataclass(frozen=True)
class Choice:
    """The level of the places on the map, what they show, and whether stations are drawn."""

    level: str
    show: str
    stations: bool


def choose(view: View) -> Choice:
    """Draw the row and return what is chosen."""
    with st.container(key="map-controls", horizontal=True, vertical_alignment="bottom", gap="small"):
        _way_back(view)
        return Choice(_level(view), _show(view), st.toggle("服务站 5 公里范围", key="reach", bind="query-params"))


def _way_back(view: View) -> None:
    """One button for each step above the chosen region, the top first."""
    for at, step in enumerate(view.trail.iloc[:-1].itertuples()):
        label = f"返回全{LEVELS[step.level]}" if at == 0 else f"返回{step.name}"
        st.button(
            label,
            key=f"back-{step.code}",
            icon=":material/arrow_back:",
            on_click=session.choose,
            kwargs={"region": step.code},
        )


def _level(view: View) -> str:
    own = view.trail["level"].iloc[-1]
    below = list(LEVELS)[list(LEVELS).index(own) + 1 :][:2]
    if len(below) < 2:
        return "village"
    return st.segmented_control(
        "级别",
        below,
        default=below[0],
        required=True,
        key=f"level-{own}",
        format_func=_LEVEL_WORDS.get,
        bind="query-params",
    )


def _show(view: View) -> str:
    """With one line its verdict comes first; with several, the share that works."""
    single = bool(view.selection.single_line)
    options = [maps.JUDGED, maps.EFFECTIVE, maps.COVERED] if single else list(_SHOWN)
    return st.segmented_control(
        "着色",
        options,
        default=options[0],
        required=True,
        key="show-line" if single else "show",
        format_func=_SHOWN.get,
        bind="query-params",
    )
