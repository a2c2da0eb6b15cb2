"""The year of activities: as a calendar, and line by line."""

from functools import partial

import pandas as pd
import streamlit as st

from pages.services import contents
from ui.behind import number, number_row
from ui.drawing import panels
from ui.drawing import plots as pictures
from ui.services import frames, heat_charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette
from ui.viewport import Viewport


def show(view: View, window: Viewport) -> None:
    """Draw both."""
    by_day, by_line = contents.gather_calendar(view)
    left, right = st.columns([1.75, 1], gap="small")
    with left:
        _days(by_day, view, window)
    with right:
        _months(by_line, view, window)


def _days(found: pd.DataFrame, view: View, window: Viewport) -> None:
    """The year as a calendar."""
    data = partial(frames.taken, found, frames.DAYS)
    with panels.panel(words.days(found), key="days", data=data, file_name="活动日历"):
        if not found["activities"].any():
            messages.empty("本范围近 12 个月没有活动")
            return
        figure = heat_charts.day_calendar(found, palette(), phone=window.phone)
        pictures.show(figure, key="活动日历", alt="近 12 个月每天的活动场次")
        panels.note(words.calendar_key(heat_charts.strongest(found)))
        number.opener(view, "activities", key="days")


def _months(found: pd.DataFrame, view: View, window: Viewport) -> None:
    """The year line by line."""
    data = partial(frames.taken, found, frames.MONTHS)
    with panels.panel(words.busiest_month(found), key="months", data=data, file_name="条线活动月历"):
        if found.empty or not found["activities"].any():
            messages.empty("本范围近 12 个月没有活动")
            return
        figure = heat_charts.month_lines(found, palette(), phone=window.phone)
        pictures.show(figure, key="条线活动月历", alt="各条线逐月的活动场次")
        panels.note("按牵头条线计的活动场次。")
        number_row.by_line("activities", view.selection.shown_lines, view, "months")
