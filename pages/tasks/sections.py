"""Is the plan being done: states, burn-up, and progress by what the scheme lays down, each one picture."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics import scheme, task_course
from pages.tasks import opening
from ui import charts, messages, panels, tables, task_charts, task_filters, task_names, task_tables
from ui import task_statements as words
from ui.session import View
from ui.theme import palette


def states(tasks: pd.DataFrame, whole: Any) -> None:
    """How many tasks are in which state, and what the states mean."""
    counts = words.states(tasks)
    read = words.states_read(counts)
    with panels.panel(words.state_title(whole), key="states", data=read, file_name="任务状态"):
        charts.show(charts.light_bar(counts, palette(), words.TASK_MARKS), key="任务状态", alt="各状态任务数")
        tables.plain(read, numeric=["任务"], marks=["状态"])
        panels.note(words.STATES_KEY)
        opening.first(tasks)


def burn_up(found: pd.DataFrame, view: View) -> None:
    """Weight planned, done and in progress, month by month."""
    now = task_course.standing(found, view.selection.period)
    data = partial(task_tables.burn_up, found)
    with panels.panel(words.burn_up(now), key="burn-up", data=data, file_name="任务燃起图"):
        figure = task_charts.burn_up(found, now, palette())
        charts.show(figure, key="任务燃起图", alt="各月计划完成、实际完成与加权进度的累计权重")
        panels.note(words.BURN_UP_KEY)


def matrix(cells: pd.DataFrame) -> None:
    """Plans against breakthroughs; a click narrows the list down."""
    data = partial(task_tables.cells, cells)
    with panels.panel(words.matrix(cells), key="matrix", data=data, file_name="方案与突破"):
        figure = task_charts.plan_matrix(cells, palette())
        alt = "各方案在五个突破上的加权进度"
        charts.show(figure, key=task_filters.MATRIX, alt=alt, on_select=task_filters.choose_clicked)
        panels.note(words.MATRIX_KEY)


def breakthroughs(added: pd.DataFrame) -> None:
    """Progress of the five breakthroughs."""
    _progress(added, task_names.breakthroughs(added), "五个突破", "breakthroughs")


def pillars(added: pd.DataFrame) -> None:
    """Progress of the three parts of the reform."""
    ordered = task_names.in_scheme_order(added, "pillar")
    _progress(ordered, list(ordered["pillar"]), "三个板块", "pillars")


def joint_actions(added: pd.DataFrame) -> None:
    """Progress of the four joint actions; tasks that are none of them are left out."""
    named = added.dropna(subset=["joint_action"])
    _progress(named, task_names.joint_actions(named), "四个联手", "joint-actions")


def problems(added: pd.DataFrame) -> None:
    """Progress against the problems aimed at, in the order of the scheme."""
    ordered = task_names.in_scheme_order(added, "problem")
    _progress(ordered, task_names.problems(ordered), "针对问题", "problems")


def _progress(rows: pd.DataFrame, names: list[str], subject: str, key: str) -> None:
    data = partial(task_tables.sums, rows, names, subject)
    with panels.panel(words.slowest(rows, names, subject), key=key, data=data, file_name=f"任务按{subject}"):
        if rows.empty:
            messages.empty(f"没有写明{subject}的任务")
            return
        figure = task_charts.bullets(rows, names, palette())
        charts.show(figure, key=f"任务按{subject}", alt=f"各{subject}的加权进度、完成与计划")
        panels.note(words.BULLET_KEY)


def qualities(tasks: pd.DataFrame) -> None:
    """Whether tasks state what the three qualities ask of a plan."""
    read = words.qualities_read(tasks)
    with panels.panel(words.qualities(tasks), key="qualities", data=read, file_name="方案三性"):
        tables.plain(read, numeric=["写明的任务"], marks=["要求"])
        st.caption(f"方案由调研而来：{'、'.join(scheme.scheme()['survey'])}。")
