"""Bars with a tick: scores of dimensions, values against targets, ranks on their intervals."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import MOST_NAME_EM, cut, figure_of, narrow, row_names, text_width
from ui.theme import LIGHTS, Palette, mark_colour

_ROW_PX = 24
#: How long a whole bar is on a telephone, in units of its type.
_LEAST_BAR_EM = 15.5


def scores(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the score of each dimension as a bar, and that of a year ago as a tick across it.

    Args:
        found: ``dimension, score, before`` (0–1), in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(found["dimension"])
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": list(found["score"]),
        "y": names,
        "width": 0.6,
        "marker": {"color": colours.accent},
        "hoverinfo": "skip",
    }
    told = {
        "type": "scatter",
        "mode": "text",
        "x": [1.03] * len(names),
        "y": names,
        "hoverinfo": "skip",
        "text": [_score(one) for one in found["score"]],
        "textposition": "middle right",
        "cliponaxis": False,
        "textfont": {"size": colours.text_px, "color": colours.ink},
    }
    before = [f"{numbers.YEAR_BEFORE} {_score(one)}" for one in found["before"]]
    return figure_of(
        [bars, told, _ticks(found["before"], names, colours, before)],
        colours,
        _ROW_PX * len(names) + 24,
        xaxis={
            "range": [0, 1.14],
            "tickvals": [0, 0.5, 1],
            "ticktext": ["0", "50", "100"],
            "fixedrange": True,
        },
        yaxis=_names_axis(colours),
    )


def _score(share: float) -> str:
    return numbers.NOTHING if numbers.is_missing(share) else numbers.number(share * 100, 1)


def _ticks(values: pd.Series, names: list[str], colours: Palette, told: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values),
        "y": names,
        "customdata": told,
        "marker": {"symbol": "line-ns", "size": 15, "line": {"width": 2.5, "color": colours.ink}},
        "hovertemplate": "%{y}　%{customdata}<extra></extra>",
    }


def _names_axis(colours: Palette) -> dict[str, Any]:
    return {
        "autorange": "reversed",
        "fixedrange": True,
        "showgrid": False,
        "ticklabelstandoff": 4,
        "tickfont": {"size": colours.text_px, "color": colours.ink},
    }


def attainments(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw what part of its target each metric makes, each bar with value and target written on it.

    Args:
        found: ``name, value, target, attainment, light, unit``, in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(found["name"])
    told = [
        f"{_shape(row.light)}{numbers.value(row.value, row.unit)}　目标 {numbers.value(row.target, row.unit)}"
        for row in found.itertuples()
    ]
    # Words that a short bar cannot hold stand beside it.
    short = [
        text_width(text, colours.text_px) > share * _LEAST_BAR_EM * colours.text_px
        for text, share in zip(told, found["attainment"], strict=True)
    ]
    bars = _bars(found["attainment"], names, found["light"], told, colours) | {
        "text": told,
        "textposition": ["outside" if one else "inside" for one in short],
        "insidetextanchor": "start",
        "constraintext": "none",
        "textangle": 0,
        "cliponaxis": False,
        "textfont": {
            "size": colours.text_px,
            "color": [colours.ink if one else colours.paper for one in short],
        },
    }
    goals = pd.Series([1.0] * len(names))
    return figure_of(
        [bars, _ticks(goals, names, colours, told)],
        colours,
        _ROW_PX * len(names) + 30,
        xaxis={"range": [0, 1.03], "visible": False, "fixedrange": True},
        yaxis=_names_axis(colours),
    )


def bullets(found: pd.DataFrame, unit: str, colours: Palette) -> go.Figure:
    """Draw values as bars, each with its target as a tick across it; values stand beside the names.

    Args:
        found: ``name, value, target, light``, in the order of drawing.
        unit: of all values.
        colours: palette of the viewer's mode.
    """
    values = list(map(numbers.stated, found["value"]))
    names = list(map(in_chart, found["name"]))
    heads = [
        f"{in_chart(cut(row.name, MOST_NAME_EM))}　{_shape(row.light)}<b>{numbers.value(row.value, unit)}</b>"
        for row in found.itertuples()
    ]
    aims = [f"目标 {numbers.value(one, unit)}" for one in found["target"]]
    bars = _bars(found["value"], names, found["light"], aims, colours)
    stated = [one for one in (*values, *map(numbers.stated, found["target"])) if one is not None]
    return figure_of(
        [bars, _ticks(found["target"], names, colours, aims)],
        colours,
        _ROW_PX * len(names) + 30,
        xaxis={
            "range": [min(0.0, *stated, 0.0) * 1.05, max(1e-9, *stated, 1e-9) * 1.05],
            "nticks": 3 if narrow(colours) else 5,
            "tickangle": 0,
            "fixedrange": True,
            "tickformat": ".0%" if unit == "%" else ",",
        },
        yaxis=_names_axis(colours) | {"tickvals": names, "ticktext": heads},
    )


def _bars(
    lengths: pd.Series, names: list[str], lights: pd.Series, told: list[str], colours: Palette
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(map(numbers.stated, lengths)),
        "y": names,
        "width": 0.6,
        "marker": {"color": [_light_colour(light, colours) for light in lights]},
        "customdata": told,
        "hovertemplate": "%{y}　%{customdata}<extra></extra>",
    }


def _shape(light: Any) -> str:
    return f"{LIGHTS[light].shape} " if light in LIGHTS else ""


def _light_colour(light: Any, colours: Palette) -> str:
    return mark_colour(LIGHTS[light], colours) if light in LIGHTS else colours.accent


def ranks(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the rank of each place as a dot on the interval of its ranks under random weights.

    Args:
        found: ``name, rank, rank_low, rank_high, score``, the best first.
        colours: palette of the viewer's mode.
    """
    names = list(map(in_chart, found["name"]))
    spans = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "width": 0.34,
        "hoverinfo": "skip",
        "base": [float(low) - 0.25 for low in found["rank_low"]],
        "x": [float(one) + 0.5 for one in found["rank_high"] - found["rank_low"]],
        "marker": {"color": colours.accent, "opacity": 0.35},
    }
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": [int(rank) for rank in found["rank"]],
        "y": names,
        "marker": {"size": 10, "color": colours.accent},
        "customdata": [
            f"指数 {numbers.number(row.score, 1)}　第 {row.rank} 位（{row.rank_low}–{row.rank_high}）"
            for row in found.itertuples()
        ],
        "hovertemplate": "%{y}　%{customdata}<extra></extra>",
    }
    return figure_of(
        [spans, dots],
        colours,
        _ROW_PX * len(names) + 40,
        xaxis={
            "title": {"text": "位次"},
            "range": [0.4, len(names) + 0.6],
            "fixedrange": True,
            "dtick": 5,
            "tick0": 0,
        },
        yaxis=_names_axis(colours) | row_names(found["name"]),
    )
