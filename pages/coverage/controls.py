"""The row above the map: the way back, the level, what is coloured, the stations. Each lives in the URL."""

from dataclasses import dataclass

import streamlit as st

from metrics.catalogue import LEVELS
from ui import link_choices, map_levels, maps, session
from ui.session import View

_LEVEL_WORDS = {**LEVELS, "village": "村（社区）"}
_JUDGED = {maps.JUDGED: "逐条线判定"}
_SHARES = {maps.EFFECTIVE: "有效覆盖", maps.COVERED: "有形覆盖"}


@dataclass(frozen=True)
class Choice:
    """The level of the places on the map, what they show, and whether stations are drawn."""

    level: str
    show: str
    stations: bool


def choose(view: View) -> Choice:
    """Draw the row and return what is chosen."""
    # The projector hides the row, but the choices that its link carries count.
    key = "map-controls-presented" if view.selection.present else "map-controls"
    with st.container(key=key, horizontal=True, vertical_alignment="center", gap="small"):
        _way_back(view)
        level, show = _level(view), _show(view)
        return Choice(level, show, link_choices.switch("reach", "服务站 5 公里范围"))


def _way_back(view: View) -> None:
    """One button for each step above the chosen region, the top first."""
    for at, step in enumerate(view.trail.iloc[:-1].itertuples()):
        st.button(
            f"返回全{LEVELS[step.level]}" if at == 0 else f"返回{step.name}",
            key=f"back-{step.code}",
            icon=":material/arrow_back:",
            on_click=session.choose,
            kwargs={"region": step.code},
        )


def _level(view: View) -> str:
    levels = map_levels.offered(view.trail["level"].iloc[-1])
    if len(levels) == 1:
        return levels[0]
    return link_choices.one_of("level", "级别", {level: _LEVEL_WORDS[level] for level in levels})


def _show(view: View) -> str:
    """With one line its verdict comes first; with several, the share that works."""
    single = len(view.selection.lines) == 1
    return link_choices.one_of("show", "着色", _JUDGED | _SHARES if single else _SHARES | _JUDGED)
