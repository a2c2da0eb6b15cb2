"""Charts of the reform plan as pure functions: frame and palette in, plotly figure out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.tasks.scheme import breakthroughs, plan_names
from ui import numbers
from ui.drawing.plots import figure_of, scaled
from ui.tasks.words import weight
from ui.theme import Palette, sequential_colour

_ROW_PX, _CELL_PX, _HEAD_PX = 46, 56, 30
_UNSTATED = 0
_CELL = ["plan", "progress_pct", "task_count", "done_count", "overdue_count"]
_ROW = [
    "task_count",
    "done_count",
    "overdue_count",
    "weight",
    "progress_pct",
    "done_pct",
    "due_pct",
    "on_time_pct",
]
_LONG_NAME = 14
_BARS = (("progress_pct", 0.36), ("done_pct", 0.16))
_BAR_AT = 0.2


def plan_matrix(cells: pd.DataFrame, colours: Palette) -> go.Figure:
    """Draw plans x breakthroughs as tiles in the colour of their weighted progress.

    Args:
        cells: rows of ``metrics.tasks.tasks.sums`` by plan and breakthrough.
        colours: palette of the viewer's mode.

    Returns:
        A figure whose tiles carry plan and breakthrough (0 where not stated) as ``customdata``.
    """
    numbered = cells[_CELL].assign(column=cells["breakthrough"].fillna(_UNSTATED).astype(int))
    columns = [*breakthroughs(), *([_UNSTATED] if (numbered["column"] == _UNSTATED).any() else [])]
    plans = [plan for plan in plan_names() if plan in set(cells["plan"])]
    tiles = [_blanks(len(columns), len(plans), colours), _tiles(numbered, columns, plans, colours)]
    names = [f"突破{number}" if number else "未写" for number in columns]
    return figure_of(
        tiles,
        colours,
        _HEAD_PX + _CELL_PX * len(plans),
        barmode="overlay",
        xaxis={
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": names,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "range": [-0.52, len(columns) - 0.48],
            "tickfont": {"size": colours.text_px, "color": colours.ink},
        },
        yaxis={
            "range": [len(plans) - 0.5, -0.5],
            "tickvals": list(range(len(plans))),
            "fixedrange": True,
            "ticktext": [plan_names()[plan].removesuffix("改革方案") for plan in plans],
            "showgrid": False,
            "zeroline": False,
            "ticklabelstandoff": 4,
            "tickfont": {"size": colours.text_px, "color": colours.ink},
        },
        margin={"l": 4, "r": 4, "t": scaled(_HEAD_PX, colours), "b": 4},
    )


def _blanks(columns: int, plans: int, colours: Palette) -> dict[str, Any]:
    """Lay an empty tile below every cell, so that a plan without a breakthrough shows as one."""
    at = [(column, plan) for plan in range(plans) for column in range(columns)]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [0.94] * len(at),
        "y": [plan for _, plan in at],
        "width": 0.88,
        "base": [column - 0.47 for column, _ in at],
        "marker": {"color": colours.panel},
        "hoverinfo": "skip",
    }


def _tiles(
    cells: pd.DataFrame, columns: Sequence[int], plans: Sequence[str], colours: Palette
) -> dict[str, Any]:
    shares = list(cells["progress_pct"])
    return {
        "type": "bar",
        "orientation": "h",
        "y": [plans.index(plan) for plan in cells["plan"]],
        "x": [0.94] * len(cells),
        "base": [columns.index(at) - 0.47 for at in cells["column"]],
        "width": 0.88,
        "marker": {"color": [sequential_colour(share, colours) for share in shares]},
        "text": [_tile_text(row) for row in cells.itertuples(index=False)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": colours.text_px, "color": [_on(share, colours) for share in shares]},
        "customdata": list(zip(cells["plan"], cells["column"], strict=True)),
        "hovertext": [_tile_told(row) for row in cells.itertuples(index=False)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _tile_text(row: Any) -> str:
    late = f" ■{row.overdue_count}" if row.overdue_count else ""
    return f"<b>{numbers.share(row.progress_pct)}</b><br>{row.task_count} 项{late}"


def _tile_told(row: Any) -> str:
    return (
        f"{plan_names()[row.plan]}　{breakthroughs().get(row.column, '未写突破')}<br>"
        f"加权进度 {numbers.share(row.progress_pct)}　{row.task_count} 项，完成 {row.done_count} 项"
        f"，到期未完成 {row.overdue_count} 项"
    )


def _on(progress_pct: float, colours: Palette) -> str:
    """The colour of type on a tile: light on the strong half of the scale, and the other way in the dark."""
    strong = progress_pct == progress_pct and progress_pct >= 0.5
    return colours.paper if strong else colours.ink


def bullets(rows: pd.DataFrame, names: Sequence[str], colours: Palette) -> go.Figure:
    """Draw progress, what is done and what should be done by plan, one row each, its name above the bar.

    Args:
        rows: rows of ``metrics.tasks.tasks.sums`` in the order of drawing.
        names: what each row is called.
        colours: palette of the viewer's mode.
    """
    rows, steps = rows[_ROW], colours.sequential
    looks = dict(zip(("progress_pct", "done_pct"), (steps[3], steps[7]), strict=True))
    at = list(range(len(rows)))
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "x": list(rows[column]),
            "y": at,
            "width": width,
            "offset": _BAR_AT - width / 2,
            "marker": {"color": looks[column]},
            "hoverinfo": "skip",
        }
        for column, width in _BARS
    ]
    track = {
        "type": "bar",
        "orientation": "h",
        "x": [1.0] * len(rows),
        "y": at,
        "width": _BARS[0][1],
        "offset": _BAR_AT - _BARS[0][1] / 2,
        "marker": {"color": colours.panel},
        "hovertext": [_told(row, name) for row, name in zip(rows.itertuples(), names, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    due = {
        "type": "scatter",
        "mode": "markers",
        "x": list(rows["due_pct"]),
        "y": [place + _BAR_AT for place in at],
        "marker": {"symbol": "line-ns", "size": 17, "line": {"width": 3, "color": colours.ink}},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    return figure_of(
        [track, *bars, due, _above(rows, names, colours)],
        colours,
        12 + _ROW_PX * len(rows),
        barmode="overlay",
        xaxis={"range": [0, 1.005], "visible": False, "fixedrange": True},
        yaxis={"range": [len(rows) - 0.5, -0.55], "visible": False, "fixedrange": True},
    )


def _above(rows: pd.DataFrame, names: Sequence[str], colours: Palette) -> dict[str, Any]:
    texts = [
        f"{name}　<b>{numbers.share(row.progress_pct)}</b>{_counts(row, name)}"
        + (f'　<span style="color:{colours.red}">■ {row.overdue_count}</span>' if row.overdue_count else "")
        for row, name in zip(rows.itertuples(), names, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0.0] * len(rows),
        "text": texts,
        "hoverinfo": "skip",
        "y": [place - 0.2 for place in range(len(rows))],
        "textposition": "middle right",
        "cliponaxis": False,
        "textfont": {"size": colours.text_px, "color": colours.ink},
    }


def _counts(row: Any, name: str) -> str:
    """Write done of all tasks; a long name needs the room of a telephone for itself."""
    return f"　{row.done_count}/{row.task_count} 项" if len(name) <= _LONG_NAME else ""


def _told(row: Any, name: str) -> str:
    return (
        f"<b>{name}</b><br>任务 {row.task_count} 项，权重 {weight(row.weight)}<br>"
        f"加权进度 {numbers.share(row.progress_pct)}　已完成 {numbers.share(row.done_pct)}"
        f"　计划应完成 {numbers.share(row.due_pct)}<br>"
        f"按期率 {numbers.share(row.on_time_pct)}　到期未完成 {row.overdue_count} 项"
    )
