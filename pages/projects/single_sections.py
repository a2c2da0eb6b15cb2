"""The parts of the page of one project, each one frame and one picture."""

from typing import Any

import pandas as pd

from metrics.projects import money as projects_money
from ui.behind import records
from ui.drawing import panels, plots, tables, trend
from ui.projects import charts, frames, schedule_charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def milestones(found: pd.DataFrame, project: pd.DataFrame, view: View) -> None:
    """When each milestone was planned, is forecast, was done."""
    data = frames.milestones(found)
    with panels.panel(words.milestones(found), key="milestones", data=data, file_name="里程碑"):
        if found.empty:
            messages.empty("没有填报里程碑", "里程碑随项目一并上报")
            return
        figure = schedule_charts.milestones(found, schedule_charts.span(found, project), palette())
        plots.show(figure, key="里程碑", alt="各里程碑的计划、预测与完成日期")
        tables.plain(frames.milestones_read(found), marks=["状态", "计划", "预测", "完成"], numeric=["逾期"])
        panels.note(words.MILESTONES_KEY)
        records.project(view, project["name"].iloc[0], key="milestones", tables=("milestones",))


def checks(found: pd.DataFrame, row: Any, view: View) -> None:
    """Why the light is what it is."""
    shown = frames.checks(found)
    with panels.panel(words.checks(found), key="checks", data=shown, file_name="判灯过程"):
        tables.plain(shown, numeric=["顺序"], marks=["灯", "判断"])
        panels.note(words.CHECKS_KEY)
        records.project(view, row.name, key="light")


def goal(reports: pd.DataFrame, row: Any, view: View) -> None:
    """The goal against what was achieved, month by month."""
    data = frames.reports(reports, row.goal_unit)
    with panels.panel(words.goal(row), key="goal", data=data, file_name="目标完成"):
        if reports.empty:
            messages.empty("还没有进度月报", "完成值取自项目本身；上报进度月报以后，这里显示逐月完成情况。")
            return
        points = reports.rename(columns={"achieved": "value"}).assign(target=row.goal_value)
        plots.show(
            trend.trend(points, row.goal_unit, palette(), height=300),
            key="目标完成",
            alt="逐月完成值与目标",
        )
        records.project(view, row.name, key="goal", tables=("projects", "progress"))


def money(found: pd.DataFrame, row: Any, view: View) -> None:
    """The S-curve of one project."""
    data = frames.money(found)
    with panels.panel(words.project_money(row), key="project-money", data=data, file_name="项目资金"):
        now = projects_money.standing(found, view.selection.period)
        figure = charts.s_curve(found, now, palette(), height=260)
        plots.show(figure, key="单个项目资金", alt="计划值、到位、支出与挣值的累计曲线")
        panels.note(words.EARNED_VALUE)
        records.project(view, row.name, key="money", tables=("projects", "fundings"))
