"""Which project is open: a click on the schedule or the list opens one, a button leads back."""

import pandas as pd
import streamlit as st

from ui import session
from ui.choosing import one_of_many
from ui.drawing import panels
from ui.projects import words
from ui.session import View
from ui.shell import messages
from ui.theme import PROJECT_LIGHTS

CHART = "项目进度"
_PROJECT = "project"


def open_clicked() -> None:
    """Open the project whose row of the chart was clicked."""
    points = st.session_state[f"chart-{CHART}"]["selection"]["points"]
    clicked = [point["customdata"][0] for point in points if point.get("customdata")]
    if clicked:
        session.choose(project=clicked[0])


def tracked(projects: pd.DataFrame, written: pd.DataFrame) -> None:
    """Show how projects move as a table whose rows open them."""
    columns = {"项目": st.column_config.TextColumn(width="medium")}
    one_of_many.table(list(projects["project_id"]), written, columns, _PROJECT)


def table(projects: pd.DataFrame, written: pd.DataFrame) -> None:
    """Show projects as a table whose rows open them; ``written`` has their rows as people read them."""
    share = st.column_config.ProgressColumn(format="percent", min_value=0.0, max_value=1.0)
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    columns = {
        "情况": st.column_config.TextColumn(width="medium"),
        "目标完成": share,
        "预算执行": share,
        "计划完成": day,
        "预计完成": day,
    }
    one_of_many.table(list(projects["project_id"]), written, columns, _PROJECT)


def back() -> None:
    """Offer the way back to all projects."""
    one_of_many.back("← 全部项目", _PROJECT)


def nothing(view: View) -> None:
    """Say that there is no project, and offer those of the whole."""
    told = words.nothing(view.place, view.selection.lines)
    panels.title(told)
    messages.empty(told, words.NOTHING_WAY_ON)
    everywhere(view)


def everywhere(view: View) -> None:
    """Offer the projects of the whole and of all lines."""
    one_of_many.everywhere(view, "查看全部项目 →", _PROJECT)


def another(projects: pd.DataFrame, current: str) -> None:
    """Let the viewer change to another project."""
    names = {
        row.project_id: f"{PROJECT_LIGHTS[row.light].shape} {row.name}"
        for row in projects[["project_id", "light", "name"]].itertuples(index=False)
    }
    one_of_many.another(names, current, "项目", _PROJECT)
