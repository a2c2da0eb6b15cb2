"""What the viewer picks on this page: which projects the schedule shows, and which one is opened."""

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from ui import session
from ui.session import View
from ui.theme import PROJECT_LIGHTS

CHART = "项目进度"
ROWS_SHOWN = 15
_COLUMNS = (
    "灯",
    "项目",
    "情况",
    "牵头条线",
    "主题",
    "区划",
    "目标完成",
    "预算执行",
    "计划完成",
    "预计完成",
    "责任岗位",
)
_SELECT_PX = 220
_LIGHTS, _THEME, _PAGE, _TABLE, _ONE = (
    f"project-{name}" for name in ("lights", "theme", "page", "table", "one")
)


def part(projects: pd.DataFrame, *, present: bool) -> tuple[pd.DataFrame, int]:
    """Let the viewer narrow the schedule down; return its rows and the number of the first, from 1.

    A projector shows the first part and no controls.
    """
    if present:
        return projects.head(ROWS_SHOWN), 1
    with st.container(key="project-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        kept = projects[_of_light(projects["light"]) & _of_theme(projects["theme"])]
        first = _page(len(kept)) * ROWS_SHOWN
    return kept.iloc[first : first + ROWS_SHOWN], first + 1


def _of_light(lights: pd.Series) -> pd.Series:
    counts = lights.value_counts().reindex(list(PROJECT_LIGHTS), fill_value=0)
    chosen = st.pills(
        "灯（不选即全部）",
        list(PROJECT_LIGHTS),
        selection_mode="multi",
        format_func=lambda light: f"{PROJECT_LIGHTS[light].text} {counts[light]}",
        key=_LIGHTS,
        persist_state="page",
        wrap=True,
    )
    return lights.isin(chosen or list(PROJECT_LIGHTS))


def _of_theme(themes: pd.Series) -> pd.Series:
    names = sorted(themes.unique())
    _keep_known(_THEME, names)
    chosen = st.selectbox("主题", names, index=None, key=_THEME, placeholder="全部主题", persist_state="page")
    return themes.isin([chosen] if chosen else names)


def _page(count: int) -> int:
    pages = range(-(-count // ROWS_SHOWN))
    _keep_known(_PAGE, pages)
    if len(pages) < 2:
        return 0
    return st.segmented_control(
        "显示第几个",
        pages,
        default=0,
        required=True,
        format_func=lambda page: f"{page * ROWS_SHOWN + 1}–{min(count, (page + 1) * ROWS_SHOWN)}",
        key=_PAGE,
        persist_state="page",
        wrap=True,
    )


def _keep_known(key: str, options: Iterable[object]) -> None:
    """Forget a choice that another selection has made impossible."""
    if st.session_state.get(key) is not None and st.session_state[key] not in options:
        del st.session_state[key]


def open_clicked() -> None:
    """Open the project whose row of the chart was clicked."""
    points = st.session_state[f"chart-{CHART}"]["selection"]["points"]
    opened = [point["customdata"][0] for point in points if point.get("customdata")]
    if opened:
        session.choose(project=opened[0])


def table(projects: pd.DataFrame, written: pd.DataFrame) -> None:
    """Show projects as a table whose rows open them."""
    share = st.column_config.ProgressColumn(format="percent", min_value=0.0, max_value=1.0)
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    st.dataframe(
        written,
        hide_index=True,
        column_order=_COLUMNS,
        column_config={"情况": st.column_config.TextColumn(width="medium")}
        | {"目标完成": share, "预算执行": share}
        | {name: day for name in written.select_dtypes("datetime").columns},
        on_select=lambda: _open_row(list(projects["project_id"])),
        selection_mode="single-row",
        key=_TABLE,
        placeholder="—",
        height=420,
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
        width=2 * _SELECT_PX,
    )
