"""Charts of one metric as pure functions: its pace, the control chart of places, slopes between months."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import Metric
from metrics.months import YEAR, months_after, months_spanning
from ui import numbers
from ui.drawing import plots, point_names, trend
from ui.drawing.as_written import in_chart
from ui.drawing.plots import figure_of, scaled, strengthened, text_width
from ui.theme import Palette

_NAMED_MOST = 3
_SLOPE_NAME = 14
#: From one written line to the next, in units of the type.
_LINE_EM = 1.3
_MONTHS = 4
_CONTROL_PX = 340
#: Narrowest width of the control chart, in units of its type, and what stands below and beside its points.
_CONTROL_EM, _CONTROL_PHONE_EM, _CONTROL_EDGE = 38, 22, 44
#: Shape and colour of a place by what the control limits say.
_TOLD = {
    "明显偏低": ("triangle-down", True),
    "偏低": ("triangle-down", False),
    "不能区分": ("circle", False),
    "偏高": ("triangle-up", False),
    "明显偏高": ("triangle-up", True),
}


def pace(points: pd.DataFrame, found: Any, unit: str, colours: Palette, height: int = 390) -> go.Figure:
    """Draw the course, the target, and until December what is needed and where the present rate leads.

    Args:
        points: ``period, value, target``, ascending.
        found: one row of ``metrics.values.pace.required``.
        unit: of the metric.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    figure = trend.trend(points, unit, colours, height)
    last = points["period"].iloc[-1]
    december = months_after(last, YEAR - last.month)
    ahead = [numbers.short_month(month) for month in months_spanning(last, december)]
    now = points["value"].iloc[-1]
    if len(ahead) < 2 or numbers.is_missing(now):
        return figure
    # All months ahead are named, so that the axis runs on to December, and the target with it.
    goal = None if numbers.is_missing(found.target) else found.target
    further = {
        "type": "scatter",
        "mode": "lines",
        "x": ahead,
        "y": [goal] * len(ahead),
        "hoverinfo": "skip",
        "line": {"color": colours.muted, "width": 1.5, "dash": "dash"},
    }
    figure.add_trace(strengthened(further, colours))
    figure.update_xaxes(nticks=_MONTHS)
    # Beside the way ahead: below one that rises, above one that falls.
    falls = not numbers.is_missing(found.projected) and found.projected < now
    figure.update_annotations(xshift=0, yshift=scaled(14, colours) * (1 if falls else -1), xanchor="left")
    paths = (
        ("需要", found.target, colours.red, "dash"),
        ("按目前速度", found.projected, colours.muted, "dot"),
    )
    for name, end, colour, dash in paths:
        wanted = name != "需要" or not numbers.is_missing(found.needed) or found.state == "out_of_reach"
        if wanted and not numbers.is_missing(end):
            path = _path([ahead[0], ahead[-1]], [now, end], (name, colour, dash), unit)
            figure.add_trace(strengthened(path, colours))
    return figure


def _path(months: list[str], ends: list[float], look: tuple[str, str, str], unit: str) -> dict[str, Any]:
    name, colour, dash = look
    return {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": ends,
        "line": {"color": colour, "width": 2, "dash": dash},
        "customdata": [numbers.value(end, unit) for end in ends],
        "hovertemplate": f"{name}　%{{x}}　%{{customdata}}<extra></extra>",
    }


def control_chart(
    curves: pd.DataFrame, found: pd.DataFrame, whole: float, worse: str, colours: Palette
) -> go.Figure:
    """Draw the share of each place against its denominator between the control limits of the whole.

    Args:
        curves: as ``metrics.values.control_limits.curves`` gives them.
        found: ``name, value, denominator, numerator, verdict``.
        whole: share of the whole, 0–1.
        worse: 低 or 高, the side that is drawn in red.
        colours: palette of the viewer's mode.
    """
    units = list(curves["denominator"])
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": units,
            "y": list(curves[name]),
            "hoverinfo": "skip",
            "line": {"color": colours.muted, "width": 1.2, "dash": dash},
        }
        for name, dash in (("low", "dash"), ("high", "dash"), ("lowest", "solid"), ("highest", "solid"))
    ]
    middle = {
        "type": "scatter",
        "mode": "lines",
        "x": [units[0], units[-1]],
        "y": [whole, whole],
        "hoverinfo": "skip",
        "line": {"color": colours.ink, "width": 1.5},
    }
    known = found.dropna(subset=["verdict"])
    wide = units[-1] * 1.12
    known = known.assign(
        side=_sides(known, whole, wide, max(curves["highest"].max(), known["value"].max()), colours)
    )
    places = [_places(known[known["verdict"] == verdict], verdict, worse, colours) for verdict in _TOLD]
    return figure_of(
        [*lines, middle, *places],
        colours,
        _CONTROL_PX,
        xaxis={"title": {"text": "分母（个）"}, "range": [0, wide], "fixedrange": True, "showgrid": False},
        yaxis={"tickformat": ".0%", "nticks": 6, "fixedrange": True},
    )


def _sides(known: pd.DataFrame, whole: float, wide: float, high: float, colours: Palette) -> pd.Series:
    """Where the name of each place that stands out goes, the farthest from the whole first."""
    named = known[known["verdict"] != "不能区分"]
    named = named.loc[(named["value"] - whole).abs().sort_values(ascending=False).index]
    em = _CONTROL_PHONE_EM if plots.narrow(colours) else _CONTROL_EM
    size = (em * colours.text_px, float(scaled(_CONTROL_PX - _CONTROL_EDGE, colours)))
    points = [
        (row.denominator / wide * size[0], (row.value / high + 0.06) / 1.12 * size[1])
        for row in named.itertuples()
    ]
    found = point_names.placed(points, list(map(_cut, named["name"])), size, colours.text_px - 1)
    return pd.Series(found, index=named.index, dtype=object).reindex(known.index)


def _cut(name: str) -> str:
    return plots.cut(name, plots.MOST_NAME_EM)


def _places(found: pd.DataFrame, verdict: str, worse: str, colours: Palette) -> dict[str, Any]:
    shape, far = _TOLD[verdict]
    same = verdict == "不能区分"
    colour = colours.muted if same else colours.red if far and worse in verdict else colours.accent
    sides = [side if isinstance(side, str) else "" for side in found["side"]]
    return {
        "type": "scatter",
        "mode": "markers" if same else "markers+text",
        "name": verdict,
        "x": list(found["denominator"]),
        "y": list(found["value"]),
        "text": [
            in_chart(_cut(name)) if side else "" for name, side in zip(found["name"], sides, strict=True)
        ],
        "hovertext": list(map(in_chart, found["name"])),
        "textposition": [side or "top center" for side in sides],
        "textfont": {"size": colours.text_px - 1, "color": colours.ink},
        "cliponaxis": False,
        "marker": {
            "symbol": shape,
            "size": 8 if same else 11,
            "color": colour,
            "opacity": 0.7 if same else 1,
        },
        "customdata": [
            f"{numbers.share(row.value)}（{row.numerator:.0f}/{row.denominator:.0f}）"
            for row in found.itertuples()
        ],
        "hovertemplate": f"%{{hovertext}}　%{{customdata}}　{verdict}<extra></extra>",
    }


def slope(
    found: pd.DataFrame, ends: Sequence[str], metric: Metric, colours: Palette, height: int = 360
) -> go.Figure:
    """Draw the change between two months, a line a place; those that moved most are named.

    Args:
        found: ``name, before, value``.
        ends: how the two months are written.
        metric: the catalogue entry; moves for the better are green, others red.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    unit = metric.unit
    known = found.dropna(subset=["before", "value"])
    moved = (known["value"] - known["before"]).sort_values()
    down = set(moved[moved < 0].index[:_NAMED_MOST])
    up = set(moved[moved > 0].index[-_NAMED_MOST:])
    traces = [
        _slope_line(row, ends, _move(row, up, down, metric), unit, colours)
        for row in sorted(known.itertuples(), key=lambda row: row.Index in up | down)
    ]
    named = known.loc[list(up | down)].sort_values("value")
    words = _slope_words(named, unit)
    names = _slope_names(words, named["value"], known, ends[1], colours, height)
    return figure_of(
        traces,
        colours,
        height,
        annotations=names,
        xaxis={
            "type": "category",
            "range": [-0.3, 1.05],
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"size": colours.text_px, "color": colours.ink},
        },
        yaxis={"tickformat": ".0%" if unit == "%" else ",", "nticks": 5, "fixedrange": True},
        margin={"l": 4, "r": _widest(words, colours), "t": 10, "b": 4},
    )


def _widest(words: list[list[str]], colours: Palette) -> int:
    """Pixels that the names beside the lines need, with the gap before them."""
    widths = [text_width(line, colours.text_px - 1) for lines in words for line in lines]
    return round(max(widths, default=0)) + scaled(16, colours)


def _move(row: Any, up: set[Any], down: set[Any], metric: Metric) -> str:
    """The palette colour of a place's move: green for the better, red for the worse, muted for the rest.

    A move from or to a value that cannot be right is neither.
    """
    if metric.doubtful(row.before) or metric.doubtful(row.value):
        return "muted"
    place = row.Index
    better, worse = (up, down) if metric.direction == "up" else (down, up)
    return "green" if place in better else "red" if place in worse else "muted"


def _slope_words(named: pd.DataFrame, unit: str) -> list[list[str]]:
    """Name and change of each place, in one line; above each other where that leaves the lines no room."""
    words = [(_cut(row.name), numbers.change(row.value - row.before, unit)) for row in named.itertuples()]
    lines = [[" ".join(both)] for both in words]
    # On a telephone.
    return list(map(list, words)) if any(len(line) > _SLOPE_NAME for [line] in lines) else lines


def _slope_names(
    words: list[list[str]], values: pd.Series, known: pd.DataFrame, at: str, colours: Palette, height: int
) -> list[dict[str, Any]]:
    """Names beside the lines' ends, the lowest first, pushed apart where they would meet."""
    both = [*known["value"], *known["before"]]
    per_px = (max(both, default=1) - min(both, default=0) or 1) * 1.12 / (scaled(height, colours) - 60)
    notes, free = [], float("-inf")
    for value, lines in zip(values, words, strict=True):
        place = max(value, free)
        free = place + per_px * colours.text_px * _LINE_EM * len(lines)
        notes.append(
            {
                "x": at,
                "y": place,
                "text": "<br>".join(map(in_chart, lines)),
                "showarrow": False,
                "xanchor": "left",
                "xshift": scaled(10, colours),
                "align": "left",
                "font": {"size": colours.text_px - 1, "color": colours.ink},
            }
        )
    return notes


def _slope_line(row: Any, ends: Sequence[str], move: str, unit: str, colours: Palette) -> dict[str, Any]:
    most = move != "muted"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(ends),
        "y": [row.before, row.value],
        "line": {"color": getattr(colours, move), "width": 2.2 if most else 1},
        "opacity": 1 if most else 0.45,
        "marker": {"size": 6},
        "cliponaxis": False,
        "customdata": [
            in_chart(f"{row.name}　{numbers.value(one, unit)}") for one in (row.before, row.value)
        ],
        "hovertemplate": "%{x}　%{customdata}<extra></extra>",
    }
