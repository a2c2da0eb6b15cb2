"""Which task is open: a click on the list opens one, a button leads back."""

import pandas as pd
import streamlit as st

from ui import session
from ui.choosing import one_of_many
from ui.session import View
from ui.shell import navigation
from ui.tasks import words

_TASK = "task"
_ISSUE = "followed-issue"


def table(tasks: pd.DataFrame, written: pd.DataFrame) -> None:
    """Show tasks as a table whose rows open them; ``written`` has their rows as people read them."""
    share = st.column_config.ProgressColumn(format="percent", min_value=0.0, max_value=1.0)
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    columns = {"进度": share, "时间进度": share, "计划完成": day, "实际完成": day}
    one_of_many.table(list(tasks["task_id"]), written, columns, _TASK)


def follow(items: pd.DataFrame, row: int) -> None:
    """Open what came of a survey: a task here, an issue on 联席会议 in the run that follows.

    Args:
        items: ``kind`` (task, issue), ``item_id``, in the order of the rows.
        row: number of the row that was chosen.
    """
    one = items.iloc[row]
    if one["kind"] == _TASK:
        session.choose(task=one["item_id"])
    else:
        st.session_state[_ISSUE] = one["item_id"]


def go_on(view: View) -> None:
    """Leave for the issue that was chosen, if one was."""
    issue = st.session_state.pop(_ISSUE, "")
    if issue:
        navigation.go("meeting", view, issue=issue)


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


def back() -> None:
    """Offer the way back to all tasks."""
    one_of_many.back("← 全部任务", _TASK)


def everywhere(view: View) -> None:
    """Offer the tasks of the whole and of all lines."""
    one_of_many.everywhere(view, "查看全部任务 →", _TASK)


def another(tasks: pd.DataFrame, current: str) -> None:
    """Let the viewer change to another task."""
    names = {
        row.task_id: f"{words.TASK_MARKS[row.state].shape} {row.name}"
        for row in tasks[["task_id", "state", "name"]].itertuples(index=False)
    }
    one_of_many.another(names, current, "任务", _TASK)
