"""阵地与窗口: where people are served, by kinds of stations, levels, basic services, lines that moved in."""

from functools import partial

import pandas as pd
import streamlit as st

from pages.services import contents, offered
from ui.behind import cards, number
from ui.choosing import words as choosing_words
from ui.drawing import panels, readings, tables
from ui.drawing import plots as pictures
from ui.services import behind, charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    listed, by_kind, levels = contents.gather_places(view)
    key = readings.of_view(view, contents.KEY_METRICS)
    panels.title(words.reach(key, view.place), choosing_words.scope(view, key))
    cards.grid(key, view)
    left, middle, right = st.columns([1.35, 1, 1], gap="small")
    with left:
        _kinds(by_kind, view)
    with middle:
        _windows(levels, view)
        offered.services(listed, view)
    with right:
        offered.moved_in(listed, view)


def _kinds(found: pd.DataFrame, view: View) -> None:
    """How many stations of each kind are open, how full and how used."""
    table = frames.kinds(found)
    with panels.panel(words.kinds(found), key="kinds", data=table, file_name="阵地类型"):
        if found.empty:
            messages.empty("本范围没有开放中的阵地", "可从上方选择其他范围或报告期")
            return
        tables.rows(list(table.columns), table.itertuples(index=False), frames.KIND_COLUMNS)
        panels.note(words.STATIONS_KEY)
        behind.kinds(view, found)


def _windows(found: pd.DataFrame, view: View) -> None:
    """Windows against places, level by level."""
    data = partial(frames.taken, found, frames.WINDOWS)
    with panels.panel(words.windows(found), key="windows", data=data, file_name="服务窗口"):
        if found.empty:
            messages.empty("园区不要求设服务窗口")
            return
        figure = charts.window_bars(found, palette())
        pictures.show(figure, key="服务窗口", alt="各级服务窗口")
        panels.note(words.WINDOWS_KEY)
        number.opener(view, "window_coverage", key="windows")
