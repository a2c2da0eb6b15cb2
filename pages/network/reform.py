"""牵头与改革: the tree of leads, and structural reform planned against done."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from metrics.network import structure
from pages.network import contents
from pages.network.contents import Leads
from ui.behind import number, number_row
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, readings, tables
from ui.drawing.readings import Reading
from ui.network import charts, frames, lead_tree, words
from ui.session import View
from ui.shell import messages, navigation
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    meeting = readings.of_view(view, contents.MEETING_METRICS)
    done = readings.of_view(view, contents.REFORM_METRICS)
    panels.title(words.leading(meeting, done, view.place), choosing_words.chosen(view))
    _tree(contents.gather_leads(view), meeting, view)
    _reforms(contents.gather_reforms(view), done, view)


def _tree(found: Leads, meeting: Mapping[str, Reading], view: View) -> None:
    """四牵头一配合: who leads whom, and how what each answers for stands."""
    data = partial(frames.tree, found.leads, found.lines)
    with panels.panel(words.tree(found.leads), key="tree", data=data, file_name="四牵头一配合"):
        bodies = words.bodies(found.bodies, found.meetings)
        st.html(lead_tree.tree(found.leads, found.lines, bodies, palette()))
        number_row.row(meeting, view, "meetings")
        panels.note(words.TREE_KEY)
        for metric in ("task_progress", "issue_overdue"):
            number_row.by_line(metric, list(found.lines["line"]), view, f"tree-{metric}")
        navigation.more("tasks", "查看改革任务 →", view)


def _reforms(found: pd.DataFrame, done: Mapping[str, Reading], view: View) -> None:
    """Items of structural reform: all, planned by now, in place."""
    data = partial(frames.reforms, found)
    with panels.panel(words.reforms(found, done), key="reforms", data=data, file_name="机构改革"):
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
