"""One issue: how it stands, who held it how long, what its metric did, what the ledger says of it."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import BY_ID
from metrics.meeting import chain
from pages.meeting import contents, opening
from ui import numbers, projector
from ui.drawing import panels, plots, tables, trend
from ui.meeting import charts, frames, words
from ui.session import View
from ui.shell import messages, navigation
from ui.theme import palette


def show(found: pd.DataFrame, view: View) -> None:
    """Draw the page of the issue that the view names."""
    row = next(found[found["issue_id"] == view.selection.issue].itertuples(index=False))
    _way(found, view)
    panels.title(words.issue(row), words.issue_lead(row, numbers.month(view.selection.period)))
    panels.items(words.told_signs(row))
    left, right = st.columns([1.3, 1], gap="small")
    with left:
        _chain(row, view)
        _course(row, view)
    with right, panels.panel("台账", key="facts", data=frames.facts(row), file_name="问题", chosen=None):
        tables.plain(frames.facts(row))


@projector.left_out
def _way(found: pd.DataFrame, view: View) -> None:
    with st.container(key="issue-way", horizontal=True, vertical_alignment="center", gap="small"):
        opening.back()
        opening.another(found, view.selection.issue)


def _chain(row: Any, view: View) -> None:
    links = contents.gather_chain(view, row)
    read = frames.chain(links)
    with panels.panel(
        words.chain(row.step_count, chain.held(links)), key="chain", data=read, file_name="办理过程"
    ):
        tables.plain(read, numeric=["停留"], marks=["日期", "步骤"], notes=["说明"])


def _course(row: Any, view: View) -> None:
    told, months = contents.gather_course(view, row)
    with panels.panel(words.course(told), key="course", data=months if told else None, file_name="关联指标"):
        if told is None:
            messages.empty("台账里没有填关联指标", "补填以后，这里显示提出、销号和现在的数值")
            return
        entry = BY_ID[told["metric_id"]]
        figure = charts.marked(
            trend.trend(months, entry.unit, palette(), 180), words.moments([told]), palette()
        )
        plots.show(figure, key="问题的指标", alt=f"{entry.name}各月数值，标出提出和销号的月份")
        panels.note(words.EFFECT_KEY)
        changes = {"metric": told["metric_id"], "region": told["metric_region"]}
        navigation.link("metrics", f"看{entry.name} →", view, **changes)
