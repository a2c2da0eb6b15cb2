"""Which project is open: a click on the schedule or the list opens one, a button leads back."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ui import session
from ui.session import View
from ui.theme import PROJECT_LIGHTS

CHART = "项目进度"
_TABLE, _ONE = "project-table", "project-one"
_SELECT_PX = 440


def open_clicked() -> None:
    """Open the project whose row of the chart was clicked."""
    points = st.session_state[f"chart-{CHART}"]["selection"]["points"]
    opened = [point["customdata"][0] for point in points if point.get("customdata")]
    if opened:
        session.choose(project=opened[0])


def table(projects: pd.DataFrame, written: pd.DataFrame) -> None:
    """Show projects as a table whose rows open them; ``written`` has their rows as people read them."""
    share = st.column_config.ProgressColumn(format="percent", min_value=0.0, max_value=1.0)
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    st.dataframe(
        written,
        hide_index=True,
        column_config={"情况": st.column_config.TextColumn(width="medium")}
        | {"目标完成": share, "预算执行": share}
        | {"计划完成": day, "预计完成": day},
        on_select=lambda: _open_row(list(projects["project_id"])),
        selection_mode="single-row",
        key=_TABLE,
        placeholder="—",
    )


def _open_row(ids: Sequence[str]) -> None:
    rows = st.session_state[_TABLE]["selection"]["rows"]
    if rows:
        session.choose(project=ids[rows[0]])


# Buttons, not links: a link to the page that is open leaves the old address in the browser.
def back() -> None:
    """Offer the way back to all projects."""
    st.button("← 全部项目", key="project-back", on_click=session.choose, kwargs={"project": ""})


def everywhere(view: View) -> None:
    """Offer the projects of the whole and of all lines."""
    top = view.trail["code"].iloc[0]
    st.button(
        "查看全部项目 →", key="project-all", on_click=session.choose, kwargs={"region": top, "lines": ()}
    )


def another(projects: pd.DataFrame, current: str) -> None:
    """Let the viewer change to another project."""
    marks = dict(zip(projects["project_id"], projects["light"].map(PROJECT_LIGHTS.get), strict=True))
    names = dict(zip(projects["project_id"], projects["name"], strict=True))
    if st.session_state.get(_ONE) != current:
        st.session_state[_ONE] = current
    st.selectbox(
        "项目",
        list(names),
        format_func=lambda key: f"{marks[key].shape} {names[key]}",
        key=_ONE,
        on_change=lambda: session.choose(project=st.session_state[_ONE]),
        label_visibility="collapsed",
        width=_SELECT_PX,
    )
