"""What is done for people: brands and the lines that join them, and when activities are held."""

from functools import partial

import pandas as pd

from ui.behind import number, number_row
from ui.drawing import panels, tables
from ui.drawing import plots as pictures
from ui.services import behind, frames, heat_charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette
from ui.viewport import Viewport

_NO_BRAND = ("本范围近 24 个月没有品牌活动", "活动表里填了“品牌”的活动在这里显示。")


def brands(found: pd.DataFrame, view: View) -> None:
    """Each brand in numbers."""
    table = frames.brands(found)
    with panels.panel(words.brands(found), key="brands", data=table, file_name="服务品牌"):
        if found.empty:
            messages.empty(*_NO_BRAND)
            return
        tables.rows(list(table.columns), table.itertuples(index=False), frames.BRAND_COLUMNS)
        panels.note("近 12 个月；比上年：比之前 12 个月多或少的场次。")
        behind.brands(view, found, "brands")


def joining(found: pd.DataFrame, held: pd.DataFrame, view: View, window: Viewport) -> None:
    """Which lines join which brands; ``held`` is what each brand did."""
    data = partial(frames.taken, found, frames.JOINING)
    with panels.panel(words.joining(found), key="joining", data=data, file_name="品牌参与条线"):
        if found.empty:
            messages.empty(*_NO_BRAND)
            return
        figure = heat_charts.brand_lines(found, palette(), phone=window.phone)
        pictures.show(figure, key="品牌参与条线", alt="各品牌由哪些条线牵头和参与")
        panels.note(words.JOINING_KEY)
        behind.brands(view, held, "joining")


def brand_months(found: pd.DataFrame, held: pd.DataFrame, view: View, window: Viewport) -> None:
    """How the brands go on, month by month; ``held`` is what each brand did."""
    if found.empty:
        return
    data = partial(frames.taken, found, frames.BRAND_MONTHS)
    with panels.panel(words.brand_course(found), key="brand-months", data=data, file_name="品牌走势"):
        figure = heat_charts.brand_months(found, palette(), phone=window.phone)
        pictures.show(figure, key="品牌走势", alt="各品牌逐月参与人次")
        behind.brands(view, held, "brand-months")


def days(found: pd.DataFrame, view: View, window: Viewport) -> None:
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


def months(found: pd.DataFrame, view: View, window: Viewport) -> None:
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
