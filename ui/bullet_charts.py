"""Bars with a tick: scores of dimensions, values against targets, ranks on their intervals."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.charts import figure_of
from ui.theme import LIGHTS, Palette, mark_colour

_ROW_PX = 24


def scores(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the score of each dimension as a bar, and that of a year ago as a tick across it.

    Args:
        found: ``dimension, score, before`` (0–1), in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(found["dimension"])
    bars = {
        "type": "bar", "orientation": "h", "x": list(found["score"]), "y": names, "width": 0.6,
        "marker": {"color": colours.accent}, "hoverinfo": "skip",
    }  # fmt: skip
    told = {
        "type": "scatter", "mode": "text", "x": [1.03] * len(names), "y": names, "hoverinfo": "skip",
        "text": [_score(one) for one in found["score"]], "textposition": "middle right", "cliponaxis": False,
        "textfont": {"size": colours.text_px, "color": colours.ink},
    }  # fmt: skip
    before = [f"上年同月 {_score(one)}" for one in found["before"]]
    return figure_of(
        [bars, told, _ticks(found["before"], names, colours, before)], colours, _ROW_PX * len(names) + 24,
        xaxis={"range": [0, 1.14], "tickvals": [0, 0.5, 1], "ticktext": ["0", "50", "100"],
               "fixedrange": True},
        yaxis=_names_axis(colours),
    )  # fmt: skip


def _score(share: float) -> str:
    return numbers.NOTHING if numbers.is_missing(share) else numbers.number(share * 100, 1)


def _ticks(values: pd.Series, names: list[str], colours: Palette, told: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": list(values), "y": names, "customdata": told,
        "marker": {"symbol": "line-ns", "size": 15, "line": {"width": 2.5, "color": colours.ink}},
        "hovertemplate": "%{y}　%{customdata}<extra></extra>",
    }  # fmt: skip


def _names_axis(colours: Palette) -> dict[str, Any]:
    return {
        "autorange": "reversed", "fixedrange": True, "showgrid": False, "ticklabelstandoff": 4,
        "tickfont": {"size": colours.text_px, "color": colours.ink},
    }  # fmt: skip


def bullets(found: pd.DataFrame, unit: str, colours: Palette) -> go.Figure:
    """Draw values as bars, each with its target as a tick across it.

    Args:
        found: ``name, value, target, light, unit``, in the order of drawing.
        unit: of all values; '' where each row has its own and bars show what part of the target is made.
        colours: palette of the viewer's mode.
    """
    names = list(found["name"])
    own = not unit
    units = list(found["unit"]) if own else [unit] * len(names)
    lengths = found["attainment"] if own else found["value"]
    goals = [1.0] * len(names) if own else list(found["target"])
    texts = [numbers.value(amount, one) for amount, one in zip(found["value"], units, strict=True)]
    aims = [f"目标 {numbers.value(goal, one)}" for goal, one in zip(found["target"], units, strict=True)]
    bars = {
        "type": "bar", "orientation": "h", "x": [_known(one) for one in lengths], "y": names, "width": 0.6,
        "marker": {"color": [_light_colour(light, colours) for light in found["light"]]},
        "text": [f"{text}　{aim}" for text, aim in zip(texts, aims, strict=True)] if own else texts,
        "textposition": "outside" if not own else "inside", "insidetextanchor": "start",
        "constraintext": "none", "textangle": 0,
        "textfont": {"size": colours.text_px, "color": colours.paper if own else colours.ink},
        "cliponaxis": False, "hovertemplate": "%{y}　%{text}<extra></extra>",
    }  # fmt: skip
    room = max([1e-9, *(abs(one) for one in [*lengths, *goals] if not numbers.is_missing(one))])
    low = min([0.0, *(one * 1.15 for one in lengths if not numbers.is_missing(one))])
    return figure_of(
        [bars, _ticks(pd.Series(goals), names, colours, aims)], colours, _ROW_PX * len(names) + 30,
        xaxis={"range": [low, room * (1.03 if own else 1.18)], "visible": not own, "nticks": 5,
               "fixedrange": True, "tickformat": ".0%" if unit == "%" else ","},
        yaxis=_names_axis(colours),
    )  # fmt: skip


def _known(amount: Any) -> float | None:
    return None if numbers.is_missing(amount) else float(amount)


def _light_colour(light: Any, colours: Palette) -> str:
    return mark_colour(LIGHTS[light], colours) if light in LIGHTS else colours.accent


def ranks(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the rank of each place as a dot on the interval of its ranks under random weights.

    Args:
        found: ``name, rank, rank_low, rank_high, score``, the best first.
        colours: palette of the viewer's mode.
    """
    names = list(found["name"])
    spans = {
        "type": "bar", "orientation": "h", "y": names, "width": 0.34, "hoverinfo": "skip",
        "base": [float(low) - 0.25 for low in found["rank_low"]],
        "x": [float(one) + 0.5 for one in found["rank_high"] - found["rank_low"]],
        "marker": {"color": colours.accent, "opacity": 0.35},
    }  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers", "x": [int(rank) for rank in found["rank"]], "y": names,
        "marker": {"size": 10, "color": colours.accent},
        "customdata": [
            f"指数 {numbers.number(row.score, 1)}　第 {row.rank} 位（{row.rank_low}–{row.rank_high}）"
            for row in found.itertuples()
        ],
        "hovertemplate": "%{y}　%{customdata}<extra></extra>",
    }  # fmt: skip
    return figure_of(
        [spans, dots], colours, _ROW_PX * len(names) + 40,
        xaxis={"title": {"text": "位次"}, "range": [0.4, len(names) + 0.6], "fixedrange": True, "dtick": 5,
               "tick0": 0},
        yaxis=_names_axis(colours),
    )  # fmt: skip
