"""Is the plan being done: states, burn-up, and the matrix of plans and breakthroughs, each one picture."""

from functools import partial
from typing import Any

import pandas as pd

from metrics.tasks import course
from pages.tasks import opening
from ui.behind import number
from ui.drawing import light_bar, panels, plots, small_pictures, tables
from ui.session import View
from ui.tasks import behind, charts, course_charts, filters, frames, words
from ui.theme import palette


def states(tasks: pd.DataFrame, whole: Any, view: View) -> None:
    """How many tasks are in which state, and what the states mean."""
    counts = words.states(tasks)
    read = words.states_read(counts)
    with panels.panel(words.state_title(whole), key="states", data=read, file_name="任务状态"):
        figure = light_bar.light_bar(counts, palette(), words.TASK_MARKS)
        small_pictures.show(figure, key="任务状态", alt="各状态任务数")
        tables.plain(read, numeric=["任务"], marks=["状态"])
        panels.note(words.STATES_KEY)
        opening.first(tasks)
        behind.states(view, tasks)


def burn_up(found: pd.DataFrame, view: View) -> None:
    """Weight planned, done and in progress, month by month."""
    now = course.standing(found, view.selection.period)
    data = partial(frames.burn_up, found)
    with panels.panel(words.burn_up(now), key="burn-up", data=data, file_name="任务燃起图"):
        figure = course_charts.burn_up(found, now, palette())
        plots.show(figure, key="任务燃起图", alt="各月计划完成、实际完成与加权进度的累计权重")
        panels.note(words.BURN_UP_KEY)
        number.opener(view, "task_completion", key="burn-up")


def matrix(cells: pd.DataFrame, tasks: pd.DataFrame, view: View) -> None:
    """Plans against breakthroughs; a click narrows the list down."""
    data = partial(frames.cells, cells)
    with panels.panel(words.matrix(cells), key="matrix", data=data, file_name="方案与突破"):
        figure = charts.plan_matrix(cells, palette())
        alt = "各方案在五个突破上的加权进度"
        plots.show(figure, key=filters.MATRIX, alt=alt, on_select=filters.choose_clicked)
        panels.note(words.MATRIX_KEY)
        names = behind.cell_names(cells)
        behind.sums(view, cells, names, tasks, "plan breakthrough", "方案与突破")
