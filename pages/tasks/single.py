"""One task: how it stands, its months, what is laid down about it, its evidence."""

import pandas as pd
import streamlit as st

from pages.tasks import contents, opening
from ui import numbers, projector
from ui.drawing import panels, plots, tables
from ui.session import View
from ui.tasks import behind, course_charts, frames, words
from ui.theme import palette


def show(tasks: pd.DataFrame, view: View) -> None:
    """Draw the page of the task that the view names."""
    row = next(tasks[tasks["task_id"] == view.selection.task].itertuples(index=False))
    months = contents.gather_months(view)
    _way(tasks, view)
    panels.title(words.task(row), words.task_lead(row, numbers.month(view.selection.period)))

    read = frames.months(months)
    left, right = st.columns([1.5, 1], gap="small")
    with left, panels.panel(words.task_months(months), key="task-months", data=read, file_name="任务月报"):
        figure = course_charts.task_months(months, palette())
        plots.show(figure, key="任务进度", alt="逐月进度与时间进度")
        panels.note(words.TASK_MONTHS_KEY)
        behind.one(view, row, key="task-months")
        tables.plain(read, numeric=["进度", "时间进度"], marks=["报告期", "月报"])
    facts = frames.facts(row)
    with right, panels.panel(words.evidence(row), key="task-facts", data=facts, file_name="任务概况"):
        tables.plain(facts, marks=["项"])
        panels.note(words.STATES_KEY)
        behind.one(view, row, key="task-facts")


@projector.left_out
def _way(tasks: pd.DataFrame, view: View) -> None:
    with st.container(key="task-way", horizontal=True, vertical_alignment="center", gap="small"):
        opening.back()
        opening.another(tasks, view.selection.task)
