"""Small multiples: one small trend a panel, all on a common scale, as a pure function."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import MOST_NAME_EM, cut, figure_of, scaled
from ui.theme import Palette

# Shares of the picture: between panels in a row, and between rows, where a title needs its line.
_PANEL_GAP, _ROW_GAP = 0.03, 0.22
#: Months below a panel; so many panels in a row leave no room for the last of them.
_TICKS, _MANY_COLUMNS = 3, 6


def trends(
    points: pd.DataFrame, unit: str, colours: Palette, columns: int = 4, panel_height: int = 120
) -> go.Figure:
    """Draw one small trend per panel on a common scale.

    Args:
        points: ``panel`` (title), ``colour``, ``period``, ``value``; panels in order of appearance.
        unit: unit of the metric; ``%`` values are 0–1 shares.
        colours: palette of the viewer's mode.
        columns: panels in a row.
        panel_height: pixels of one panel.
    """
    panels = [(in_chart(cut(title, MOST_NAME_EM)), own) for title, own in points.groupby("panel", sort=False)]
    rows = -(-len(panels) // columns)
    # Written out, for plotly's own subplots check every property of every panel again: 30 ms a picture.
    layout: dict[str, Any] = {}
    for at in range(len(panels)):
        layout |= _axes(at, len(panels), columns, rows, unit)
    return figure_of(
        [_line(at, panel, own, unit) for at, (panel, own) in enumerate(panels)],
        colours,
        rows * panel_height + 40,
        margin={"t": scaled(24, colours)},
        showlegend=False,
        **layout,
        annotations=[_title(at, panel, columns, rows, colours) for at, (panel, _) in enumerate(panels)],
    )


def _line(at: int, panel: str, own: pd.DataFrame, unit: str) -> dict[str, Any]:
    return {
        # A single month, or one between gaps, has no line.
        "type": "scatter",
        "mode": "lines+markers",
        "marker": {"size": 3},
        "xaxis": f"x{at + 1}",
        "yaxis": f"y{at + 1}",
        "x": [numbers.short_month(day) for day in own["period"]],
        "y": [None if numbers.is_missing(amount) else amount for amount in own["value"]],
        "line": {"color": own["colour"].iloc[0], "width": 2},
        "customdata": [in_chart(numbers.value(amount, unit)) for amount in own["value"]],
        "hovertemplate": "%{x}　%{customdata}<extra>" + panel + "</extra>",
        # A name in the hover text would be cut by letters, which a written-out sign has several of.
        "hoverlabel": {"namelength": -1},
    }


def _axes(at: int, panels: int, columns: int, rows: int, unit: str) -> dict[str, Any]:
    """Both axes of a panel: months below the last one of a column, values left of the first of a row."""
    own = "" if at == 0 else str(at + 1)
    across, up = _domains(at, columns, rows)
    shared = {"fixedrange": True}
    months = {
        "type": "category",
        "showgrid": False,
        "showticklabels": at + columns >= panels,
        "tickangle": 0,
        "nticks": _TICKS if columns < _MANY_COLUMNS else _TICKS - 1,
    }
    amounts = {
        "tickformat": ".0%" if unit == "%" else ",",
        "showticklabels": at % columns == 0,
        "nticks": _TICKS,
    }
    return {
        f"xaxis{own}": shared | months | {"domain": across, "anchor": f"y{own}"} | _matched("x", at),
        f"yaxis{own}": shared | amounts | {"domain": up, "anchor": f"x{own}"} | _matched("y", at),
    }


def _matched(letter: str, at: int) -> dict[str, str]:
    """All panels have the scales of the first one."""
    return {"matches": letter} if at else {}


def _domains(at: int, columns: int, rows: int) -> tuple[list[float], list[float]]:
    """What part of the picture a panel takes, across and up, as shares of it."""
    wide, high = (1 - _PANEL_GAP * (columns - 1)) / columns, (1 - _ROW_GAP / rows * (rows - 1)) / rows
    left = at % columns * (wide + _PANEL_GAP)
    top = 1 - at // columns * (high + _ROW_GAP / rows)
    # Rounding must not lead out of the picture: plotly refuses a domain below 0 or above 1.
    return [left, min(1.0, left + wide)], [max(0.0, top - high), top]


def _title(at: int, panel: str, columns: int, rows: int, colours: Palette) -> dict[str, Any]:
    (left, right), (_, top) = _domains(at, columns, rows)
    return {
        "x": (left + right) / 2,
        "y": top,
        "xref": "paper",
        "yref": "paper",
        "text": panel,
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": colours.text_px, "color": colours.ink},
    }
