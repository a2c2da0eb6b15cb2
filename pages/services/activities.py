"""品牌与活动: what is done for people: brands and the lines that join them, and when activities are held."""

from functools import partial

import pandas as pd
import streamlit as st

from pages.services import calendar, contents
from ui import viewport
from ui.choosing import words as choosing_words
from ui.drawing import panels, readings, tables
from ui.drawing import plots as pictures
from ui.services import behind, frames, heat_charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette
from ui.viewport import Viewport

_NO_BRAND = ("本范围近 24 个月没有品牌活动", "活动表里填了“品牌”的活动在这里显示。")


def show(view: View) -> None:
    """Draw the part."""
    held, joined, months = contents.gather_brands(view)
    window = viewport.known()
    told = readings.of_view(view, contents.ACTIVITY_METRICS)
    panels.title(words.work(told, view.place), choosing_words.chosen(view))
    left, right = st.columns([1.2, 1], gap="small")
    with left:
        _brands(held, view)
    with right:
        _joining(joined, held, view, window)
    _brand_months(months, held, view, window)
    calendar.show(view, window)


def _brands(found: pd.DataFrame, view: View) -> None:
    """Each brand in numbers."""
    table = frames.brands(found)
    with panels.panel(words.brands(found), key="brands", data=table, file_name="服务品牌"):
        if found.empty:
            messages.empty(*_NO_BRAND)
            return
        tables.rows(list(table.columns), table.itertuples(index=False), frames.BRAND_COLUMNS)
        panels.note("近 12 个月；比上年：比之前 12 个月多或少的场次。")
        behind.brands(view, found, "brands")


def _joining(found: pd.DataFrame, held: pd.DataFrame, view: View, window: Viewport) -> None:
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


def _brand_months(found: pd.DataFrame, held: pd.DataFrame, view: View, window: Viewport) -> None:
    """How the brands go on, month by month; ``held`` is what each brand did."""
    if found.empty:
        return
    data = partial(frames.taken, found, frames.BRAND_MONTHS)
    with panels.panel(words.brand_course(found), key="brand-months", data=data, file_name="品牌走势"):
        figure = heat_charts.brand_months(found, palette(), phone=window.phone)
        pictures.show(figure, key="品牌走势", alt="各品牌逐月参与人次")
        behind.brands(view, held, "brand-months")
