"""Charts of the three-level structure as pure functions: frame and palette in, plotly figure out."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.catalogue import LEVELS, LINES
from metrics.network.staffing import REQUIRED_COMMITTEE_SIZE, REQUIRED_PART_TIME_PCT
from ui import numbers
from ui.drawing.as_written import in_chart
from ui.drawing.plots import MOST_NAME_EM, cut, figure_of, row_names
from ui.network.words import BODIES
from ui.theme import Palette

_ROW_PX, _TALL_ROW_PX = 34, 44
_SYMBOLS = {"standing": "diamond", "committee": "circle", "congress": "triangle-up"}


def icicle(levels: pd.DataFrame, place: str, colours: Palette, height: int = 370) -> go.Figure:
    """Draw organisations by level and line: the whole on top, levels below it, lines below those.

    Args:
        levels: rows of ``metrics.network.structure.levels_by_line``.
        place: name of the region.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    kept = levels[levels["organization_count"] > 0]
    by_level = kept.groupby("level", sort=False)["organization_count"].sum()
    nodes = [("", "", in_chart(cut(place, MOST_NAME_EM)), int(by_level.sum()), colours.panel)]
    nodes += [
        (level, "", f"{LEVELS[level]}级", int(count), colours.rule) for level, count in by_level.items()
    ]
    nodes += [
        (
            f"{row.level} {row.line}",
            row.level,
            LINES[row.line],
            row.organization_count,
            colours.lines[row.line],
        )
        for row in kept.itertuples()
    ]
    ids, parents, names, counts, fills = (list(part) for part in zip(*nodes, strict=True))
    trace = {
        "type": "icicle",
        "ids": [node or "whole" for node in ids],
        "labels": names,
        "values": counts,
        "parents": ["", *(parent or "whole" for parent in parents[1:])],
        "branchvalues": "total",
        "leaf": {"opacity": 1},
        "tiling": {"orientation": "v"},
        "sort": False,
        "pathbar": {"visible": False},
        "marker": {"colors": fills, "line": {"color": colours.paper, "width": 1.5}},
        "texttemplate": "%{label}<br><b>%{value:,}</b>",
        "textfont": {
            "size": colours.text_px,
            "color": [colours.ink if " " not in node else colours.paper for node in ids],
        },
        "textposition": "middle center",
        "hovertemplate": "%{label}　%{value:,} 个（占上一层 %{percentParent:.1%}）<extra></extra>",
    }
    return figure_of(
        [trace],
        colours,
        height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        uniformtext={"minsize": colours.text_px - 2, "mode": "hide"},
    )


def leaders(staff: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the make-up of leadership by line against the required share of part-time and seconded people.

    Args:
        staff: rows of ``metrics.network.staffing.staffing``; the one for all lines together has no line.
        colours: palette of the viewer's mode.
    """
    known = staff.dropna(subset=["helpers_pct"])
    names = [LINES.get(line, "<b>全部</b>") for line in known["line"]]
    own = [colours.lines.get(line, colours.accent) for line in known["line"]]
    told = [
        f"挂兼职 {_share_text(row)}<br>"
        f"专职 {numbers.number(row.lead_full)}　兼职 {numbers.number(row.lead_part)}"
        f"　挂职 {numbers.number(row.lead_seconded)}"
        for row in known.itertuples()
    ]
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "hovertext": told,
        "width": 0.62,
        "hovertemplate": "%{y}　%{hovertext}<extra></extra>",
    }
    helpers = bar | {
        "x": list(known["helpers_pct"]),
        "marker": {"color": own},
        "text": [_share_text(row) for row in known.itertuples()],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {"size": colours.text_px, "color": colours.paper},
    }
    full = bar | {"x": list(1 - known["helpers_pct"]), "marker": {"color": own, "opacity": 0.22}}
    return figure_of(
        [helpers, full],
        colours,
        20 + _TALL_ROW_PX * len(known),
        barmode="stack",
        shapes=[_limit(REQUIRED_PART_TIME_PCT, colours)],
        xaxis={"range": [0, 1], "tickvals": [0, 0.5, 1], "tickformat": ".0%", "fixedrange": True},
        yaxis=_names_axis(colours),
    )


def _share_text(row: Any) -> str:
    parts = f"{numbers.number(row.lead_helpers)}/{numbers.number(row.leaders)}"
    return f"<b>{numbers.share(row.helpers_pct)}</b>　{parts}"


def _limit(at: float, colours: Palette) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": colours.ink, "width": 2, "dash": "dot"},
    }


def _names_axis(colours: Palette) -> dict[str, Any]:
    return {
        "autorange": "reversed",
        "fixedrange": True,
        "showgrid": False,
        "ticklabelstandoff": 4,
        "tickfont": {"size": colours.text_px, "color": colours.ink},
    }


def front_line(staff: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the three front-line shares of each line as marks of their own shape on one scale.

    Args:
        staff: rows of ``metrics.network.staffing.staffing``.
        colours: palette of the viewer's mode.
    """
    names = [LINES.get(line, "<b>全部</b>") for line in staff["line"]]
    own = [colours.lines.get(line, colours.ink) for line in staff["line"]]
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": list(staff[f"{body}_pct"]),
            "y": names,
            "name": word,
            "marker": {"symbol": _SYMBOLS[body], "size": 13, "color": own},
            "cliponaxis": False,
            "hovertemplate": f"%{{y}}　{word}一线 %{{x:.1%}}<extra></extra>",
        }
        for body, word in BODIES.items()
    ]
    return figure_of(
        traces,
        colours,
        20 + _ROW_PX * len(staff),
        xaxis={
            "range": [0, 1],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "tickformat": ".0%",
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis=_names_axis(colours) | {"showgrid": True},
    )


def committees(found: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the size of each township's women's committee against the least size.

    Args:
        found: rows of ``metrics.network.staffing.committees``.
        colours: palette of the viewer's mode.
    """
    sizes = [0 if pd.isna(size) else int(size) for size in found["committee_size"]]
    texts = [_size_text(row) for row in found.itertuples()]
    fills = [colours.lines["women"] if enough else colours.red for enough in found["enough"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": sizes,
        "y": list(map(in_chart, found["region_name"])),
        "width": 0.56,
        "marker": {"color": fills},
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "constraintext": "none",
        "textfont": {"size": colours.text_px - 1, "color": colours.ink},
        "hovertemplate": "%{y}　执委 %{text}<extra></extra>",
    }
    top = max([REQUIRED_COMMITTEE_SIZE, *sizes])
    return figure_of(
        [bars],
        colours,
        16 + 24 * len(found),
        shapes=[_limit(REQUIRED_COMMITTEE_SIZE, colours)],
        xaxis={"range": [0, top * 1.3], "visible": False, "fixedrange": True},
        yaxis=_names_axis(colours) | row_names(found["region_name"]),
    )


def _size_text(row: Any) -> str:
    if not row.covered:
        return "■ 没有组织"
    if pd.isna(row.committee_size):
        return "■ 未填"
    return f"{'' if row.enough else '■ '}{int(row.committee_size)}"


def reforms(items: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw the items of structural reform: all, planned by now, in place.

    Args:
        items: rows of ``metrics.network.structure.items``.
        colours: palette of the viewer's mode.
    """
    at = list(range(len(items)))
    bar = {"type": "bar", "orientation": "h", "y": at, "hoverinfo": "skip"}
    total = bar | {"x": [1.0] * len(items), "width": 0.5, "offset": -0.05, "marker": {"color": colours.panel}}
    done = bar | {
        "x": list(items["done_pct"]),
        "width": 0.24,
        "offset": 0.08,
        "marker": {"color": colours.sequential[7]},
    }
    due = {
        "type": "scatter",
        "mode": "markers",
        "x": list(items["due_pct"]),
        "y": [place + 0.2 for place in at],
        "marker": {"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": colours.ink}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    names = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(items),
        "y": [place - 0.25 for place in at],
        "text": [_item_text(row, colours) for row in items.itertuples()],
        "textposition": "middle right",
        "textfont": {"size": colours.text_px, "color": colours.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return figure_of(
        [total, done, due, names],
        colours,
        12 + 44 * len(items),
        barmode="overlay",
        xaxis={"range": [0, 1.005], "visible": False, "fixedrange": True},
        yaxis={"range": [len(items) - 0.5, -0.55], "visible": False, "fixedrange": True},
    )


def _item_text(row: Any, colours: Palette) -> str:
    late = f'　<span style="color:{colours.red}">■ {row.overdue_count}</span>' if row.overdue_count else ""
    return f"{row.item}　<b>{row.done_count}/{row.total_count}</b>{late}"
