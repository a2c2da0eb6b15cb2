"""班子与队伍: who staffs the structure: leadership, staff, front-line shares, committees."""

from functools import partial

import pandas as pd
import streamlit as st

from pages.network import committees, contents, front_line
from ui.behind import number_row
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, readings, tables
from ui.network import behind, charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    reported = contents.gather_staff(view)
    told = readings.of_view(view, contents.PEOPLE_METRICS)
    panels.title(words.people(told, view.place), choosing_words.chosen(view))
    left, right = st.columns(2, gap="small")
    with left:
        _leaders(reported, view)
    with right:
        _staff(reported, view)
    small, outside = contents.gather_committees(view)
    left, right = st.columns([1.75, 1], gap="small")
    with left:
        front_line.show(reported, view)
        committees.outposts(outside, view)
    with right:
        committees.committees(small, view)


def _leaders(found: pd.DataFrame, view: View) -> None:
    """Part-time and seconded leadership against the required share."""
    data = partial(frames.staff, found)
    with panels.panel(words.leaders(found), key="leaders", data=data, file_name="专兼挂班子"):
        if found["helpers_pct"].isna().all():
            messages.empty(*words.NO_STAFF)
            return
        figure = charts.leaders(found, palette())
        plots.show(figure, key="专兼挂班子", alt="各条线班子中挂职兼职的占比与 50% 的要求")
        panels.note(words.LEADERS_KEY)
        number_row.by_line("part_time_ratio", [line for line in found["line"] if line], view, "leaders")


def _staff(found: pd.DataFrame, view: View) -> None:
    """Full-time, part-time, seconded and contract staff."""
    data = partial(frames.staff, found)
    with panels.panel(words.staff_title(found), key="staff", data=data, file_name="专兼挂聘"):
        if found.empty:
            messages.empty(*words.NO_STAFF)
            return
        read = frames.staff_read(found)
        tables.plain(read, numeric=list(read.columns[1:]), marks=["条线"])
        panels.note(words.STAFF_KEY)
        behind.staff(view, found)
