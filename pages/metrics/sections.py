"""The course, the meaning and the lines of one metric, each one frame and one picture."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import Metric
from ui import projector
from ui.behind import doubts, number
from ui.behind import movement as behind_movement
from ui.drawing import moments, panels, plots, small_multiples, tables
from ui.drawing.readings import Reading
from ui.metrics import charts, filters, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette
from ui.viewport import known

#: Small multiples beside each other, on a telephone (True) and elsewhere.
_LINE_COLUMNS = {False: 7, True: 2}


def course(found: pd.DataFrame, pace: Any, metric: Metric, issues: pd.DataFrame, view: View) -> None:
    """The course against the target, what is needed until December, when issues were raised and closed."""
    with panels.panel(words.pace(pace, metric.unit), key="pace", data=found, file_name=metric.name):
        drawn = charts.pace(found, pace, metric.unit, palette())
        figure = moments.marked(drawn, moments.of_issues(issues), palette())
        plots.show(figure, key="走势", alt=f"{metric.name}走势、目标与所需速度")
        if pace.state not in ("none", "doubtful"):
            panels.note(words.PACE_KEY)
        number.opener(view, metric.id, key="course")


def meaning(shown: Reading, pace: Any, bounds: pd.DataFrame, view: View) -> None:
    """口径, numerator and denominator, the rates, what is missing, and the way to the rows."""
    metric = shown.metric
    with panels.panel("口径与读数", key="meaning"):
        st.html(f'<p class="qt-definition">{metric.definition}</p>')
        tables.rows(["项", "读数"], words.readings(shown, pace), {"num": ["读数"]})
        if shown.doubt:
            doubts.tell(view, metric)
        bound = next(bounds.itertuples(index=False), None)
        if bound is not None:
            st.html(f'<p class="qt-definition"><b>{words.bounds(bound, metric.unit)}</b></p>')
            panels.note(f"缺报：{bound.what}。")
        if metric.notes:
            panels.note(metric.notes)
        number.opener(view, metric.id, key="meaning", label="分子、分母、明细与变化原因")


@projector.left_out
def movement(metric: Metric, view: View) -> None:
    """Why the number moved."""
    with panels.panel("变化的原因", key="movement"):
        behind_movement.show(view, metric.id, filters.against(view), key=metric.id)


def lines(found: pd.DataFrame, metric: Metric, view: View) -> None:
    """The course of each line on one scale."""
    now = found[found["period"] == found["period"].max()]
    drawn = frames.line_panels(found, metric.unit, palette())
    with panels.panel(
        words.lines(now, metric.unit), key="lines", data=found, file_name=f"{metric.name}分条线"
    ):
        if drawn.empty:
            messages.empty("各条线没有数值")
            return
        figure = small_multiples.trends(drawn, metric.unit, palette(), columns=_LINE_COLUMNS[known().phone])
        plots.show(figure, key="分条线", alt=f"各条线{metric.name}走势")
        number.opener(view, metric.id, key="lines")
