"""Pictures of one line: units with and without an organisation, the share of its public that it reaches."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import figure_of, row_names, scaled
from ui.theme import Palette

_ROW_PX, _ENDS_PX = 26, 24


def units(own: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw units with an organisation and those without, one bar each line and setting.

    Args:
        own: rows of ``metrics.focus.units.units`` that one region states.
        colours: palette of the viewer's mode.
    """
    one = own["line"].nunique() == 1
    names = [row.setting if one else f"{LINES[row.line]} {row.setting}" for row in own.itertuples()]
    told = [
        f"<b>未建 {numbers.number(row.lacking_count)}</b> / {numbers.number(row.unit_count)}"
        + ("　？" if row.doubted else "")
        for row in own.itertuples()
    ]
    most = max(own["unit_count"].max(), 1)
    built = _bars(names, own["built_count"], [colours.lines[line] for line in own["line"]])
    rest = _bars(names, own["lacking_count"], [colours.verdicts["不适用"]] * len(own))
    labels = _labels(names, own["built_count"] + own["lacking_count"], told, colours)
    return _drawn([built, rest, labels], names, most * 2.2, colours)


def reach(found: pd.DataFrame, line: str, colours: Palette) -> go.Figure:
    """Draw the share of its public that a line has as members, one bar a place; doubtful ones pale.

    Args:
        found: rows of ``metrics.focus.publics.publics``.
        line: line id.
        colours: palette of the viewer's mode.
    """
    names = list(found["name"])
    fills = [colours.verdicts["未报"] if doubt else colours.lines[line] for doubt in found["doubt"]]
    told = [
        f"<b>{numbers.share(row.reach_pct)}</b>" + ("　？" if row.doubt else "") for row in found.itertuples()
    ]
    ends = found["reach_pct"].fillna(0.0)
    most = max(float(ends.max()), 0.01)
    bars = _bars(names, ends, fills)
    return _drawn([bars, _labels(names, ends, told, colours)], names, most * 1.7, colours)


def _bars(names: list[str], lengths: pd.Series, fills: list[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(lengths),
        "y": [in_chart(name) for name in names],
        "marker": {"color": fills},
        "width": 0.62,
        "hoverinfo": "skip",
    }


def _labels(names: list[str], ends: pd.Series, told: list[str], colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(ends),
        "y": [in_chart(name) for name in names],
        "text": [f" {text}" for text in told],
        "textposition": "middle right",
        "textfont": {"size": colours.text_px, "color": colours.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _drawn(traces: list[Any], names: list[str], most: float, colours: Palette) -> go.Figure:
    return figure_of(
        traces,
        colours,
        _ENDS_PX + _ROW_PX * len(names),
        barmode="stack",
        xaxis={"range": [0, most], "visible": False, "fixedrange": True},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": False,
            "ticklabelstandoff": scaled(4, colours),
            "tickfont": {"size": colours.text_px, "color": colours.ink},
            **row_names(names),
        },
    )
