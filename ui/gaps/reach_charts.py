"""Charts of reach: Lorenz curve, ways by township, marginal curve, before and after."""

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import figure_of, scaled
from ui.gaps.charts import dots, matrix_height, share_rows
from ui.theme import Palette

_QUARTERS = (0, 0.25, 0.5, 0.75, 1)
#: Where the number of the plan stands clear of a curve that rises: below to the right, or above to the left.
_AFTER = {"xanchor": "left", "yanchor": "top", "xshift": 8, "yshift": -4}
_BEFORE = {"xanchor": "right", "yanchor": "bottom", "xshift": -8, "yshift": 4}


def lorenz(curve: pd.DataFrame, colours: Palette, height: int = 380) -> go.Figure:
    """Draw a Lorenz curve over the line of equality, with the worst-off tenth marked.

    Args:
        curve: ``people_pct, way_pct`` (0-1) from (0, 0) to (1, 1).
        colours: palette of the viewer's mode.
        height: pixels.
    """
    equal = {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1],
        "y": [0, 1],
        "hoverinfo": "skip",
        "line": {"color": colours.muted, "width": 1.5, "dash": "dash"},
    }
    own = {
        "type": "scatter",
        "mode": "lines",
        "x": list(curve["people_pct"]),
        "y": list(curve["way_pct"]),
        "line": {"color": colours.accent, "width": 2.6},
        "fill": "tonexty",
        "fillcolor": _faint(colours),
        "hovertemplate": "离站较近的 %{x:.1%} 的人，<br>只承担全部路程的 %{y:.1%}<extra></extra>",
    }
    small = {"size": colours.text_px - 1}
    # Beside the axis its name would meet the numbers on a projector.
    notes = [
        {
            "x": 0,
            "y": 1,
            "yref": "paper",
            "text": "路程（人×距离，累计）",
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "font": small | {"color": colours.muted},
        },
        {
            "x": 0.33,
            "y": 0.37,
            "text": "人人一样远",
            "showarrow": False,
            "textangle": 0,
            "xanchor": "right",
            "font": small | {"color": colours.muted},
        },
        {
            "x": 0.995,
            "y": 0.04,
            "text": "最远一成",
            "showarrow": False,
            "yanchor": "bottom",
            "xanchor": "right",
            "font": small | {"color": colours.red},
        },
    ]
    worst = {
        "type": "rect",
        "x0": 0.9,
        "x1": 1,
        "y0": 0,
        "y1": 1,
        "line": {"width": 0},
        "fillcolor": colours.red,
        "opacity": 0.12,
        "layer": "below",
    }
    percent = {"tickformat": ".0%", "fixedrange": True}
    return figure_of(
        [equal, own],
        colours,
        height,
        annotations=notes,
        shapes=[worst],
        xaxis=percent
        | {"title": {"text": "人口（由近到远累计）"}, "range": [0, 1.005], "tickvals": _QUARTERS},
        yaxis=percent | {"range": [0, 1.005], "tickvals": _QUARTERS[1:]},
        margin={"l": 4, "r": 12, "t": scaled(28, colours), "b": 4},
    )


def _faint(colours: Palette) -> str:
    red, green, blue = (int(colours.accent[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.12)"


def marginal(
    curve: pd.DataFrame, chosen: tuple[int, float], colours: Palette, height: int = 260
) -> go.Figure:
    """Draw how many people 0, 1, 2, … stations reach at most, and where the plan stands.

    Args:
        curve: ``count, people, more`` (what the last station added).
        chosen: number of stations of the plan, and the people that it reaches.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(curve["count"]),
        "y": list(curve["people"]),
        "line": {"color": colours.accent, "width": 2.2},
        "marker": {"size": 6},
        "customdata": [
            [numbers.value(row.people, "人"), numbers.value(row.more, "人")] for row in curve.itertuples()
        ],
        "hovertemplate": "新建 %{x} 个：覆盖 %{customdata[0]}"
        "<br>最后一个新增 %{customdata[1]}<extra></extra>",
    }
    here = {
        "type": "scatter",
        "mode": "markers",
        "x": [chosen[0]],
        "y": [chosen[1]],
        "hoverinfo": "skip",
        "marker": {
            "size": 13,
            "symbol": "diamond",
            "color": colours.red,
            "line": {"color": colours.paper, "width": 1.5},
        },
    }
    told = {
        "x": chosen[0],
        "y": chosen[1],
        "text": f"<b>{numbers.value(chosen[1], '人')}</b>",
        "showarrow": False,
        **(_BEFORE if chosen[0] > curve["count"].max() / 2 else _AFTER),
        "font": {"size": colours.text_px, "color": colours.ink},
    }
    return figure_of(
        [line, here],
        colours,
        height,
        annotations=[told],
        xaxis={
            "title": {"text": "新建个数"},
            "dtick": 1 if len(curve) <= 16 else 5,
            "fixedrange": True,
            "range": [-0.4, float(curve["count"].max()) + 0.6],
            "showgrid": False,
        },
        yaxis={"nticks": 5, "fixedrange": True, "tickformat": ",d", "range": _with_headroom(curve["people"])},
        margin={"l": 4, "r": 12, "t": 8, "b": 4},
    )


def _with_headroom(people: pd.Series) -> list[float]:
    """Room above the curve for a number there."""
    low, high = float(people.min()), float(people.max())
    around = max(high - low, 1.0)
    return [low - 0.08 * around, high + 0.16 * around]


def before_after(places: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the reached share of each township before (○) and after (●), one row each.

    Args:
        places: ``name, before_pct, after_pct`` (0-1), in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(map(in_chart, places["name"]))
    moved = places["after_pct"] != places["before_pct"]
    before = dots(places["before_pct"], names, colours, ("现有", "现有"), "middle left", hollow=True)
    after = dots(places["after_pct"], names, colours, ("新建后", "新建后"), "middle right", hollow=False)
    before["text"] = [text if other else "" for text, other in zip(before["text"], moved, strict=True)]
    return share_rows([before, after], (places["before_pct"], places["after_pct"]), colours, [])


def township_ways(townships: pd.DataFrame, unit: str, colours: Palette) -> go.Figure:
    """Draw how far the people of each township have on average, the farthest first.

    Args:
        townships: ``name, mean_way`` and ``before`` (the same in an earlier month; missing where unknown).
        unit: of the ways.
        colours: palette of the viewer's mode.
    """
    names = list(map(in_chart, townships["name"]))
    told = [numbers.NOTHING if pd.isna(way) else f"{way:.1f}" for way in townships["mean_way"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": list(townships["mean_way"]),
        "width": 0.55,
        "marker": {"color": colours.sequential[6]},
        "hovertemplate": f"%{{y}}　平均 %{{x:.1f}} {unit}<extra></extra>",
    }
    before = {
        "type": "scatter",
        "mode": "markers",
        "y": names,
        "x": list(townships["before"]),
        "marker": {"symbol": "line-ns", "size": 14, "line": {"color": colours.ink, "width": 2}},
        "hovertemplate": f"%{{y}}　当时 %{{x:.1f}} {unit}<extra></extra>",
    }
    most = max(1.0, float(townships[["mean_way", "before"]].max().max()))
    # In a column of their own: the mark of the earlier month may stand anywhere.
    written = {
        "type": "scatter",
        "mode": "text",
        "y": names,
        "x": [most * 1.15] * len(names),
        "text": told,
        "textposition": "middle left",
        "hoverinfo": "skip",
        "textfont": {"size": colours.text_px - 2, "color": colours.ink},
    }
    return figure_of(
        [bars, before, written],
        colours,
        matrix_height(len(names)),
        xaxis={"range": [0, most * 1.15], "visible": False, "fixedrange": True},
        yaxis={
            "range": [len(names) - 0.5, -0.5],
            "fixedrange": True,
            "ticks": "",
            "showgrid": False,
            "ticklabelstandoff": 4,
            "tickfont": {"size": colours.text_px - 1, "color": colours.ink},
        },
        margin={"l": 4, "r": 16, "t": 4, "b": 4},
    )
