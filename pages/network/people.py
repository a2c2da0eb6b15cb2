"""Who staffs the structure: leadership, staff, front-line shares."""

from functools import partial

import pandas as pd
import streamlit as st

from ui.behind import number_row
from ui.drawing import panels, plots, tables
from ui.network import behind, charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette

_NO_REPORTS = ("近 12 个月没有干部月报", "上报干部队伍表以后在这里显示")


def leaders(found: pd.DataFrame, view: View) -> None:
    """Part-time and seconded leadership against the required share."""
    data = partial(frames.staff, found)
    with panels.panel(words.leaders(found), key="leaders", data=data, file_name="专兼挂班子"):
        if found["helpers_pct"].isna().all():
            messages.empty(*_NO_REPORTS)
            return
        figure = charts.leaders(found, palette())
        plots.show(figure, key="专兼挂班子", alt="各条线班子中挂职兼职的占比与 50% 的要求")
        panels.note(words.LEADERS_KEY)
        number_row.by_line("part_time_ratio", _lines(found), view, "leaders")


def front(found: pd.DataFrame, view: View) -> None:
    """Front-line shares of standing committee, full committee and congress, apart."""
    data = partial(frames.staff, found)
    with panels.panel(words.front_title(found), key="front", data=data, file_name="基层一线占比"):
        if found.empty:
            messages.empty(*_NO_REPORTS)
            return
        left, right = st.columns([1, 1.7], gap="medium")
        with left:
            figure = charts.front_line(found, palette())
            plots.show(figure, key="基层一线占比", alt="各条线常委会、全委会、代表中基层一线的占比")
        with right:
            read = frames.front_read(found)
            tables.plain(read, numeric=list(read.columns[1:]), marks=["条线"])
        panels.note(words.FRONT_KEY)
        number_row.by_line("frontline_ratio", _lines(found), view, "front")


def _lines(found: pd.DataFrame) -> list[str]:
    """The lines of a frame, without the row for all of them together."""
    return [line for line in found["line"] if line]


def staff(found: pd.DataFrame, view: View) -> None:
    """Full-time, part-time, seconded and contract staff."""
    data = partial(frames.staff, found)
    with panels.panel(words.staff_title(found), key="staff", data=data, file_name="专兼挂聘"):
        if found.empty:
            messages.empty(*_NO_REPORTS)
            return
        read = frames.staff_read(found)
        tables.plain(read, numeric=list(read.columns[1:]), marks=["条线"])
        panels.note(words.STAFF_KEY)
        behind.staff(view, found)
