"""One project: how it stands, why its light is what it is, milestones, goal, money, history."""

import pandas as pd
import streamlit as st

from pages.projects import contents, management, opening, single_record, single_sections
from ui import numbers, projector
from ui.drawing import panels
from ui.projects import words
from ui.session import View


def show(projects: pd.DataFrame, view: View) -> None:
    """Draw the page of the project that the view names."""
    project = projects[projects["project_id"] == view.selection.project]
    row = next(project.itertuples(index=False))
    found = contents.gather_one(view)
    _way(projects, view)
    panels.title(words.project(row), words.project_lead(row, numbers.month(view.selection.period)))

    left, right = st.columns([1.4, 1], gap="small")
    with left:
        single_sections.milestones(found.milestones, project, view)
    with right:
        single_sections.checks(found.checks, row, view)
    left, right = st.columns(2, gap="small")
    with left:
        single_sections.goal(found.reports, row, view)
        single_record.facts(row, view)
    with right:
        single_sections.money(found.money, row, view)
        management.sources(found.sources, words.project_sources(found.sources), row.name, view)
        single_record.history(found.reports, row, view)


@projector.left_out
def _way(projects: pd.DataFrame, view: View) -> None:
    with st.container(key="project-way", horizontal=True, vertical_alignment="center", gap="small"):
        opening.back()
        opening.another(projects, view.selection.project)
