"""Will they land: lights, schedule and money of all projects, each one frame and one picture."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from metrics import project_money
from pages.projects import opening
from ui import (
    charts,
    messages,
    numbers,
    panels,
    project_charts,
    project_filters,
    project_tables,
    provenance,
    statements,
    tables,
)
from ui import project_statements as words
from ui import schedule_charts as schedules
from ui.cards import Reading
from ui.parts import projects as parts
from ui.session import View
from ui.theme import palette


def lead(view: View, outlook: Mapping[str, int]) -> str:
    """Say what is shown."""
    chosen = view.selection
    return f"{view.place}　{numbers.month(chosen.period)}　{statements.lines(chosen)}{words.paused(outlook)}"


def lights(projects: pd.DataFrame, readings: Mapping[str, Reading], view: View) -> None:
    """How many projects have which light, and what the lights mean."""
    counts = statements.light_counts(projects)
    data = partial(words.lights_read, counts)
    with panels.panel(words.green(readings), key="lights", data=data, file_name="项目灯"):
        charts.show(charts.light_bar(counts, palette()), key="项目灯", alt="各灯项目数")
        tables.plain(words.lights_read(counts), numeric=["个数"], marks=["灯"])
        with st.container(horizontal=True, gap="small", key="lights-behind"):
            provenance.opener(view, "project_green", key="lights")
            parts.lights(view, projects)


def schedule(projects: pd.DataFrame, view: View) -> None:
    """The Gantt chart, a part of the projects at a time; a click opens one."""
    data = partial(project_tables.projects, projects)
    with panels.panel(words.schedule(projects), key="schedule", data=data, file_name="项目进度"):
        shown = project_filters.part(projects, present=view.selection.present)
        if shown.empty:
            messages.empty("没有符合条件的项目", "去掉灯或主题的限制")
            return
        figure = schedules.gantt(shown, schedules.span(projects), palette())
        alt = f"{len(shown)} 个项目的计划、实际与预计起止"
        charts.show(figure, key=opening.CHART, alt=alt, on_select=opening.open_clicked)
        panels.note(words.SCHEDULE_KEY, words.EXPECTED_END)


def money(found: pd.DataFrame, view: View) -> None:
    """The S-curve and its terms."""
    now = project_money.standing(found, view.selection.period)
    data = partial(project_tables.money, found)
    with panels.panel(words.money(now), key="money", data=data, file_name="项目资金"):
        left, right = st.columns([2.6, 1], gap="medium")
        with left:
            figure = project_charts.s_curve(found, now, palette())
            charts.show(figure, key="项目资金", alt="计划值、到位、支出与挣值的累计曲线")
        with right:
            tables.plain(project_tables.earned(now), numeric=["数值"])
        panels.note(words.EARNED_VALUE)
        provenance.opener(view, "budget_execution", key="money")
