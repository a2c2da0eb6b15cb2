"""One project: how it stands, why its light is what it is, milestones, goal, money, history."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.projects import choice, contents
from ui import charts, messages, numbers, panels, project_charts, project_tables, tables
from ui import project_statements as words
from ui import schedule_charts as schedules
from ui.session import View
from ui.theme import palette


def show(projects: pd.DataFrame, view: View) -> None:
    """Draw the page of the project that the view names."""
    project = projects[projects["project_id"] == view.selection.project]
    row = next(project.itertuples(index=False))
    found = contents.gather_one(view)
    if not view.selection.present:
        with st.container(key="project-way", horizontal=True, vertical_alignment="center", gap="small"):
            choice.back()
            choice.another(projects, view.selection.project)
    panels.title(words.project(row), words.project_lead(row, numbers.month(view.selection.period)))

    left, right = st.columns([1.4, 1], gap="small")
    with left:
        _milestones(found.milestones, project)
    with right:
        _checks(found.checks)
    left, right = st.columns(2, gap="small")
    with left:
        _goal(found.reports, row)
        _history(found.reports, row)
    with right:
        _money(found, row, view)
        _facts(row)


def _milestones(found: pd.DataFrame, project: pd.DataFrame) -> None:
    data = project_tables.milestones(found)
    with panels.panel(words.milestones(found), key="milestones", data=data, file_name="里程碑"):
        if found.empty:
            messages.empty("没有填报里程碑", "里程碑随项目一并上报")
            return
        figure = schedules.milestones(found, schedules.span(found, project), palette())
        charts.show(figure, key="里程碑", alt="各里程碑的计划、预测与完成日期")
        tables.plain(
            project_tables.milestones_read(found), marks=["状态", "计划", "预测", "完成"], numeric=["逾期"]
        )
        panels.note(words.MILESTONES_KEY)


def _checks(found: pd.DataFrame) -> None:
    shown = project_tables.checks(found)
    with panels.panel(words.checks(found), key="checks", data=shown, file_name="判灯过程"):
        tables.plain(shown, numeric=["顺序"], marks=["灯", "判断"])
        panels.note(words.CHECKS_KEY)


def _goal(reports: pd.DataFrame, row: Any) -> None:
    data = project_tables.reports(reports, row.goal_unit)
    with panels.panel(words.goal(row), key="goal", data=data, file_name="目标完成"):
        if reports.empty:
            messages.empty("还没有进度月报", "完成值取自项目本身")
            return
        points = reports.rename(columns={"achieved": "value"}).assign(target=row.goal_value)
        charts.show(
            charts.trend(points, row.goal_unit, palette(), height=420),
            key="目标完成",
            alt="逐月完成值与目标",
        )


def _money(found: contents.OneProject, row: Any, view: View) -> None:
    data = project_tables.money(found.money)
    with panels.panel(words.project_money(row), key="project-money", data=data, file_name="项目资金"):
        figure = project_charts.s_curve(found.money, view.selection.period, palette(), height=260)
        charts.show(figure, key="单个项目资金", alt="计划值、到位、支出与挣值的累计曲线")
        if found.sources.empty:
            messages.empty("还没有到位资金")
        else:
            charts.show(
                project_charts.sources(found.sources, palette()), key="单个项目来源", alt="到位资金按来源"
            )
        panels.note(words.EARNED_VALUE)


def _history(reports: pd.DataFrame, row: Any) -> None:
    shown = project_tables.reports(reports, row.goal_unit)
    with panels.panel(f"进度月报 {len(shown)} 期", key="history", data=shown, file_name="进度月报"):
        if shown.empty:
            messages.empty("还没有进度月报", "月报随进度月报表上报")
        else:
            tables.plain(shown, numeric=["完成值"], marks=["报告期", "状态"])


def _facts(row: Any) -> None:
    shown = project_tables.facts(row)
    with panels.panel(f"责任岗位：{row.owner_post}", key="facts", data=shown, file_name="项目概况"):
        tables.plain(shown, marks=["项"])
        panels.note(words.EXPECTED_END)
