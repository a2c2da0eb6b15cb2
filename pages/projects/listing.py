"""All projects of a place: lights and schedule, money, 三化, the list: one part at a time."""

import pandas as pd
import streamlit as st

from pages.projects import contents, management, opening, sections, tracking
from ui.behind import cards
from ui.choosing import page_parts
from ui.choosing import words as choosing_words
from ui.choosing.page_parts import Part
from ui.drawing import panels, readings
from ui.projects import words
from ui.session import View
from ui.shell import messages


def show(projects: pd.DataFrame, view: View) -> None:
    """Draw the page of all projects: the part that the link names."""
    if view.selection.project:
        asked, lines = view.selection.project, choosing_words.lines(view.selection)
        messages.notice(words.not_here(asked, view.place, lines))
    if projects.empty:
        opening.nothing(view)
    else:
        page_parts.show(view, PARTS)


def _progress(view: View) -> None:
    projects, outlook = contents.gather_projects(view), contents.gather_outlook(view)
    key = readings.of_view(view, contents.KEY_METRICS)
    counts = words.light_counts(projects)
    panels.title(words.landing(outlook, counts, view.place), sections.lead(view, outlook))
    left, right = st.columns([1, 2.4], gap="small")
    with left:
        sections.lights(projects, key, view)
    with right:
        cards.grid(key, view, columns=3)
    sections.schedule(projects, view)


def _money(view: View) -> None:
    months, sources = contents.gather_money(view)
    key = readings.of_view(view, contents.MONEY_METRICS)
    panels.title(words.paid(key, view.place), choosing_words.chosen(view))
    sections.money(months, view)
    management.sources(sources, words.sources(key), "", view)


def _management(view: View) -> None:
    projects = contents.gather_projects(view)
    themes, delivery = contents.gather_management(view)
    found = readings.of_view(view, contents.MANAGED_METRICS)
    panels.title(words.managed(found, view.place), choosing_words.chosen(view))
    left, right = st.columns([1, 1.2], gap="small")
    with left:
        management.themes(themes, projects, view)
    with right:
        management.delivery(delivery, projects, found, view)
        management.digital(found, view)


def _list(view: View) -> None:
    projects = contents.gather_projects(view)
    panels.title(words.schedule(projects, ()), choosing_words.chosen(view))
    management.everything(projects)


PARTS = {
    "progress": Part("亮灯与进度", _progress),
    "money": Part("项目资金", _money),
    "management": Part("三化管理", _management),
    "tracking": Part("跟踪", tracking.show),
    "list": Part("项目清单", _list),
}
