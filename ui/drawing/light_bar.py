"""How many items have which light, as one stacked bar. Pure function."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.drawing.plots import figure_of, narrow
from ui.theme import PROJECT_LIGHTS, Mark, Palette, mark_colour

#: Shares of a stacked bar: the least that a part is drawn with, and below which its label takes two lines.
_LEAST_PART, _LEAST_PHONE_PART, _NARROW_PART, _NARROW_PHONE_PART = 0.065, 0.085, 0.1, 0.13


def light_bar(
    counts: pd.DataFrame, colours: Palette, marks: dict[str, Mark] = PROJECT_LIGHTS, height: int = 76
) -> go.Figure:
    """Draw how many items have which light as one stacked bar, each part with shape, word and count.

    Args:
        counts: ``light, count``, in the order of drawing; lights without items are left out.
        colours: palette of the viewer's mode.
        marks: how each light is written.
        height: pixels.
    """
    shown = [
        (light, int(count)) for light, count in zip(counts["light"], counts["count"], strict=True) if count
    ]
    phone = narrow(colours)
    least = (_LEAST_PHONE_PART if phone else _LEAST_PART) * sum(count for _, count in shown)
    widths = [max(count, least) for _, count in shown]
    two_lines = _NARROW_PHONE_PART if phone else _NARROW_PART
    traces = [
        _light_part(marks[light], count, width, width < two_lines * sum(widths), colours)
        for (light, count), width in zip(shown, widths, strict=True)
    ]
    return figure_of(
        traces,
        colours,
        height,
        barmode="stack",
        xaxis={"visible": False, "fixedrange": True, "range": [0, sum(widths) or 1]},
        yaxis={"visible": False, "fixedrange": True},
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
    )


def _light_part(mark: Mark, count: int, width: float, stacked: bool, colours: Palette) -> dict[str, Any]:
    """One part of the bar; where stacked, the count stands below its shape."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [width],
        "y": [""],
        "name": mark.meaning,
        "marker": {"color": mark_colour(mark, colours), "line": {"color": colours.paper, "width": 1.5}},
        "text": [f"{mark.shape}{'<br>' if stacked else ' '}{count}"],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": colours.text_px + 1, "color": colours.paper},
        "hovertemplate": f"{mark.text}（{mark.meaning}）{count} 个<extra></extra>",
    }
