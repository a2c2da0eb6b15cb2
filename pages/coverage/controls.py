"""The row above the map: the way back, the level, what is coloured, the stations. Each lives in the URL."""

from dataclasses import dataclass

import streamlit as st

from metrics.catalogue import LEVELS
from ui import maps, session
from ui.session import View

_ON = "1"
_SHOWN = {maps.JUDGED: "逐条线判定", maps.EFFECTIVE: "有效覆盖", maps.COVERED: "有形覆盖"}
_LEVEL_WORDS = {**LEVELS, "village": "村（社区）"}


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
        return Choice(level, show, _stations())


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
    below = list(LEVELS)[list(LEVELS).index(view.trail["level"].iloc[-1]) + 1 :][:2]
    if len(below) < 2:
        return "village"
    return _one_of("level", "级别", {level: _LEVEL_WORDS[level] for level in below})


def _show(view: View) -> str:
    """With one line its verdict comes first; with several, the share that works."""
    words = _SHOWN if len(view.selection.lines) == 1 else dict(sorted(_SHOWN.items(), key=_judged_last))
    return _one_of("show", "着色", words)


def _judged_last(option: tuple[str, str]) -> bool:
    return option[0] == maps.JUDGED


def _one_of(name: str, label: str, words: dict[str, str]) -> str:
    """Choose one of some words; the choice is a parameter of the URL, the first word where there is none."""
    asked = st.query_params.get(name)
    # Written in every run: an interrupted run would leave the browser without it.
    st.session_state[f"map-{name}"] = asked if asked in words else next(iter(words))
    return st.segmented_control(
        label,
        list(words),
        required=True,
        key=f"map-{name}",
        format_func=words.get,
        label_visibility="collapsed",
        on_change=_into_url,
        args=(name,),
    )


def _stations() -> bool:
    st.session_state["map-reach"] = st.query_params.get("reach") == _ON
    return st.toggle("服务站 5 公里范围", key="map-reach", on_change=_into_url, args=("reach",))


def _into_url(name: str) -> None:
    chosen = st.session_state[f"map-{name}"]
    if chosen is False:
        del st.query_params[name]
    else:
        st.query_params[name] = _ON if chosen is True else chosen
