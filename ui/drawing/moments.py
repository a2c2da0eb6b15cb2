"""Moments marked on a course over months: when issues were raised and closed. Pure functions."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_written import in_chart
from ui.theme import Palette

RAISED, CLOSED = "提出", "销号"


def of_issues(found: pd.DataFrame) -> list[tuple[str, str]]:
    """The months in which issues (``raised_on, closed_on``) were raised and closed, with a word each."""
    days = [
        (day, word) for name, word in (("raised_on", RAISED), ("closed_on", CLOSED)) for day in found[name]
    ]
    return [(numbers.short_month(day), word) for day, word in days if not pd.isna(day)]


def marked(figure: go.Figure, moments: Sequence[tuple[str, str]], colours: Palette) -> go.Figure:
    """Mark months of a course with a word each: when issues were raised and closed.

    Args:
        figure: a course over months, as ``ui.drawing.trend.trend`` draws it.
        moments: month such as 2018-06, and the word.
        colours: palette of the viewer's mode.
    """
    words: dict[str, list[str]] = {}
    for month, word in moments:
        words.setdefault(month, []).append(word)
    known = {month for trace in figure.data for month in trace.x}
    shown = {month: told for month, told in words.items() if month in known}
    figure.layout.shapes = [*(figure.layout.shapes or ()), *(_line_at(month, colours) for month in shown)]
    figure.layout.annotations = [
        *(figure.layout.annotations or ()),
        *(_word_at(month, told, colours) for month, told in shown.items()),
    ]
    figure.layout.margin.t = round(colours.text_px * 2)
    return figure


def _line_at(month: str, colours: Palette) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": month,
        "x1": month,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": colours.muted, "width": 1, "dash": "dot"},
    }


def _word_at(month: str, told: list[str], colours: Palette) -> dict[str, Any]:
    counted = {word: told.count(word) for word in dict.fromkeys(told)}
    text = " ".join(word if count == 1 else f"{word}{count}" for word, count in counted.items())
    return {
        "x": month,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": in_chart(text),
        "showarrow": False,
        "font": {"size": colours.text_px - 1, "color": colours.muted},
    }
