"""Charts of 改革指标 as pure functions: bullets against targets, the pace, the funnel, slopes, rank intervals."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import charts, numbers
from ui.charts import figure_of
from ui.theme import LIGHTS, Palette, mark_colour

_ROW_PX = 24
_NAMED_MOST = 3
#: Shape and colour of a place by what the control limits say.
_TOLD = {
    "明显偏低": ("triangle-down", True), "偏低": ("triangle-down", False), "不能区分": ("circle", False),
    "偏高": ("triangle-up", False), "明显偏高": ("triangle-up", True),
}  # fmt: skip


def scores(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the score of each dimension as a bar, and that of a year ago as a tick across it.

    Args:
        found: ``dimension, score, before`` (0–1), in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(found["dimension"])
    bars = {
        "type": "bar", "orientation": "h", "x": list(found["score"]), "y": names, "width": 0.6,
        "marker": {"color": colours.accent}, "text": [_score(one) for one in found["score"]],
        "textposition": "outside", "cliponaxis": False, "textfont": {"size": colours.text_px, "color": colours.ink},
        "hovertemplate": "%{y}　%{text}<extra></extra>",
    }  # fmt: skip
    return figure_of(
        [bars, _ticks(found["before"], names, colours, [f"上年同月 {_score(one)}" for one in found["before"]])],
        colours, _ROW_PX * len(names) + 24,
        xaxis={"range": [0, 1.12], "tickvals": [0, 0.5, 1], "ticktext": ["0", "50", "100"], "fixedrange": True},
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
    units = list(found["unit"])
    own = not unit
    lengths = found["attainment"] if own else found["value"]
    goals = [1.0] * len(names) if own else list(found["target"])
    texts = [numbers.value(amount, one) for amount, one in zip(found["value"], units, strict=True)]
    aims = [f"目标 {numbers.value(goal, one)}" for goal, one in zip(found["target"], units, strict=True)]
    bars = {
        "type": "bar", "orientation": "h", "x": [_known(one) for one in lengths], "y": names, "width": 0.6,
        "marker": {"color": [_light_colour(light, colours) for light in found["light"]]},
        "text": [f"{text}　{aim}" for text, aim in zip(texts, aims, strict=True)] if own else texts,
        "textposition": "outside" if not own else "inside", "insidetextanchor": "start", "constraintext": "none",
        "textangle": 0, "textfont": {"size": colours.text_px, "color": colours.paper if own else colours.ink},
        "cliponaxis": False, "hovertemplate": "%{y}　%{text}<extra></extra>",
    }  # fmt: skip
    room = max([1e-9, *(abs(one) for one in [*lengths, *goals] if not numbers.is_missing(one))])
    low = min([0.0, *(one * 1.15 for one in lengths if not numbers.is_missing(one))])
    return figure_of(
        [bars, _ticks(pd.Series(goals), names, colours, aims)], colours, _ROW_PX * len(names) + 30,
        xaxis={"range": [low, room * (1.03 if own else 1.18)], "visible": not own, "nticks": 5, "fixedrange": True,
               "tickformat": ".0%" if unit == "%" else ""},
        yaxis=_names_axis(colours),
    )  # fmt: skip


def _known(amount: Any) -> float | None:
    return None if numbers.is_missing(amount) else float(amount)


def _light_colour(light: Any, colours: Palette) -> str:
    return mark_colour(LIGHTS[light], colours) if light in LIGHTS else colours.accent


def pace(points: pd.DataFrame, found: Any, unit: str, colours: Palette, height: int = 300) -> go.Figure:
    """Draw the course, the target, and until December what is needed and where the present rate leads.

    Args:
        points: ``period, value, target``, ascending.
        found: one row of ``metrics.pace.required``.
        unit: of the metric.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    figure = charts.trend(points, unit, colours, height)
    last = points["period"].iloc[-1]
    ahead = [f"{last.year}-{month:02}" for month in range(last.month, 13)]
    now = points["value"].iloc[-1]
    if len(ahead) < 2 or numbers.is_missing(now):
        return figure
    # All months ahead are named, so that the axis runs on to December.
    figure.add_trace({"type": "scatter", "x": ahead, "y": [None] * len(ahead), "hoverinfo": "skip"})
    paths = (("需要", found.target, colours.red, "dash"), ("按目前速度", found.projected, colours.muted, "dot"))
    for name, end, colour, dash in paths:
        wanted = name != "需要" or not numbers.is_missing(found.needed) or found.state == "out_of_reach"
        if wanted and not numbers.is_missing(end):
            figure.add_trace(_path([ahead[0], ahead[-1]], [now, end], (name, colour, dash), unit))
    return figure


def _path(months: list[str], ends: list[float], look: tuple[str, str, str], unit: str) -> dict[str, Any]:
    name, colour, dash = look
    return {
        "type": "scatter", "mode": "lines", "x": months, "y": ends, "line": {"color": colour, "width": 2, "dash": dash},
        "customdata": [numbers.value(end, unit) for end in ends],
        "hovertemplate": f"{name}　%{{x}}　%{{customdata}}<extra></extra>",
    }  # fmt: skip


def funnel(limits: pd.DataFrame, found: pd.DataFrame, whole: float, colours: Palette) -> go.Figure:
    """Draw the share of each place against its denominator between the control limits of the whole.

    Args:
        limits: as ``metrics.limits.funnel`` gives it.
        found: ``name, value, denominator, numerator, verdict``.
        whole: share of the whole, 0–1.
        colours: palette of the viewer's mode.
    """
    units = list(limits["denominator"])
    lines = [
        {"type": "scatter", "mode": "lines", "x": units, "y": list(limits[name]), "hoverinfo": "skip",
         "line": {"color": colours.muted, "width": 1.2, "dash": dash}}
        for name, dash in (("low", "dash"), ("high", "dash"), ("lowest", "solid"), ("highest", "solid"))
    ]  # fmt: skip
    middle = {
        "type": "scatter", "mode": "lines", "x": [units[0], units[-1]], "y": [whole, whole], "hoverinfo": "skip",
        "line": {"color": colours.ink, "width": 1.5},
    }  # fmt: skip
    known = found.dropna(subset=["verdict"])
    places = [_places(known[known["verdict"] == verdict], verdict, colours) for verdict in _TOLD]
    return figure_of(
        [*lines, middle, *places], colours, 340,
        xaxis={"title": {"text": "分母（个）"}, "range": [0, units[-1] * 1.12], "fixedrange": True, "showgrid": False},
        yaxis={"tickformat": ".0%", "nticks": 6, "fixedrange": True},
    )  # fmt: skip


def _places(found: pd.DataFrame, verdict: str, colours: Palette) -> dict[str, Any]:
    shape, far = _TOLD[verdict]
    same = verdict == "不能区分"
    colour = colours.muted if same else colours.red if far and "低" in verdict else colours.accent
    return {
        "type": "scatter", "mode": "markers" if same else "markers+text", "name": verdict,
        "x": list(found["denominator"]), "y": list(found["value"]), "text": list(found["name"]),
        "textposition": "top center" if "高" in verdict else "bottom center",
        "textfont": {"size": colours.text_px - 1, "color": colours.ink}, "cliponaxis": False,
        "marker": {"symbol": shape, "size": 8 if same else 11, "color": colour, "opacity": 0.7 if same else 1},
        "customdata": [
            f"{numbers.share(row.value)}（{row.numerator:.0f}/{row.denominator:.0f}）" for row in found.itertuples()
        ],
        "hovertemplate": f"%{{text}}　%{{customdata}}　{verdict}<extra></extra>",
    }  # fmt: skip


def slope(found: pd.DataFrame, ends: Sequence[str], unit: str, colours: Palette, height: int = 340) -> go.Figure:
    """Draw the change between two months, a line a place; those that moved most are named.

    Args:
        found: ``name, before, value``.
        ends: how the two months are written.
        unit: of the metric.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    known = found.dropna(subset=["before", "value"])
    moved = (known["value"] - known["before"]).sort_values()
    down = set(moved[moved < 0].index[:_NAMED_MOST])
    up = set(moved[moved > 0].index[-_NAMED_MOST:])
    traces = [
        _slope_line(row, ends, (row.Index in up, row.Index in down), unit, colours)
        for row in sorted(known.itertuples(), key=lambda row: row.Index in up | down)
    ]
    return figure_of(
        traces, colours, height,
        xaxis={"type": "category", "range": [-0.15, 1.75], "showgrid": False, "fixedrange": True,
               "tickfont": {"size": colours.text_px, "color": colours.ink}},
        yaxis={"tickformat": ".0%" if unit == "%" else "", "nticks": 5, "fixedrange": True},
    )  # fmt: skip


def _slope_line(row: Any, ends: Sequence[str], most: tuple[bool, bool], unit: str, colours: Palette) -> dict[str, Any]:
    up, down = most
    colour = colours.green if up else colours.red if down else colours.muted
    told = f"{row.name} {numbers.change(row.value - row.before, unit)}"
    return {
        "type": "scatter", "mode": "lines+markers+text", "x": list(ends), "y": [row.before, row.value],
        "line": {"color": colour, "width": 2.2 if up or down else 1}, "opacity": 1 if up or down else 0.45,
        "marker": {"size": 6}, "text": ["", told if up or down else ""], "textposition": "middle right",
        "textfont": {"size": colours.text_px - 1, "color": colours.ink}, "cliponaxis": False,
        "customdata": [f"{row.name}　{numbers.value(one, unit)}" for one in (row.before, row.value)],
        "hovertemplate": "%{x}　%{customdata}<extra></extra>",
    }  # fmt: skip


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
        "x": [float(high - low) + 0.5 for low, high in zip(found["rank_low"], found["rank_high"], strict=True)],
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
        xaxis={"title": {"text": "位次"}, "range": [0.4, len(names) + 0.6], "fixedrange": True, "dtick": 5, "tick0": 0},
        yaxis=_names_axis(colours),
    )  # fmt: skip
