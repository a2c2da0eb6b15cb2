"""Charts of 改革任务 over time: the burn-up of the plan, and the months of one task. Pure functions."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_of import day_line, day_note
from ui.drawing.plots import figure_of, scaled
from ui.tasks.words import weight
from ui.theme import Palette

_AXIS_LABELS_PX = 44


def burn_up(course: pd.DataFrame, now: Any, colours: Palette, height: int = 400) -> go.Figure:
    """Draw weight planned, done and in progress at the end of every month, with the as-of day.

    Args:
        course: rows of ``metrics.tasks.course.burn_up``.
        now: its row of the month shown.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    looks = (
        ("weight", "总权重", {"color": colours.rule, "width": 2}),
        ("planned_weight", "计划", {"color": colours.muted, "width": 2, "dash": "dash"}),
        ("progress_weight", "加权进度", {"color": colours.sequential[4], "width": 2.4}),
        ("done_weight", "完成", {"color": colours.accent, "width": 4}),
    )
    days = [numbers.day_text(day) for day in course["month_end"]]
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": days,
            "y": list(course[column]),
            "line": line,
            "name": f"{name}　{weight(getattr(now, column))}",
            "customdata": [weight(amount) for amount in course[column]],
            "hovertemplate": f"%{{x|%Y-%m}}　{name}　%{{customdata}}<extra></extra>",
        }
        for column, name, line in looks
    ]
    return figure_of(
        traces,
        colours,
        height,
        shapes=[day_line(now.month_end, colours)],
        annotations=[day_note(now.month_end, (days[0], days[-1]), colours, _AXIS_LABELS_PX)],
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis=_month_axis(),
        yaxis={"rangemode": "tozero", "nticks": 6, "fixedrange": True},
        margin={"l": 4, "r": 10, "t": 4, "b": scaled(_AXIS_LABELS_PX + 20, colours)},
    )


def _month_axis() -> dict[str, Any]:
    return {
        "type": "date",
        "tickformat": "%-m月\n%Y",
        "nticks": 8,
        "tickangle": 0,
        "showgrid": False,
        "ticklabelstandoff": 8,
        "fixedrange": True,
    }


def task_months(months: pd.DataFrame, colours: Palette, height: int = 300) -> go.Figure:
    """Draw one task's progress against the share of its planned days, month by month.

    Args:
        months: rows of ``metrics.tasks.course.months``.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = [numbers.short_month(day) for day in months["month"]]
    symbols = ["circle" if here else "circle-open" for here in months["reported"].fillna(False)]
    elapsed = {"mode": "lines", "line": {"color": colours.muted, "width": 2, "dash": "dash"}}
    reached = {
        "mode": "lines+markers",
        "line": {"color": colours.accent, "width": 3},
        "cliponaxis": False,
        "marker": {"size": 9, "symbol": symbols, "color": colours.accent},
    }
    traces = [
        {
            "type": "scatter",
            "x": names,
            "y": list(months[column]),
            "name": name,
            "hovertemplate": f"%{{x}}　{name} %{{y:.1%}}<extra></extra>",
        }
        | look
        for column, name, look in (("elapsed_pct", "时间进度", elapsed), ("progress_pct", "进度", reached))
    ]
    return figure_of(
        traces,
        colours,
        height,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis={"type": "category", "nticks": 5, "tickangle": 0, "showgrid": False, "fixedrange": True},
        yaxis={"tickformat": ".0%", "range": [0, 1.05], "nticks": 6, "fixedrange": True},
    )
