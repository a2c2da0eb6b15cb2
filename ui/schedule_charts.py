"""Schedules of projects and milestones as pure functions: frame and palette in, plotly figure out.

Rows of a schedule carry their name above the bar, so that long names need no margin beside it.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.charts import figure_of, scaled
from ui.project_statements import MILESTONE_MARKS, short_state
from ui.theme import PROJECT_LIGHTS, Palette, mark_colour

ROW_PX = 34
AXIS_PX = 46
BAR = 0.30
BASELINE = 0.10
_NAME_AT, _BAR_AT, _BASELINE_AT = -0.25, 0.02, 0.34
_CLEAR = "rgba(0,0,0,0)"
_NOTE_PX = 22
_DAYS = (
    "planned_start", "planned_end", "started_on", "finished_on", "expected_end",
    "planned_on", "forecast_on", "done_on", "as_of",
)  # fmt: skip


def span(*frames: pd.DataFrame) -> tuple[Any, Any]:
    """Find the first and the last day that schedules need, with some room; dates of any column count."""
    days = [frame[column].dropna() for frame in frames for column in _DAYS if column in frame]
    known = pd.concat([day for day in days if len(day)])
    return known.min() - pd.Timedelta(days=7), known.max() + pd.Timedelta(days=14)


def gantt(shown: pd.DataFrame, span: tuple[Any, Any], colours: Palette) -> go.Figure:
    """Draw a schedule: thin baseline, solid bar for what has been done, hatched for the forecast.

    Args:
        shown: rows of ``metrics.projects.projects``, in the order of drawing.
        span: first and last day of the axis.
        colours: palette of the viewer's mode.

    Returns:
        A figure whose every row carries its ``project_id`` as the first item of ``customdata``.
    """
    as_of = shown["as_of"].iloc[0]
    own = [mark_colour(PROJECT_LIGHTS[light], colours) for light in shown["light"]]
    ends = shown["finished_on"].fillna(as_of)
    begun = shown["started_on"].notna()
    ahead = shown["planned_start"].where(~begun, as_of).clip(lower=as_of)
    open_ended = shown["finished_on"].isna() & ~shown["suspended"]
    traces = [
        _rows(shown, span, colours),
        _bars(shown, shown["planned_start"], shown["planned_end"], colours.muted, _BASELINE_AT, BASELINE),
        _bars(shown, shown["started_on"].where(begun), ends, own, _BAR_AT, BAR),
        _bars(shown, ahead.where(open_ended), shown["expected_end"], own, _BAR_AT, BAR, hatched=True),
        _names(shown, span, own, colours),
    ]
    return figure_of(
        traces, colours, AXIS_PX + ROW_PX * len(shown), barmode="overlay",
        shapes=[day_line(as_of, colours)], annotations=[day_note(as_of, colours)],
        xaxis=_time_axis(span), yaxis=_row_axis(len(shown)), margin=_margin(colours),
    )  # fmt: skip


def _rows(shown: pd.DataFrame, span: tuple[Any, Any], colours: Palette) -> dict[str, Any]:
    """Lay a pale stripe below each row, so that a click or a pointer anywhere in it finds its project."""
    told = [
        f"<b>{row.name}</b>　{PROJECT_LIGHTS[row.light].text}<br>{row.reason}<br>"
        f"计划 {numbers.day_text(row.planned_start)} — {numbers.day_text(row.planned_end)}<br>"
        f"实际 {numbers.day_text(row.started_on)} — {numbers.day_text(row.finished_on)}"
        f"　预计完成 {numbers.day_text(row.expected_end)}<br>"
        f"目标完成 {numbers.share(row.achieved_pct)}　预算执行 {numbers.share(row.spent_pct)}"
        for row in shown.itertuples(index=False)
    ]
    whole = pd.Series([span[0]] * len(shown)), pd.Series([span[1]] * len(shown))
    stripes = [colours.panel if at % 2 else _CLEAR for at in range(len(shown))]
    rows = _bars(shown, *whole, stripes, -0.5, 1.0)
    return rows | {
        "customdata": [[key] for key in shown["project_id"]], "text": told, "textposition": "none",
        "hoverinfo": "text", "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _bars(
    shown: pd.DataFrame, start: pd.Series, end: pd.Series, colour: Any, offset: float, width: float,
    *, hatched: bool = False,
) -> dict[str, Any]:  # fmt: skip
    start, end = pd.to_datetime(start).reset_index(drop=True), pd.to_datetime(end).reset_index(drop=True)
    days = (end - start).dt.days + 1
    pattern = {"shape": "/", "size": 5, "solidity": 0.35, "fillmode": "replace"} if hatched else {}
    outline = {"color": colour, "width": 1} if hatched else {"width": 0}
    return {
        "type": "bar", "orientation": "h", "y": list(range(len(shown))), "offset": offset, "width": width,
        "base": [numbers.day_text(day) for day in start],
        "x": [max(length, 1) * 86_400_000 if length == length else 0 for length in days],
        "marker": {"color": colour, "pattern": pattern, "line": outline}, "hoverinfo": "skip",
    }  # fmt: skip


def _names(shown: pd.DataFrame, span: tuple[Any, Any], own: list[str], colours: Palette) -> dict[str, Any]:
    texts = [
        f'<span style="color:{colour}">{PROJECT_LIGHTS[row.light].shape}</span> {row.name}'
        f'　<span style="color:{colour}">{short_state(row)}</span>'
        for row, colour in zip(shown.itertuples(index=False), own, strict=True)
    ]
    return _row_texts(texts, span, colours)


def _row_texts(texts: Sequence[str], span: tuple[Any, Any], colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text", "x": [numbers.day_text(span[0])] * len(texts),
        "y": [at + _NAME_AT for at in range(len(texts))], "text": texts, "textposition": "middle right",
        "textfont": {"size": colours.text_px, "color": colours.ink}, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def _time_axis(span: tuple[Any, Any]) -> dict[str, Any]:
    return {
        "type": "date", "range": [numbers.day_text(day) for day in span], "side": "top", "fixedrange": True,
        "tickformat": "%Y-%m", "nticks": 12, "tickangle": 0, "minor": {"dtick": "M3", "showgrid": True},
    }  # fmt: skip


def _row_axis(count: int) -> dict[str, Any]:
    return {"range": [count - 0.45, -0.55], "visible": False, "fixedrange": True}


def _margin(colours: Palette) -> dict[str, int]:
    return {"l": 6, "r": 6, "t": 4, "b": scaled(_NOTE_PX, colours)}


def day_line(day: Any, colours: Palette) -> dict[str, Any]:
    """Draw the as-of day as a dotted line."""
    return {
        "type": "line", "x0": numbers.day_text(day), "x1": numbers.day_text(day), "yref": "paper",
        "y0": 0, "y1": 1, "line": {"color": colours.ink, "width": 1.2, "dash": "dot"},
    }  # fmt: skip


def day_note(day: Any, colours: Palette, below_px: float = 0) -> dict[str, Any]:
    """Write the as-of day below its line, so many pixels further down where an axis stands there."""
    return {
        "x": numbers.day_text(day), "yref": "paper", "y": 0, "yanchor": "top", "showarrow": False,
        "yshift": -scaled(below_px, colours),
        "text": f"截至 {numbers.day_text(day)}", "font": {"size": colours.text_px - 1, "color": colours.ink},
    }  # fmt: skip


def milestones(shown: pd.DataFrame, span: tuple[Any, Any], colours: Palette) -> go.Figure:
    """Draw one project's milestones: ◇ planned, ◆ done, and the way to the forecast or to today.

    Args:
        shown: rows of ``metrics.projects.milestones`` of one project.
        span: first and last day of the axis.
        colours: palette of the viewer's mode.
    """
    as_of = shown["as_of"].iloc[0]
    own = [mark_colour(MILESTONE_MARKS[state], colours) for state in shown["state"]]
    late = as_of if (shown["state"] == "逾期未完成").any() else pd.NaT
    reached = shown["done_on"].fillna(shown["forecast_on"])
    reached = reached.where(reached.notna() | (shown["state"] != "逾期未完成"), late)
    texts = [
        f'<span style="color:{colour}">{MILESTONE_MARKS[row.state].shape}</span> {row.name}'
        f'　<span style="color:{colour}">{_milestone_state(row)}</span>'
        for row, colour in zip(shown.itertuples(index=False), own, strict=True)
    ]
    rows = range(len(shown))
    done = shown["done_on"].notna()
    forecast = shown["forecast_on"].where(~done)
    ways = [
        {"type": "line", "x0": numbers.day_text(planned), "x1": numbers.day_text(end), "y0": at + 0.2,
         "y1": at + 0.2, "line": {"color": colour, "width": 3}, "opacity": 0.5, "layer": "below"}
        for at, planned, end, colour in zip(rows, shown["planned_on"], reached, own, strict=True)
        if end == end and end is not None
    ]  # fmt: skip
    return figure_of(
        [
            _row_texts(texts, span, colours),
            _points(shown["planned_on"], "计划", "diamond-open", [colours.muted] * len(shown)),
            _points(forecast, "预测", "triangle-right-open", own),
            _points(shown["done_on"], "完成", "diamond", own),
        ],
        colours, AXIS_PX + (ROW_PX + 6) * len(shown),
        shapes=[*ways, day_line(as_of, colours)], annotations=[day_note(as_of, colours)],
        xaxis=_time_axis(span) | {"nticks": 8}, yaxis=_row_axis(len(shown)),
        margin=_margin(colours),
    )  # fmt: skip


def _milestone_state(row: Any) -> str:
    return f"{row.state} {row.days_late} 天" if row.days_late else row.state


def _points(days: pd.Series, name: str, symbol: str, own: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": name,
        "x": [numbers.day_text(day) if day == day else None for day in days],
        "y": [at + 0.2 for at in range(len(days))],
        "marker": {"symbol": symbol, "size": 13, "color": own, "line": {"width": 2, "color": own}},
        "cliponaxis": False, "hovertemplate": f"{name} %{{x|%Y-%m-%d}}<extra></extra>",
    }  # fmt: skip
