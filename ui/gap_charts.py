"""Charts of 缺口分析: matrix, dumbbells by place, Lorenz curve, marginal curve. Frames in, figures out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LINES
from ui import numbers
from ui.charts import figure_of
from ui.theme import Palette

_ROW_PX, _EDGE_PX = 25, 40


def matrix_height(rows: int) -> int:
    """Pixels that a matrix or dumbbells of so many places need."""
    return _EDGE_PX + _ROW_PX * max(rows, 3)


def matrix(counted: pd.DataFrame, colours: Palette, labels: dict[str, str]) -> go.Figure:
    """Draw township x line: colour is the effective share, the number in a cell its gaps.

    Args:
        counted: ``region_code, line, expected, gaps, effective, effective_pct`` as
            ``metrics.gaps.by_township`` gives them.
        colours: palette of the viewer's mode.
        labels: how each place is written, in the order of drawing.
    """
    lines = [line for line in LINES if line in set(counted["line"])]
    keyed = counted.set_index(["region_code", "line"])
    shares = keyed["effective_pct"].unstack().reindex(index=list(labels), columns=lines)
    gaps = keyed["gaps"].unstack().reindex(index=list(labels), columns=lines)
    expected = keyed["expected"].unstack().reindex(index=list(labels), columns=lines)
    told = [
        [_cell(one, all_of, share) for one, all_of, share in zip(*row, strict=True)]
        for row in zip(gaps.to_numpy(), expected.to_numpy(), shares.to_numpy(), strict=True)
    ]
    steps = colours.sequential
    scale = [[at / (len(steps) - 1), colour] for at, colour in enumerate(steps)]
    heat = {
        "type": "heatmap", "z": shares.astype(object).where(shares.notna(), None).to_numpy().tolist(),
        "x": [LINES[line] for line in lines], "y": list(labels.values()), "zmin": 0, "zmax": 1,
        "colorscale": scale, "showscale": False, "xgap": 2, "ygap": 2, "customdata": told,
        "hoverongaps": False, "hovertemplate": "%{y}　%{x}<br>%{customdata}<extra></extra>",
    }  # fmt: skip
    notes = [
        _number(LINES[line], label, gaps.at[code, line], shares.at[code, line], colours)
        for code, label in labels.items()
        for line in lines
        if pd.notna(gaps.at[code, line])
    ]
    size = {"size": colours.text_px - 1, "color": colours.ink}
    return figure_of(
        [heat], colours, matrix_height(len(labels)), annotations=notes,
        xaxis={"side": "top", "showgrid": False, "fixedrange": True, "tickfont": size, "tickangle": 0},
        yaxis={"autorange": "reversed", "showgrid": False, "fixedrange": True, "tickfont": size},
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )  # fmt: skip


def _cell(gaps: float, expected: float, share: float) -> str:
    if pd.isna(gaps):
        return "不要求建立"
    return f"应建 {expected:.0f}，缺口 {gaps:.0f}，有效覆盖 {numbers.share(share)}"


def _number(line: str, label: str, gaps: float, share: float, colours: Palette) -> dict[str, Any]:
    """The gaps of a cell in ink that stands out; no gap is a tick, so that nought is not overlooked."""
    strong = share >= 0.5
    ink = colours.paper if strong else colours.ink
    return {
        "x": line, "y": label, "text": f"{gaps:.0f}" if gaps else "✓", "showarrow": False,
        "font": {"size": colours.text_px - 1, "color": ink},
    }  # fmt: skip


def dumbbells(places: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw coverage on paper (○ 有形) against coverage that works (● 有效), one row a place.

    Args:
        places: ``name, covered_pct, effective_pct`` (0-1), in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(places["name"])
    bars = [
        {"type": "line", "x0": row.effective_pct, "x1": row.covered_pct, "y0": row.name_, "y1": row.name_,
         "line": {"color": colours.accent, "width": 4}, "opacity": 0.4, "layer": "below"}
        for row in places.rename(columns={"name": "name_"}).itertuples()
        if pd.notna(row.covered_pct)
    ]  # fmt: skip
    covered = _dots(places["covered_pct"], names, colours, "有形", "middle right", hollow=True)
    effective = _dots(places["effective_pct"], names, colours, "有效", "middle left", hollow=False)
    return figure_of(
        [covered, effective], colours, matrix_height(len(names)), shapes=bars,
        xaxis={"range": [-0.2, 1.2], "tickvals": [0, 0.5, 1], "tickformat": ".0%", "zeroline": False,
               "fixedrange": True, "side": "top"},
        yaxis={"autorange": "reversed", "showgrid": False, "fixedrange": True,
               "tickfont": {"size": colours.text_px - 1, "color": colours.ink}},
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )  # fmt: skip


def _dots(
    shares: pd.Series, names: list[str], colours: Palette, kind: str, side: str, *, hollow: bool
) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers+text", "x": list(shares), "y": names, "name": kind,
        "marker": {"size": 10, "color": colours.paper if hollow else colours.accent,
                   "line": {"color": colours.accent, "width": 2}},
        "text": [numbers.share(value) for value in shares], "textposition": side, "cliponaxis": False,
        "textfont": {"size": colours.text_px - 2, "color": colours.ink},
        "hovertemplate": f"%{{y}}　{kind}覆盖 %{{x:.1%}}<extra></extra>",
    }  # fmt: skip


def lorenz(curve: pd.DataFrame, colours: Palette, height: int = 380) -> go.Figure:
    """Draw a Lorenz curve over the line of equality, with the worst-off tenth marked.

    Args:
        curve: ``people_pct, way_pct`` (0-1) from (0, 0) to (1, 1).
        colours: palette of the viewer's mode.
        height: pixels.
    """
    equal = {
        "type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "hoverinfo": "skip",
        "line": {"color": colours.muted, "width": 1.5, "dash": "dash"},
    }  # fmt: skip
    own = {
        "type": "scatter", "mode": "lines", "x": list(curve["people_pct"]), "y": list(curve["way_pct"]),
        "line": {"color": colours.accent, "width": 2.6}, "fill": "tonexty", "fillcolor": _faint(colours),
        "hovertemplate": "离站较近的 %{x:.1%} 的人，<br>只承担全部路程的 %{y:.1%}<extra></extra>",
    }  # fmt: skip
    small = {"size": colours.text_px - 1}
    notes = [
        {"x": 0.33, "y": 0.37, "text": "人人一样远", "showarrow": False, "textangle": 0, "xanchor": "right",
         "font": small | {"color": colours.muted}},
        {"x": 0.95, "y": 0.04, "text": "最远一成", "showarrow": False, "yanchor": "bottom",
         "font": small | {"color": colours.red}},
    ]  # fmt: skip
    worst = {
        "type": "rect", "x0": 0.9, "x1": 1, "y0": 0, "y1": 1, "line": {"width": 0},
        "fillcolor": colours.red, "opacity": 0.12, "layer": "below",
    }  # fmt: skip
    percent = {"tickformat": ".0%", "fixedrange": True, "tickvals": [0, 0.25, 0.5, 0.75, 1]}
    return figure_of(
        [equal, own], colours, height, annotations=notes, shapes=[worst],
        xaxis=percent | {"title": {"text": "人口（由近到远累计）"}, "range": [0, 1.005]},
        yaxis=percent | {"title": {"text": "路程（人×距离）"}, "range": [0, 1.005]},
        margin={"l": 4, "r": 12, "t": 8, "b": 4},
    )  # fmt: skip


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
        "type": "scatter", "mode": "lines+markers", "x": list(curve["count"]), "y": list(curve["people"]),
        "line": {"color": colours.accent, "width": 2.2}, "marker": {"size": 6},
        "customdata": [
            [numbers.number(row.people), numbers.number(row.more)] for row in curve.itertuples()
        ],
        "hovertemplate": "新建 %{x} 个：覆盖 %{customdata[0]}人"
        "<br>最后一个新增 %{customdata[1]}人<extra></extra>",
    }  # fmt: skip
    here = {
        "type": "scatter", "mode": "markers", "x": [chosen[0]], "y": [chosen[1]], "hoverinfo": "skip",
        "marker": {"size": 13, "symbol": "diamond", "color": colours.red,
                   "line": {"color": colours.paper, "width": 1.5}},
    }  # fmt: skip
    told = {
        "x": chosen[0], "y": chosen[1], "text": f"<b>{numbers.number(chosen[1])}人</b>", "showarrow": False,
        "xanchor": "left", "yanchor": "top", "xshift": 8, "yshift": -4,
        "font": {"size": colours.text_px, "color": colours.ink},
    }  # fmt: skip
    return figure_of(
        [line, here], colours, height, annotations=[told],
        xaxis={"title": {"text": "新建个数"}, "dtick": 1 if len(curve) <= 16 else 5, "fixedrange": True,
               "range": [-0.4, float(curve["count"].max()) + 1.2], "showgrid": False},
        yaxis={"nticks": 5, "fixedrange": True, "tickformat": ",d"},
        margin={"l": 4, "r": 12, "t": 8, "b": 4},
    )  # fmt: skip


def before_after(places: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the reached share of each township before (○) and after (●), one row each.

    Args:
        places: ``name, before_pct, after_pct`` (0-1), in the order of drawing.
        colours: palette of the viewer's mode.
    """
    names = list(places["name"])
    bars = [
        {"type": "line", "x0": row.before_pct, "x1": row.after_pct, "y0": row.name_, "y1": row.name_,
         "line": {"color": colours.accent, "width": 4}, "opacity": 0.4, "layer": "below"}
        for row in places.rename(columns={"name": "name_"}).itertuples()
        if pd.notna(row.before_pct)
    ]  # fmt: skip
    moved = places["after_pct"] != places["before_pct"]
    before = _dots(places["before_pct"], names, colours, "现有", "middle left", hollow=True)
    after = _dots(places["after_pct"], names, colours, "新建后", "middle right", hollow=False)
    before["text"] = [text if other else "" for text, other in zip(before["text"], moved, strict=True)]
    for trace in (before, after):
        trace["hovertemplate"] = f"%{{y}}　{trace['name']} %{{x:.1%}}<extra></extra>"
    return figure_of(
        [before, after], colours, matrix_height(len(names)), shapes=bars,
        xaxis={"range": [-0.2, 1.2], "tickvals": [0, 0.5, 1], "tickformat": ".0%", "zeroline": False,
               "fixedrange": True, "side": "top"},
        yaxis={"autorange": "reversed", "showgrid": False, "fixedrange": True,
               "tickfont": {"size": colours.text_px - 1, "color": colours.ink}},
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
    )  # fmt: skip
