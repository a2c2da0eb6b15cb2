"""Will they land: lights, schedule and money of all projects, each one frame and one picture."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from metrics.projects import money as projects_money
from pages.projects import opening
from ui import numbers
from ui.behind import number
from ui.choosing import words as choosing_words
from ui.drawing import light_bar, panels, plots, small_pictures, tables
from ui.drawing.readings import Reading
from ui.projects import behind, charts, filters, frames, schedule_charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def lead(view: View, outlook: Mapping[str, int]) -> str:
    """Say what is shown."""
    chosen = view.selection
    lines = choosing_words.lines(chosen)
    return f"{view.place}　{numbers.month(chosen.period)}　{lines}{words.paused(outlook)}"


def lights(projects: pd.DataFrame, readings: Mapping[str, Reading], view: View) -> None:
    """How many projects have which light, and what the lights mean."""
    counts = words.light_counts(projects)
    data = partial(words.lights_read, counts)
    with panels.panel(words.green(readings), key="lights", data=data, file_name="项目灯"):
        small_pictures.show(light_bar.light_bar(counts, palette()), key="项目灯", alt="各灯项目数")
        tables.plain(words.lights_read(counts), numeric=["个数"], marks=["灯"])
        with st.container(horizontal=True, gap="small", key="lights-behind"):
            number.opener(view, "project_green", key="lights")
            behind.lights(view, projects)


def schedule(projects: pd.DataFrame, view: View) -> None:
    """The Gantt chart, a part of the projects at a time; a click opens one."""
    shown = filters.chosen(projects)
    rows, statement = shown.rows, words.schedule(shown.rows, shown.told)
    data = partial(frames.projects, rows)
    with panels.panel(statement, key="schedule", data=data, file_name="项目进度", chosen=shown.told):
        filters.draw(projects, shown)
        if rows.empty:
            messages.empty("没有符合条件的项目", "去掉灯或主题的限制")
            return
        figure = schedule_charts.gantt(rows, schedule_charts.span(projects), palette())
        alt = f"{len(rows)} 个项目的计划、实际与预计起止"
        plots.show(figure, key=opening.CHART, alt=alt, on_select=opening.open_clicked)
        panels.note(words.SCHEDULE_KEY, words.EXPECTED_END)


def money(found: pd.DataFrame, view: View) -> None:
    """The S-curve and its terms."""
    now = projects_money.standing(found, view.selection.period)
    data = partial(frames.money, found)
    with panels.panel(words.money(now), key="money", data=data, file_name="项目资金"):
        left, right = st.columns([2.6, 1], gap="medium")
        with left:
            figure = charts.s_curve(found, now, palette())
            plots.show(figure, key="项目资金", alt="计划值、到位、支出与挣值的累计曲线")
        with right:
            tables.plain(frames.earned(now), numeric=["数值"])
        panels.note(words.EARNED_VALUE)
        number.opener(view, "budget_execution", key="money")
