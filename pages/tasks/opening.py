"""Which task is open: a click on the list opens one, a button leads back."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ui import session
from ui import task_statements as words
from ui.session import View

_TABLE, _ONE = "task-table", "task-one"
_SELECT_PX = 440


def table(tasks: pd.DataFrame, written: pd.DataFrame) -> None:
    """Show tasks as a table whose rows open them; ``written`` has their rows as people read them."""
    share = st.column_config.ProgressColumn(format="percent", min_value=0.0, max_value=1.0)
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    st.dataframe(
        written,
        hide_index=True,
        column_config={"进度": share, "时间进度": share, "计划完成": day, "实际完成": day},
        on_select=lambda: _open_row(list(tasks["task_id"])),
        selection_mode="single-row",
        key=_TABLE,
        placeholder="—",
    )


def _open_row(ids: Sequence[str]) -> None:
    rows = st.session_state[_TABLE]["selection"]["rows"]
    if rows:
        session.choose(task=ids[rows[0]])


def first(tasks: pd.DataFrame) -> None:
    """Name the tasks that need somebody first, each a button that opens it."""
    troubled = words.troubled(tasks)
    if troubled.empty:
        return
    st.html('<p class="qt-part">先抓这些</p>')
    with st.container(key="first-tasks", gap=None):
        for row in troubled.itertuples(index=False):
            st.button(
                words.trouble(row),
                key=f"first-{row.task_id}",
                type="tertiary",
                on_click=session.choose,
                kwargs={"task": row.task_id},
            )


# Buttons, not links: a link to the page that is open leaves the old address in the browser.
def back() -> None:
    """Offer the way back to all tasks."""
    st.button("← 全部任务", key="task-back", on_click=session.choose, kwargs={"task": ""})


def everywhere(view: View) -> None:
    """Offer the tasks of the whole and of all lines."""
    top = view.trail["code"].iloc[0]
    st.button("查看全部任务 →", key="task-all", on_click=session.choose, kwargs={"region": top, "lines": ()})


def another(tasks: pd.DataFrame, current: str) -> None:
    """Let the viewer change to another task."""
    marks = dict(zip(tasks["task_id"], tasks["state"].map(words.TASK_MARKS.get), strict=True))
    names = dict(zip(tasks["task_id"], tasks["name"], strict=True))
    if st.session_state.get(_ONE) != current:
        st.session_state[_ONE] = current
    st.selectbox(
        "任务",
        list(names),
        format_func=lambda key: f"{marks[key].shape} {names[key]}",
        key=_ONE,
        on_change=lambda: session.choose(task=st.session_state[_ONE]),
        label_visibility="collapsed",
        width=_SELECT_PX,
    )
