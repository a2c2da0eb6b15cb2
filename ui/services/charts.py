"""Charts of stations and services as shares of a whole: frame and palette in, plotly figure out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from ui import numbers
from ui.drawing.plots import figure_of, scaled
from ui.theme import Palette


def window_bars(levels: pd.DataFrame, colours: Palette, height: int = 170) -> go.Figure:
    """Draw the places with a window of their level against all of them, one bar a level.

    Args:
        levels: rows of ``metrics.services.stations.windows``.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = list(levels["name"])
    notes = [
        f"{numbers.number(row.open)} / {numbers.number(row.expected)}　<b>{numbers.share(row.open_pct)}</b>"
        for row in levels.itertuples()
    ]
    return _share_bars(
        names, list(levels["open_pct"]), notes, [colours.sequential[6]] * len(names), colours, height
    )


def service_bars(offered: pd.DataFrame, colours: Palette, height: int = 170) -> go.Figure:
    """Draw how many stations offer each of the basic services, one bar a service.

    Args:
        offered: rows of ``metrics.services.stations.offered``.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    notes = [
        f"缺 {numbers.number(row.stations - row.offering)} 个　<b>{numbers.share(row.offered_pct)}</b>"
        for row in offered.itertuples()
    ]
    fills = [colours.sequential[6]] * len(offered)
    return _share_bars(list(offered["service"]), list(offered["offered_pct"]), notes, fills, colours, height)


def line_bars(lines: pd.DataFrame, colours: Palette, height: int = 400) -> go.Figure:
    """Draw in how many service stations each line is present, leading or resident, in its colour.

    Args:
        lines: rows of ``metrics.services.stations.moved_in``.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    notes = [
        f"牵头 {row.leads}　入驻 {row.resides}　<b>{numbers.share(row.present_pct)}</b>"
        for row in lines.itertuples()
    ]
    fills = [colours.lines[line] for line in lines["line"]]
    return _share_bars(list(lines["name"]), list(lines["present_pct"]), notes, fills, colours, height)


def closure_bars(closure: pd.DataFrame, colours: Palette, height: int = 270) -> go.Figure:
    """Draw the share of requests that each line settled online, with its target as a stroke.

    Args:
        closure: rows of ``metrics.values.values.values`` of ``online_closure``, one a line.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = [LINES[line] for line in closure["line"]]
    notes = [
        f"{numbers.number(row.numerator)} / {numbers.number(row.denominator)}　"
        f"<b>{numbers.share(row.value)}</b>"
        for row in closure.itertuples()
    ]
    fills = [colours.lines[line] for line in closure["line"]]
    targets = (
        {
            "type": "scatter",
            "mode": "markers",
            "x": list(closure["target"]),
            "y": names,
            "name": "目标",
            "marker": {"symbol": "line-ns", "size": 16, "line": {"width": 2.5, "color": colours.ink}},
            "customdata": [numbers.share(target) for target in closure["target"]],
            "hovertemplate": "%{y}　目标 %{customdata}<extra></extra>",
        },
    )
    return _share_bars(names, list(closure["value"]), notes, fills, colours, height, targets)


def _share_bars(
    names: Sequence[str],
    shares: Sequence[Any],
    notes: Sequence[str],
    fills: Sequence[str],
    colours: Palette,
    height: int,
    beside: Sequence[Any] = (),
) -> go.Figure:
    """Bars of 0–1 shares on the whole of their track, each with its words to the right; traces ``beside``.

    The words are the labels of an axis of their own: the track takes what room they leave.
    """
    track = {
        "type": "bar",
        "orientation": "h",
        "x": [1.0] * len(names),
        "y": list(names),
        "width": 0.5,
        "marker": {"color": colours.verdicts["不适用"]},
        "hoverinfo": "skip",
        "yaxis": "y2",
    }
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": list(shares),
        "y": list(names),
        "width": 0.5,
        "marker": {"color": list(fills)},
        "customdata": [note.replace("<b>", "").replace("</b>", "") for note in notes],
        "hovertemplate": "%{y}　%{customdata}<extra></extra>",
    }
    labels = {
        "type": "category",
        "range": [len(names) - 0.5, -0.5],
        "fixedrange": True,
        "showgrid": False,
        "ticklabelstandoff": 4,
        "tickfont": {"size": colours.text_px, "color": colours.ink},
    }
    words = {
        "side": "right",
        "tickvals": list(names),
        "ticktext": list(notes),
        "ticklabelstandoff": scaled(6, colours),
    }
    return figure_of(
        [track, bars, *beside],
        colours,
        height,
        barmode="overlay",
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis=labels | {"overlaying": "y2"},
        yaxis2=labels | words,
        margin={"l": 4, "r": 4, "t": 2, "b": 2},
    )
