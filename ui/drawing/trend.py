"""A value over time, with its target. Pure function: frame and palette in, plotly figure out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import figure_of, narrow
from ui.theme import LIGHT, Palette


def trend(
    points: pd.DataFrame, unit: str, colours: Palette, height: int = 220, colour: str | None = None
) -> go.Figure:
    """Draw a value over time, its last point labelled, its target as a dashed line.

    Args:
        points: ``period`` (months, ascending), ``value``, optionally ``target``; gaps stay gaps.
        unit: unit of the metric; ``%`` values are 0–1 shares.
        colours: palette of the viewer's mode.
        height: pixels.
        colour: of the line; ink blue by default.
    """
    colour = colour or colours.accent
    months = [numbers.short_month(day) for day in points["period"]]
    values = [None if numbers.is_missing(amount) else amount for amount in points["value"]]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": months,
            "y": values,
            "connectgaps": False,
            "line": {"color": colour, "width": 2.2},
            "marker": {"size": 4},
            "customdata": [in_chart(numbers.value(amount, unit)) for amount in values],
            "hovertemplate": "%{x}　%{customdata}<extra></extra>",
        }
    ]
    if "target" in points and points["target"].notna().any():
        traces.append(_target_line(months, points["target"], unit, colours))
    return figure_of(
        traces,
        colours,
        height,
        annotations=_last_label(months, values, unit, colours),
        xaxis={
            "type": "category",
            "nticks": _month_labels(colours),
            "showgrid": False,
            "fixedrange": True,
            "tickangle": 0,
            "ticklabelstandoff": 6,
        },
        yaxis={
            "tickformat": ".0%" if unit == "%" else ",",
            "nticks": 5,
            "fixedrange": True,
            "rangemode": "tozero" if len({*values} - {None}) == 1 else "normal",
        },
        margin={"l": 4, "r": 64, "t": 10, "b": 4},
    )


def _month_labels(colours: Palette) -> int:
    """How many months the axis names at most: fewer on a telephone, and in the large type of a projector."""
    if narrow(colours):
        return 4
    return 8 if colours.text_px == LIGHT.text_px else 5


def _target_line(months: list[str], target: pd.Series, unit: str, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": list(target),
        "name": "目标",
        "line": {"color": colours.muted, "width": 1.5, "dash": "dash"},
        "customdata": [in_chart(numbers.value(amount, unit)) for amount in target],
        "hovertemplate": "%{x}　目标 %{customdata}<extra></extra>",
    }


def _last_label(months: list[str], values: list[Any], unit: str, colours: Palette) -> list[dict[str, Any]]:
    stated = [(month, amount) for month, amount in zip(months, values, strict=True) if amount is not None]
    if not stated:
        return []
    month, amount = stated[-1]
    return [
        {
            "x": month,
            "y": amount,
            "text": f"<b>{in_chart(numbers.value(amount, unit))}</b>",
            "showarrow": False,
            "xanchor": "left",
            "xshift": 8,
            "font": {"size": colours.text_px, "color": colours.ink},
        }
    ]
