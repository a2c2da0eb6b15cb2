"""All projects of a place: lights, key numbers, schedule, money, 三化, the list."""

import pandas as pd
import streamlit as st

from pages.projects import choice, contents, sections
from ui import cards, messages, panels
from ui import project_statements as words
from ui.session import View


def show(projects: pd.DataFrame, view: View) -> None:
    """Draw the page of all projects."""
    if view.selection.project:
        st.warning(words.not_here(view.selection.project, view.place), icon=":material/info:")
    found = contents.gather(view)
    panels.title(words.landing(found.outlook, view.place), sections.lead(view, found.outlook))
    if projects.empty:
        _nothing(view)
        return
    key = cards.readings(contents.KEY_METRICS, found.course)
    digital = cards.readings(contents.DIGITAL_METRICS, found.course)

    left, right = st.columns([1, 2.4], gap="small")
    with left:
        sections.lights(projects)
    with right:
        cards.grid(key, view, columns=3)
    sections.schedule(projects, view)
    sections.money(found.money, view)

    left, middle, right = st.columns([1.15, 1.35, 1], gap="small")
    with left:
        sections.themes(found.themes)
    with middle:
        sections.society(found, key)
    with right:
        sections.digital(digital, view)
    sections.everything(projects)


def _nothing(view: View) -> None:
    messages.empty(
        words.nothing(view.place, view.selection.lines),
        "项目按所在区划和牵头条线归入；上报项目表以后在这里显示。换一个区划或条线，或者看全部项目。",
    )
    choice.everywhere(view)
