"""缺口变化: what became of the gaps since a month that the viewer chooses."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from metrics.gaps.moved import moved_by_township
from pages.gaps import contents, since
from ui import numbers
from ui.choosing import words as choosing_words
from ui.drawing import panels, place_names, plots, tables
from ui.gaps import charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part: what was closed, what is new and what is still missing, by line and by place."""
    head = st.container()
    earlier = since.choose(view)
    if earlier is None:
        messages.empty("没有更早的月份可比", "这是数据的第一个月")
        return
    found = contents.gather_moved(view, earlier)
    with head:
        panels.title(words.moved(found, earlier), choosing_words.chosen(view))
    left, right = st.columns([1.3, 1], gap="small")
    with left:
        _by_place(moved_by_township(found), earlier, view)
    with right:
        _by_line(found, earlier)


def _by_place(places: pd.DataFrame, earlier: date, view: View) -> None:
    data = partial(words.moved_place_rows, places)
    counties = place_names.counties(view)
    with panels.panel(words.most_moved(places), key="moved-places", data=data, chosen=_chosen(earlier)):
        figure = charts.moves(words.moved_places(places, counties), palette())
        plots.show(figure, key="各乡镇缺口变化", alt=words.most_moved(places))
        panels.note(*place_names.cut_short(len(words.changed(places)), "变化最多"))


def _by_line(found: pd.DataFrame, earlier: date) -> None:
    data = partial(words.moved_rows, found)
    statement, chosen = words.line_moved(found), _chosen(earlier)
    with panels.panel(statement, key="moved", data=data, file_name="缺口变化", chosen=chosen):
        tables.plain(words.moved_by_line(found), numeric=list(words.MOVES))
        panels.note(words.MOVED_KEY)


def _chosen(earlier: date) -> list[str]:
    return [f"与{numbers.month(earlier)}比"]
