"""All projects of a place: lights, key numbers, schedule, money, 三化, the list."""

import pandas as pd
import streamlit as st

from pages.projects import contents, management, opening, sections
from ui.behind import cards
from ui.choosing import words as choosing_words
from ui.drawing import panels, readings
from ui.projects import words
from ui.session import View
from ui.shell import messages


def show(projects: pd.DataFrame, view: View) -> None:
    """Draw the page of all projects."""
    if view.selection.project:
        asked, lines = view.selection.project, choosing_words.lines(view.selection)
        messages.notice(words.not_here(asked, view.place, lines))
    found = contents.gather(view)
    counts = words.light_counts(projects)
    panels.title(words.landing(found.outlook, counts, view.place), sections.lead(view, found.outlook))
    if projects.empty:
        _nothing(view)
        return
    key = readings.readings(contents.KEY_METRICS, found.course)
    digital = readings.readings(contents.DIGITAL_METRICS, found.course)

    left, right = st.columns([1, 2.4], gap="small")
    with left:
        sections.lights(projects, key, view)
    with right:
        cards.grid(key, view, columns=3)
    sections.schedule(projects, view)
    sections.money(found.money, view)

    left, middle, right = st.columns([1.15, 1.35, 1], gap="small")
    with left:
        management.themes(found.themes, projects, view)
    with middle:
        management.delivery(found.delivery, projects, key, view)
        management.sources(found.sources, words.sources(key), "", view)
    with right:
        management.digital(digital, view)
    management.everything(projects)


def _nothing(view: View) -> None:
    messages.empty(
        words.nothing(view.place, view.selection.lines),
        "项目按所在区划和牵头条线归入；上报项目表以后在这里显示。换一个区划或条线，或者看全部项目。",
    )
    opening.everywhere(view)
