"""Schedules of projects and milestones as pure functions: frame and palette in, plotly figure out.

Rows of a schedule carry their name above the bar, so that long names need no margin beside it.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import numbers
from ui.drawing.as_of import day_line, day_note
from ui.drawing.as_written import in_chart
from ui.drawing.plots import cut, figure_of, narrow, scaled, text_width
from ui.projects.words import MILESTONE_MARKS, short_state
from ui.theme import PROJECT_LIGHTS, Palette, mark_colour

ROW_PX = 34
AXIS_PX = 46
BAR = 0.30
BASELINE = 0.10
_NAME_AT, _BAR_AT, _BASELINE_AT, _POINT_AT = -0.25, 0.02, 0.34, 0.2
_CLEAR = "rgba(0,0,0,0)"
_NOTE_PX = 22
#: Room of a name with its state, in units of its type: of a project, a milestone, and both on a telephone.
_NAME_EM, _MILESTONE_EM, _PHONE_NAME_EM = 70, 46, 23
_DAY_MS = 86_400_000
_DAYS = (
    "planned_start",
    "planned_end",
    "started_on",
    "finished_on",
    "expected_end",
    "planned_on",
    "forecast_on",
    "done_on",
    "as_of",
)


def span(*frames: pd.DataFrame) -> tuple[str, str]:
    """Find the first and the last day that schedules need, with some room; dates of any column count."""
    days = [frame[column] for frame in frames for column in _DAYS if column in frame]
    first, last = min(day.min() for day in days), max(day.max() for day in days)
    return numbers.day_text(first - pd.Timedelta(days=7)), numbers.day_text(last + pd.Timedelta(days=14))


def gantt(shown: pd.DataFrame, span: tuple[str, str], colours: Palette) -> go.Figure:
    """Draw a schedule: thin baseline, solid bar for what has been done, hatched for the forecast.

    Args:
        shown: rows of ``metrics.projects.projects.projects``, in the order of drawing.
        span: first and last day of the axis, as text.
        colours: palette of the viewer's mode.

    Returns:
        A figure whose every row carries its ``project_id`` as the first item of ``customdata``.
    """
    rows = list(shown.itertuples(index=False))
    as_of = rows[0].as_of
    own = [mark_colour(PROJECT_LIGHTS[row.light], colours) for row in rows]
    room = _PHONE_NAME_EM if narrow(colours) else _NAME_EM
    traces = [
        _stripes(rows, span, colours),
        _bars([(row.planned_start, row.planned_end) for row in rows], colours.muted, _BASELINE_AT, BASELINE),
        _bars([_so_far(row) for row in rows], own, _BAR_AT, BAR),
        _bars([_ahead(row) for row in rows], own, _BAR_AT, BAR) | _hatched(own),
        _row_texts([_name(row, colour, room) for row, colour in zip(rows, own, strict=True)], span, colours),
    ]
    return figure_of(
        traces,
        colours,
        AXIS_PX + ROW_PX * len(rows),
        barmode="overlay",
        shapes=_as_of_lines(as_of, len(rows), (_BAR_AT, _BASELINE_AT + BASELINE), colours),
        annotations=[day_note(as_of, span, colours)],
        xaxis=_time_axis(span, colours),
        yaxis=_row_axis(len(rows)),
        margin=_margin(colours),
    )


def _so_far(row: Any) -> tuple[Any, Any]:
    """Give the days on which a project has been worked on."""
    return row.started_on, row.as_of if row.finished_on is pd.NaT else row.finished_on


def _ahead(row: Any) -> tuple[Any, Any]:
    """Give the days that a project will still take; none for one that is finished or suspended."""
    if row.finished_on is not pd.NaT or row.suspended:
        return pd.NaT, pd.NaT
    start = max(row.planned_start, row.as_of) if row.started_on is pd.NaT else row.as_of
    return start, row.expected_end


def _stripes(rows: Sequence[Any], span: tuple[str, str], colours: Palette) -> dict[str, Any]:
    """Lay a stripe below each row, so that a click or a pointer anywhere in it finds its project."""
    whole = (pd.Timestamp(span[0]), pd.Timestamp(span[1]))
    stripes = [colours.panel if at % 2 else _CLEAR for at in range(len(rows))]
    return _bars([whole] * len(rows), stripes, -0.5, 1.0) | {
        "customdata": [[row.project_id] for row in rows],
        "text": [_told(row) for row in rows],
        "textposition": "none",
        "hoverinfo": "text",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _told(row: Any) -> str:
    return (
        f"<b>{in_chart(cut(row.name, _NAME_EM))}</b>　{PROJECT_LIGHTS[row.light].text}<br>"
        f"{in_chart(row.reason)}<br>"
        f"计划 {numbers.day_text(row.planned_start)} — {numbers.day_text(row.planned_end)}<br>"
        f"实际 {numbers.day_text(row.started_on)} — {numbers.day_text(row.finished_on)}"
        f"　预计完成 {numbers.day_text(row.expected_end)}<br>"
        f"目标完成 {numbers.share(row.achieved_pct)}　预算执行 {numbers.share(row.spent_pct)}"
    )


def _name(row: Any, colour: str, room_em: float) -> str:
    """Shape, name and state of a project."""
    return _named(row.name, (PROJECT_LIGHTS[row.light].shape, short_state(row)), colour, room_em)


def _named(name: str, mark: tuple[str, str], colour: str, room_em: float) -> str:
    """A name between the shape and the words of its state; one that is longer than its room ends in …."""
    shape, state = mark
    shown = in_chart(cut(name, room_em - text_width(state, 1)))
    return f'<span style="color:{colour}">{shape}</span> {shown}　<span style="color:{colour}">{state}</span>'


def _bars(spans: Sequence[tuple[Any, Any]], colour: Any, offset: float, width: float) -> dict[str, Any]:
    """Draw one bar a row from its first to its last day; no bar where either is missing."""
    known = [start == start and end == end for start, end in spans]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(spans))),
        "offset": offset,
        "width": width,
        "base": [
            numbers.day_text(start) if here else None for here, (start, _) in zip(known, spans, strict=True)
        ],
        "x": [
            ((end - start).days + 1) * _DAY_MS if here else None
            for here, (start, end) in zip(known, spans, strict=True)
        ],
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _hatched(own: list[str]) -> dict[str, Any]:
    pattern = {"shape": "/", "size": 5, "solidity": 0.35, "fillmode": "replace"}
    return {"marker": {"color": own, "pattern": pattern, "line": {"color": own, "width": 1}}}


def _row_texts(texts: Sequence[str], span: tuple[str, str], colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [span[0]] * len(texts),
        "y": [at + _NAME_AT for at in range(len(texts))],
        "text": texts,
        "textposition": "middle right",
        "textfont": {"size": colours.text_px, "color": colours.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _time_axis(span: tuple[str, str], colours: Palette) -> dict[str, Any]:
    return {
        "type": "date",
        "range": list(span),
        "side": "top",
        "fixedrange": True,
        "tickformat": "%Y-%m",
        "nticks": 12,
        "tickangle": 0,
        "minor": {"dtick": "M3", "showgrid": True, "gridcolor": colours.rule},
    }


def _row_axis(count: int) -> dict[str, Any]:
    return {"range": [count - 0.45, -0.55], "visible": False, "fixedrange": True}


def _margin(colours: Palette) -> dict[str, int]:
    return {"l": 6, "r": 6, "t": 4, "b": scaled(_NOTE_PX, colours)}


def _as_of_lines(day: Any, rows: int, across: tuple[float, float], colours: Palette) -> list[dict[str, Any]]:
    """Draw the as-of day; on a telephone, where names reach over it, only across what stands below them."""
    whole = day_line(day, colours)
    if not narrow(colours):
        return [whole]
    stroke = whole | {"yref": "y", "line": {"color": colours.ink, "width": 1.6}}
    return [stroke | {"y0": row + across[0], "y1": row + across[1]} for row in range(rows)]


def milestones(shown: pd.DataFrame, span: tuple[str, str], colours: Palette) -> go.Figure:
    """Draw one project's milestones: ◇ planned, ▷ forecast, ◆ done, and the way between.

    Args:
        shown: rows of ``metrics.projects.projects.milestones`` of one project.
        span: first and last day of the axis, as text.
        colours: palette of the viewer's mode.
    """
    rows = list(shown.itertuples(index=False))
    as_of = rows[0].as_of
    own = [mark_colour(MILESTONE_MARKS[row.state], colours) for row in rows]
    planned = [row.planned_on for row in rows]
    forecast = [row.forecast_on if row.done_on is pd.NaT else pd.NaT for row in rows]
    ways = [_way(at, row, colour) for at, (row, colour) in enumerate(zip(rows, own, strict=True))]
    room = _PHONE_NAME_EM if narrow(colours) else _MILESTONE_EM
    texts = [_milestone(row, colour, room) for row, colour in zip(rows, own, strict=True)]
    return figure_of(
        [
            _row_texts(texts, span, colours),
            _points(planned, "计划", "diamond-open", [colours.muted] * len(rows)),
            _points(forecast, "预测", "triangle-right-open", own),
            _points([row.done_on for row in rows], "完成", "diamond", own),
        ],
        colours,
        AXIS_PX + (ROW_PX + 6) * len(rows),
        shapes=[*filter(None, ways), *_as_of_lines(as_of, len(rows), (0.0, 0.5), colours)],
        annotations=[day_note(as_of, span, colours)],
        xaxis=_time_axis(span, colours) | {"nticks": 8},
        yaxis=_row_axis(len(rows)),
        margin=_margin(colours),
    )


def _way(at: int, row: Any, colour: str) -> dict[str, Any] | None:
    """Connect the plan with the end: done, else forecast, else today where it is late."""
    late = row.as_of if row.state == "逾期未完成" else pd.NaT
    end = next((day for day in (row.done_on, row.forecast_on, late) if day is not pd.NaT), None)
    if end is None:
        return None
    return {
        "type": "line",
        "x0": numbers.day_text(row.planned_on),
        "x1": numbers.day_text(end),
        "y0": at + _POINT_AT,
        "y1": at + _POINT_AT,
        "line": {"color": colour, "width": 3},
        "opacity": 0.5,
        "layer": "below",
    }


def _milestone(row: Any, colour: str, room_em: float) -> str:
    state = f"{row.state} {row.days_late} 天" if row.days_late else row.state
    return _named(row.name, (MILESTONE_MARKS[row.state].shape, state), colour, room_em)


def _points(days: Sequence[Any], name: str, symbol: str, own: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [numbers.day_text(day) if day is not pd.NaT else None for day in days],
        "y": [at + _POINT_AT for at in range(len(days))],
        "marker": {"symbol": symbol, "size": 13, "color": own, "line": {"width": 2, "color": own}},
        "cliponaxis": False,
        "hovertemplate": f"{name} %{{x|%Y-%m-%d}}<extra></extra>",
    }
