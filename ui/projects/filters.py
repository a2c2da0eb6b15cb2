"""Which projects the schedule shows: by light, by theme, a part at a time."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from ui.theme import PROJECT_LIGHTS

ROWS_SHOWN = 15
_SELECT_PX = 220
_LIGHTS, _THEME, _PAGE = "project-lights", "project-theme", "project-page"


def part(projects: pd.DataFrame, *, present: bool) -> pd.DataFrame:
    """Let the viewer narrow the schedule down, and return its rows.

    A projector shows the first part and no controls.
    """
    if present:
        return projects.head(ROWS_SHOWN)
    with st.container(key="project-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        kept = projects[_of_light(projects["light"]) & _of_theme(projects["theme"])]
        first = _page(len(kept)) * ROWS_SHOWN
    return kept.iloc[first : first + ROWS_SHOWN]


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
    chosen = st.selectbox(
        "主题",
        names,
        index=None,
        key=_THEME,
        placeholder="全部主题",
        persist_state="page",
        width=_SELECT_PX,
    )
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
