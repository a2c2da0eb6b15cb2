"""总览 of one line: its focus, its plan and projects, its units, its public."""

import streamlit as st

from pages.overview import contents
from ui.choosing import words as choosing_words
from ui.drawing import panels
from ui.focus import fetched, shown, words
from ui.session import View
from ui.shell import navigation


def show(view: View) -> None:
    """Draw the part: focus and course of the line, and what has no organisation yet."""
    (line,) = view.selection.lines
    tasks, projects = contents.gather_plan(view)
    panels.title(words.plan(tasks, projects, line), choosing_words.chosen(view))
    left, right = st.columns([1, 1.15], gap="small")
    with left:
        shown.focus(fetched.items(view), line)
    with right:
        shown.against(fetched.against(view))
    units = fetched.units(view)
    left, right = st.columns([1, 1.15], gap="small")
    with left:
        shown.settings(units)
    with right:
        shown.lacking(units, fetched.cells(view))
    with st.container(horizontal=True, key="line-more", gap="small"):
        navigation.more("tasks", "方案与任务 →", view, part="list")
        navigation.more("projects", "项目清单 →", view, part="list")


def public(view: View) -> None:
    """Draw the part: whom the line is there for, place by place."""
    (line,) = view.selection.lines
    found = fetched.public(view)
    panels.title(words.public(found, line), choosing_words.chosen(view))
    shown.public(found, line)
