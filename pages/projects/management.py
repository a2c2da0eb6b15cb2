"""三化 of all projects (项目化, 社会化, 智慧化) and their list, each one frame and one picture."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from pages.projects import opening
from ui.behind import cards, records
from ui.drawing import panels, plots, tables
from ui.drawing.readings import Reading
from ui.projects import behind, charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette

DIGITAL = ("online_closure", "online_ratio", "followers")


def themes(found: pd.DataFrame, projects: pd.DataFrame, view: View) -> None:
    """项目化: themes by light."""
    data = partial(frames.themes, found)
    with panels.panel(words.themes(found), key="themes", data=data, file_name="主题"):
        plots.show(charts.theme_matrix(found, palette()), key="主题", alt="各主题各灯的项目数")
        behind.by(view, projects, "theme", "项目按主题")


def delivery(
    found: pd.DataFrame, projects: pd.DataFrame, readings: Mapping[str, Reading], view: View
) -> None:
    """社会化: who carries projects out."""
    table = frames.delivery(found)
    with panels.panel(words.delivery(readings), key="delivery", data=table, file_name="承接主体"):
        tables.plain(table, numeric=list(table.columns[1:]))
        behind.by(view, projects, "provider", "项目按承接主体")


def sources(found: pd.DataFrame, statement: str, project: str, view: View) -> None:
    """社会化: who pays; for the ``project`` of that name, or for all."""
    data = partial(frames.sources, found)
    with panels.panel(statement, key="sources", data=data, file_name="资金来源"):
        if found.empty:
            messages.empty("还没有到位资金")
            return
        plots.show(charts.sources(found, palette()), key="资金来源", alt="到位资金按来源")
        panels.note(words.SOURCES_KEY)
        if project:
            records.project(view, project, key="sources", tables=("fundings",))
        else:
            behind.sources(view, found)


def digital(readings: Mapping[str, Reading], view: View) -> None:
    """智慧化: what is done online."""
    with panels.panel(words.digital(readings), key="digital"):
        shown = [reading for name, reading in readings.items() if name in DIGITAL]
        for place, reading in zip(st.columns(len(DIGITAL), gap="small"), shown, strict=False):
            with place:
                cards.card(reading, view)


def everything(projects: pd.DataFrame) -> None:
    """All projects as a table; a click opens one."""
    data = partial(frames.projects, projects)
    with panels.panel(f"全部 {len(projects)} 个项目", key="everything", data=data, file_name="项目清单"):
        opening.table(projects, frames.listed(projects))
