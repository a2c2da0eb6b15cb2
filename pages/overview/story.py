"""The first screen of 总览 beside the cards: the index, what changed since the last conference, concerns."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.overview.key_metrics import KEY_METRICS
from pages.overview.contents import Contents
from ui.behind import doubts, number
from ui.drawing import panels
from ui.metrics import behind as metrics_behind
from ui.overview import behind, frames, strips, words
from ui.session import View
from ui.shell import messages, navigation
from ui.theme import palette


def standing(found: Contents, view: View) -> None:
    """改革指数 by dimension. The index takes all lines together, whatever lines are chosen."""
    ignored = "（不分条线）" if view.selection.lines else ""
    data = partial(frames.standing, found.standing)
    with panels.panel(words.index(found.standing) + ignored, key="index", data=data, file_name="改革指数"):
        strips.dimensions(found.standing, palette())
        doubts.in_index(found.doubts)
        metrics_behind.opener(view, key="standing")


def since_meeting(found: Contents, view: View) -> None:
    """What key metrics, lights and issues did since the last joint conference."""
    with panels.panel(
        words.meeting(found.meeting, found.moves), key="meeting", data=found.moves, file_name="会后变化"
    ):
        if not found.meeting:
            messages.empty("开过联席会议以后，这里比较会后的变化", "联席会议表里登记会议日期即可")
            return
        strips.told(
            [
                ("关键指标", words.key_moves(found.moves, KEY_METRICS)),
                ("亮灯", words.turned(found.moves)),
                ("问题台账", words.issues(found.issues)),
            ]
        )
        _behind_meeting(found, view)
        if navigation.page("meeting"):
            navigation.more("meeting", "查看联席会议 →", view)


def _behind_meeting(found: Contents, view: View) -> None:
    """The way to the metrics that moved and to the issues."""
    with st.container(horizontal=True, gap="small", key="meeting-behind"):
        number.several(view, frames.moved(found.moves, KEY_METRICS), key="moves", label="指标明细")
        behind.since_meeting(view, found.issues, found.meeting["base"])


def concerns(found: pd.DataFrame, view: View) -> None:
    """最需关注: what the rules found, the loudest first, each a link to its cause."""
    data = partial(frames.concerns, found)
    with panels.panel(f"最需关注（{len(found)} 项）", key="attention", data=data, file_name="最需关注"):
        if found.empty:
            messages.empty("没有需要特别关注的事项", "各条规则均未触发")
            return
        for row in found.itertuples():
            opened = {"region": row.region_code, "metric": row.metric_id, "project": row.project_id}
            if row.doubts:
                doubts.link(view, words.concern(row), row.doubts, region=row.region_code)
            else:
                navigation.link(row.page, words.concern(row), view, own=words.own_choices(row), **opened)
        panels.note(words.rules(found))
