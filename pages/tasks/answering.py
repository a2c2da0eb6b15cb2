"""谁来负责: leads, owner posts with their late tasks, and the list of all tasks."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.tasks import tasks as reform
from pages.tasks import contents, opening
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
from ui.session import View
from ui.shell import messages
from ui.tasks import behind, charts, filters, frames, words
from ui.tasks import names as tasks_names
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    tasks, sums = contents.gather_tasks(view), contents.gather_sums(view)
    panels.title(words.answering(sums, view.place), choosing_words.chosen(view))
    left, right = st.columns([1, 1.5], gap="small")
    with left:
        _leads(reform.by(sums, "lead_role"), tasks, view)
    with right:
        _posts(reform.by(sums, "owner_post"), tasks, view)


def _leads(added: pd.DataFrame, tasks: pd.DataFrame, view: View) -> None:
    """Progress of the tasks of each lead, and the late ones by name."""
    ordered = tasks_names.in_scheme_order(added, "lead_role")
    names = tasks_names.leads(ordered)
    data = partial(frames.sums, ordered, names, "牵头")
    with panels.panel(words.leads(ordered), key="leads", data=data, file_name="任务按牵头"):
        figure = charts.bullets(ordered, names, palette())
        plots.show(figure, key="任务按牵头", alt="各牵头领导任务的加权进度、完成与计划")
        panels.note(words.BULLET_KEY)
        late = frames.late_by_lead(tasks, list(ordered["lead_role"]))
        if not late.empty:
            tables.plain(late, marks=["牵头"])
        behind.sums(view, ordered, names, tasks, "lead_role", "任务按牵头")


def _posts(added: pd.DataFrame, tasks: pd.DataFrame, view: View) -> None:
    """The owner posts with their late tasks by name."""
    read = frames.posts(added, tasks)
    with panels.panel(words.posts(added), key="posts", data=read, file_name="责任岗位"):
        tables.plain(read, numeric=["任务", "完成", "加权进度", "按期率"], notes=["加权进度", "按期率"])
        behind.sums(view, added, tasks_names.posts(added), tasks, "owner_post", "任务按责任岗位")


def everything(tasks: pd.DataFrame, view: View) -> None:
    """All tasks as a table; a click opens one."""
    shown = filters.chosen(tasks)
    statement = words.listed(len(shown.rows), len(tasks), shown.told)
    data = partial(frames.tasks, shown.rows)
    with panels.panel(statement, key="everything", data=data, file_name="改革任务", chosen=shown.told):
        filters.draw(tasks)
        if shown.rows.empty:
            messages.empty("没有符合条件的任务", "去掉状态、方案或突破的限制")
            return
        opening.table(shown.rows, frames.listed(shown.rows))
