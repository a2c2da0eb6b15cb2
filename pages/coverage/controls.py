"""The row above the map: the way back, the level, what is coloured, the stations. Each lives in the URL."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from metrics.catalogue import LEVELS
from pages.coverage import way_back
from ui import maps, numbers
from ui.choosing import link_choices
from ui.coverage import levels as coverage_levels
from ui.coverage import together as coverage_together
from ui.session import View

_LEVEL_WORDS = {**LEVELS, "village": "村（社区）"}
_JUDGED = {maps.JUDGED: "逐条线判定"}
_SHARES = {maps.EFFECTIVE: "有效覆盖", maps.COVERED: "有形覆盖"}


@dataclass(frozen=True)
class Choice:
    """What is shown, of what, and beside what.

    Attributes:
        together: the regions at the top of the data where all of them are shown; else the chosen region is.
        level: level of the places on the map.
        show: what colours them.
        stations: whether stations are drawn.
        compared: the month that a second map shows.
    """

    together: coverage_together.Together | None
    level: str
    show: str
    stations: bool
    compared: date | None


def choose(view: View) -> Choice:
    """Draw the row and return what is chosen."""
    with st.container(key="map-controls", horizontal=True, vertical_alignment="center", gap="small"):
        together = coverage_together.widened(view)
        way_back.show(view, together)
        level, show = _level(view, together), _show(view)
        stations = link_choices.switch("reach", "服务站 5 公里范围")
        return Choice(together, level, show, stations, _compared(view))


def _level(view: View, together: coverage_together.Together | None) -> str:
    own = view.trail["level"].iloc[-1]
    levels = coverage_levels.offered_together(together.level) if together else coverage_levels.offered(own)
    return link_choices.one_of("level", "级别", {level: _LEVEL_WORDS[level] for level in levels})


def _show(view: View) -> str:
    """With one line its verdict comes first; with several, the share that works."""
    single = len(view.selection.lines) == 1
    return link_choices.one_of("show", "着色", _JUDGED | _SHARES if single else _SHARES | _JUDGED)


def _compared(view: View) -> date | None:
    """Choose the month that a second map shows."""
    months = [month for month in view.months if month != view.selection.period]
    if not months:
        return None
    by_name = {numbers.short_month(month): month for month in reversed(months)}
    words = {"": "不对比"} | {name: f"对比{numbers.month(month)}" for name, month in by_name.items()}
    chosen = link_choices.selected("compare", "对比另一个月", words, "", label_visibility="collapsed")
    return by_name.get(chosen)
