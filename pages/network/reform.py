"""Structural reform planned against done, and the tree of leads."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from metrics.network import structure
from pages.network.contents import Contents
from ui.behind import number, number_row
from ui.drawing import panels, plots, tables
from ui.drawing.readings import Reading
from ui.network import charts, frames, lead_tree, words
from ui.session import View
from ui.shell import messages, navigation
from ui.theme import palette


def reforms(found: pd.DataFrame, readings: Mapping[str, Reading], view: View) -> None:
    """Items of structural reform: all, planned by now, in place."""
    data = partial(frames.reforms, found)
    with panels.panel(words.reforms(found, readings), key="reforms", data=data, file_name="机构改革"):
        if found.empty:
            messages.empty("还没有机构改革事项", "上报机构改革表以后在这里显示")
            return
        left, right = st.columns([1, 1.25], gap="medium")
        with left:
            figure = charts.reforms(structure.items(found), palette())
            plots.show(figure, key="机构改革", alt="各机构改革事项的计划与到位")
        with right:
            _late(frames.reforms_read(found))
        panels.note(words.REFORM_KEY)
        number.opener(view, "structure_done", key="reforms")


def _late(read: pd.DataFrame) -> None:
    if read.empty:
        messages.empty("没有到期未到位的事项")
    else:
        tables.plain(read, numeric=["逾期"], marks=["事项"])


def tree(found: Contents, readings: Mapping[str, Reading], view: View) -> None:
    """四牵头一配合: who leads whom, and how what each answers for stands."""
    data = partial(frames.tree, found.leads, found.lines)
    with panels.panel(words.tree(found.leads), key="tree", data=data, file_name="四牵头一配合"):
        bodies = words.bodies(found.bodies, found.meetings)
        st.html(lead_tree.tree(found.leads, found.lines, bodies, palette()))
        number_row.row(readings, view, "meetings")
        panels.note(words.TREE_KEY)
        for metric in ("task_progress", "issue_overdue"):
            number_row.by_line(metric, list(found.lines["line"]), view, f"tree-{metric}")
        navigation.more("tasks", "查看改革任务 →", view)
