"""The parts of the page of all projects, each one frame and one picture."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.projects import choice
from pages.projects.contents import Contents
from ui import cards, charts, messages, numbers, panels, project_charts, project_tables, statements, tables
from ui import project_statements as words
from ui import schedule_charts as schedules
from ui.cards import Reading
from ui.session import View
from ui.theme import palette


def lead(view: View, outlook: Mapping[str, int]) -> str:
    """Say what is shown."""
    chosen = view.selection
    return f"{view.place}　{numbers.month(chosen.period)}　{statements.lines(chosen)}{words.paused(outlook)}"


def lights(projects: pd.DataFrame) -> None:
    """How many projects have which light, and what the lights mean."""
    counts = statements.light_counts(projects)
    with panels.panel(statements.project_lights(counts), key="lights", data=counts, file_name="项目灯"):
        charts.show(charts.light_bar(counts, palette()), key="项目灯", alt="各灯项目数")
        tables.plain(words.lights_read(counts), numeric=["个数"], marks=["灯"])


def schedule(projects: pd.DataFrame, view: View) -> None:
    """The Gantt chart, a part of the projects at a time; a click opens one."""
    data = project_tables.projects(projects)
    with panels.panel(words.schedule(projects), key="schedule", data=data, file_name="项目进度"):
        shown, first = choice.part(projects, present=view.selection.present)
        if shown.empty:
            messages.empty("没有符合条件的项目", "去掉灯或主题的限制")
            return
        figure = schedules.gantt(shown, schedules.span(projects), palette())
        alt = f"第 {first} 至 {first + len(shown) - 1} 个项目的计划、实际与预计起止"
        charts.show(figure, key=choice.CHART, alt=alt, on_select=choice.open_clicked)
        panels.note(words.SCHEDULE_KEY, words.EXPECTED_END)


def money(found: pd.DataFrame, view: View) -> None:
    """The S-curve and its terms."""
    now = found[found["month"].dt.date == view.selection.period].iloc[0]
    data = project_tables.money(found)
    with panels.panel(words.money(now), key="money", data=data, file_name="项目资金"):
        left, right = st.columns([2.6, 1], gap="medium")
        with left:
            figure = project_charts.s_curve(found, view.selection.period, palette())
            charts.show(figure, key="项目资金", alt="计划值、到位、支出与挣值的累计曲线")
        with right:
            tables.plain(project_tables.earned(now), numeric=["数值"])
        panels.note(words.EARNED_VALUE)


def themes(found: pd.DataFrame) -> None:
    """项目化: themes by light."""
    with panels.panel(words.themes(found), key="themes", data=project_tables.themes(found), file_name="主题"):
        charts.show(project_charts.theme_matrix(found, palette()), key="主题", alt="各主题各灯的项目数")


def society(found: Contents, readings: Mapping[str, Reading]) -> None:
    """社会化: who carries projects out, and who pays."""
    data = project_tables.sources(found.sources)
    with panels.panel(words.society(readings), key="society", data=data, file_name="资金来源"):
        table = project_tables.delivery(found.delivery)
        tables.plain(table, numeric=list(table.columns[1:]))
        charts.show(project_charts.sources(found.sources, palette()), key="资金来源", alt="到位资金按来源")
        panels.note(words.SOURCES_KEY)


def digital(readings: Mapping[str, Reading], view: View) -> None:
    """智慧化: what is done online."""
    with panels.panel(words.digital(readings), key="digital"):
        for reading in readings.values():
            cards.card(reading, view)


def everything(projects: pd.DataFrame) -> None:
    """All projects as a table; a click opens one."""
    table = project_tables.projects(projects)
    with panels.panel(f"全部 {len(projects)} 个项目", key="everything", data=table, file_name="项目清单"):
        choice.table(projects, table)
