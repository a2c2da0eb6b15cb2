"""突破与问题: what the scheme asks: breakthroughs, pillars, joint actions, problems, qualities."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.tasks import scheme
from metrics.tasks import tasks as reform
from pages.tasks import contents
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
from ui.session import View
from ui.shell import messages
from ui.tasks import behind, charts, frames, words
from ui.tasks import names as tasks_names
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    tasks, sums = contents.gather_tasks(view), contents.gather_sums(view)
    panels.title(words.aims(sums, view.place), choosing_words.chosen(view))
    left, right = st.columns(2, gap="small")
    with left:
        _breakthroughs(reform.by(sums, "breakthrough"), tasks, view)
        _pillars(reform.by(sums, "pillar"), tasks, view)
        _joint_actions(reform.by(sums, "joint_action"), tasks, view)
    with right:
        _problems(reform.by(sums, "problem"), tasks, view)
        _qualities(tasks, view)


def _breakthroughs(added: pd.DataFrame, tasks: pd.DataFrame, view: View) -> None:
    """Progress of the five breakthroughs."""
    _progress(added, tasks_names.breakthroughs(added), "五个突破", "breakthrough", tasks, view)


def _pillars(added: pd.DataFrame, tasks: pd.DataFrame, view: View) -> None:
    """Progress of the three parts of the reform."""
    ordered = tasks_names.in_scheme_order(added, "pillar")
    _progress(ordered, list(ordered["pillar"]), "三个板块", "pillar", tasks, view)


def _joint_actions(added: pd.DataFrame, tasks: pd.DataFrame, view: View) -> None:
    """Progress of the four joint actions; tasks that are none of them are left out."""
    named = added.dropna(subset=["joint_action"])
    _progress(named, tasks_names.joint_actions(named), "四个联手", "joint_action", tasks, view)


def _problems(added: pd.DataFrame, tasks: pd.DataFrame, view: View) -> None:
    """Progress against the problems aimed at, in the order of the scheme."""
    ordered = tasks_names.in_scheme_order(added, "problem")
    _progress(ordered, tasks_names.problems(ordered), "针对问题", "problem", tasks, view)


def _progress(
    rows: pd.DataFrame, names: list[str], subject: str, dimension: str, tasks: pd.DataFrame, view: View
) -> None:
    data = partial(frames.sums, rows, names, subject)
    key = f"{dimension}s".replace("_", "-")
    with panels.panel(words.slowest(rows, names, subject), key=key, data=data, file_name=f"任务按{subject}"):
        if rows.empty:
            messages.empty(f"没有写明{subject}的任务")
            return
        figure = charts.bullets(rows, names, palette())
        plots.show(figure, key=f"任务按{subject}", alt=f"各{subject}的加权进度、完成与计划")
        panels.note(words.BULLET_KEY)
        behind.sums(view, rows, names, tasks, dimension, f"任务按{subject}")


def _qualities(tasks: pd.DataFrame, view: View) -> None:
    """Whether tasks state what the three qualities ask of a plan."""
    read = words.qualities_read(tasks)
    with panels.panel(words.qualities(tasks), key="qualities", data=read, file_name="方案三性"):
        tables.plain(read, numeric=["写明的任务"], marks=["要求"])
        st.caption(f"方案由调研而来：{'、'.join(scheme.scheme()['survey'])}。")
        behind.qualities(view, tasks)
