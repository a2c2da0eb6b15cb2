"""Charts of 总览: the funnel of the three levels and the dumbbells of the lines. Pure functions."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.plots import figure_of, scaled
from ui.theme import Palette

_BAR_WIDTH = 0.55


def coverage_funnel(levels: pd.DataFrame, colours: Palette, height: int = 330) -> go.Figure:
    """Draw expected → covered → effective as nested bars, one a level.

    Args:
        levels: ``name, expected, covered, effective`` (counts) and ``covered_pct, effective_pct`` (0–1),
            from the top level down.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = list(levels["name"])
    texts = [
        f"应建 {numbers.number(row.expected)} "
        f"已建 {numbers.number(row.covered)}（{numbers.share(row.covered_pct)}）"
        f"有效 {numbers.number(row.effective)}（<b>{numbers.share(row.effective_pct)}</b>）"
        for row in levels.itertuples()
    ]
    steps = colours.sequential
    bars = (
        ("应建", [1.0] * len(names), colours.verdicts["不适用"], _BAR_WIDTH),
        ("已建", list(levels["covered_pct"]), steps[4], _BAR_WIDTH),
        ("有效", list(levels["effective_pct"]), steps[7] if not colours.dark else steps[8], 0.3),
    )
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "x": shares,
            "y": names,
            "name": name,
            "width": width,
            "marker": {"color": colour},
            "hovertemplate": f"%{{y}}{name} %{{x:.1%}}<extra></extra>",
        }
        for name, shares, colour, width in bars
    ]
    # Half of the bar that a label stands on, plus half of its own line.
    above = scaled(height, colours) / len(names) * _BAR_WIDTH / 2 + colours.text_px * 0.6
    notes = [
        {
            "x": 0,
            "y": name,
            "text": text,
            "showarrow": False,
            "xanchor": "left",
            "yshift": above,
            "font": {"size": colours.text_px, "color": colours.ink},
        }
        for name, text in zip(names, texts, strict=True)
    ]
    return figure_of(
        traces,
        colours,
        height,
        barmode="overlay",
        annotations=notes,
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "tickfont": {"size": colours.text_px + 1, "color": colours.ink},
        },
        margin={"l": 4, "r": 8, "t": 16, "b": 0},
    )


def coverage_by_line(lines: pd.DataFrame, colours: Palette, height: int = 340) -> go.Figure:
    """Draw coverage on paper (○ 有形) against coverage that works (● 有效), one dumbbell a line.

    Args:
        lines: ``line, name, covered_pct, effective_pct`` (0–1), in the order of drawing.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = list(lines["name"])
    own = [colours.lines[line] for line in lines["line"]]
    gaps = [
        {
            "type": "line",
            "x0": effective,
            "x1": covered,
            "y0": name,
            "y1": name,
            "line": {"color": colour, "width": 4},
            "opacity": 0.45,
            "layer": "below",
        }
        for name, colour, covered, effective in zip(
            names, own, lines["covered_pct"], lines["effective_pct"], strict=True
        )
        if pd.notna(effective) and pd.notna(covered)
    ]
    covered = _dots(lines["covered_pct"], names, own, colours, "有形", "middle right", hollow=True)
    effective = _dots(lines["effective_pct"], names, own, colours, "有效", "middle left", hollow=False)
    return figure_of(
        [covered, effective],
        colours,
        height,
        shapes=gaps,
        xaxis={
            "range": [-0.14, 1.16],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "tickformat": ".0%",
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "autorange": "reversed",
            "showgrid": False,
            "fixedrange": True,
            "tickfont": {"size": colours.text_px, "color": colours.ink},
        },
        margin={"l": 4, "r": scaled(14, colours), "t": 6, "b": 4},
    )


def _dots(
    shares: pd.Series,
    names: list[str],
    own: list[str],
    colours: Palette,
    kind: str,
    side: str,
    *,
    hollow: bool,
) -> dict[str, Any]:
    fill = [colours.paper] * len(own) if hollow else own
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": list(shares),
        "y": names,
        "name": kind,
        "marker": {"size": 12, "color": fill, "line": {"color": own, "width": 2.5}},
        "text": [numbers.share(value) if pd.notna(value) else "" for value in shares],
        "textposition": side,
        "textfont": {"size": colours.text_px - 1, "color": colours.ink},
        "cliponaxis": False,
        "hovertemplate": f"%{{y}}　{kind}覆盖 %{{x:.1%}}<extra></extra>",
    }
