"""Key cards: value, light, target, changes and a sparkline; each opens its definition and its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import pandas as pd
import streamlit as st

from metrics.catalogue import BY_ID, Metric
from ui import numbers, provenance
from ui.session import View
from ui.theme import LIGHTS, Palette, mark_colour, palette

_SPARK_WIDTH = 120
_SPARK_HEIGHT = 32
_SPARK_EDGE = 3


@dataclass(frozen=True)
class Reading:
    """One metric at one place: now, a month ago, a year ago, and its course.

    ``series`` ascends by month and ends with the period shown; values are in the metric's unit.
    """

    metric: Metric
    value: float | None
    numerator: float | None
    denominator: float | None
    target: float | None
    light: str | None
    month_change: float | None
    year_change: float | None
    series: tuple[float | None, ...]
    attainment: float | None = None


def readings(metrics: Sequence[str], course: pd.DataFrame) -> dict[str, Reading]:
    """Read the cards of some metrics, in their order, from one course of all of them."""
    by_metric = dict(iter(course.groupby("metric_id")))
    return {name: reading(BY_ID[name], by_metric[name]) for name in metrics if name in by_metric}


def grid(
    shown: Mapping[str, Reading], view: View, columns: int = 4, paces: Mapping[str, str] | None = None
) -> None:
    """Draw cards in rows of so many columns; ``paces`` has a line on the required pace for each metric."""
    for start in range(0, len(shown), columns):
        row = list(shown.values())[start : start + columns]
        with st.container(key=f"cards-{start}"):
            for place, one in zip(st.columns(columns, gap="small"), row, strict=False):
                with place:
                    card(one, view, (paces or {}).get(one.metric.id, ""))


def reading(metric: Metric, course: pd.DataFrame) -> Reading:
    """Read one metric's card from its course.

    Args:
        metric: the catalogue entry.
        course: rows of ``metrics.values.values`` of one metric, place and line with ``month_change``
            and ``year_change``, ascending by period.
    """
    now = course.iloc[-1]
    return Reading(
        metric,
        *(numbers.stated(now[name]) for name in ("value", "numerator", "denominator", "target")),
        now["light"] if now["light"] in LIGHTS else None,
        numbers.stated(now["month_change"]),
        numbers.stated(now["year_change"]),
        tuple(numbers.stated(amount) for amount in course["value"]),
        numbers.stated(now["attainment"]),
    )


def card(shown: Reading, view: View, pace: str = "") -> None:
    """Draw one card with the way to what stands behind its number."""
    lines_ignored = bool(view.selection.lines) and not shown.metric.by_line
    with st.container(border=True, key=f"card-{shown.metric.id}", height="stretch", gap="xxsmall"):
        st.html(_face(shown, palette(), "（不分条线）" if lines_ignored else "", pace))
        provenance.opener(view, shown.metric.id, key=shown.metric.id)


def _face(shown: Reading, colours: Palette, note: str, pace: str) -> str:
    metric = shown.metric
    needed = f'<span class="qt-pace">{escape(pace)}</span>' if pace else ""
    spark = sparkline(shown.series, colours, shown.target)
    return (
        f'<div class="qt-card-head"><span class="qt-card-name">{escape(metric.name)}{note}</span>'
        f"{light_badge(shown, colours)}</div>"
        '<div class="qt-card-body">'
        f'<span class="qt-card-value">{_split_unit(shown.value, metric.unit)}</span>'
        f'<img class="qt-spark" src="{spark}" alt="近 {len(shown.series)} 个月走势"></div>'
        f'<div class="qt-card-foot"><span>目标 {numbers.value(shown.target, metric.unit)}</span>{needed}'
        f"<span>环比 {numbers.change(shown.month_change, metric.unit)}</span>"
        f"<span>同比 {numbers.change(shown.year_change, metric.unit)}</span></div>"
    )


def _split_unit(amount: float | None, unit: str) -> str:
    text = numbers.value(amount, unit)
    figures = text.rstrip("".join(letter for letter in text if not letter.isdigit()))
    return f"{escape(figures)}<small>{escape(text[len(figures) :])}</small>" if figures else text


def light_badge(shown: Reading, colours: Palette) -> str:
    """Write a light as shape and word in its colour, as HTML; where there is none, say what it lacks."""
    if shown.light not in LIGHTS:
        lacking = "无目标" if shown.target is None else "无数值"
        return f'<span class="qt-light qt-muted">{lacking}</span>'
    mark = LIGHTS[shown.light]
    colour = mark_colour(mark, colours)
    return f'<span class="qt-light" style="color:{colour}">{escape(mark.text)}·{escape(mark.meaning)}</span>'


def sparkline(series: Sequence[float | None], colours: Palette, target: float | None = None) -> str:
    """Draw a course as an SVG data URI: the line, its last point, the target as a dashed line."""
    stated = [amount for amount in series if amount is not None]
    if len(stated) < 2:
        return _svg("")
    low, high = min(stated), max(stated)
    if target is not None and low - (high - low) <= target <= high + (high - low):
        low, high = min(low, target), max(high, target)
    else:
        target = None
    return _svg(_path(series, low, high, colours) + _dashes(target, low, high, colours))


def _path(series: Sequence[float | None], low: float, high: float, colours: Palette) -> str:
    across = (_SPARK_WIDTH - 2 * _SPARK_EDGE) / max(1, len(series) - 1)
    points = [
        (round(_SPARK_EDGE + at * across, 1), _height(amount, low, high)) if amount is not None else None
        for at, amount in enumerate(series)
    ]
    steps, pen_up = [], True
    for point in points:
        if point is not None:
            steps.append(f"{'M' if pen_up else 'L'}{point[0]} {point[1]}")
        pen_up = point is None
    last = next(point for point in reversed(points) if point is not None)
    return (
        f'<path d="{"".join(steps)}" fill="none" stroke="{colours.accent}" stroke-width="1.8"/>'
        f'<circle cx="{last[0]}" cy="{last[1]}" r="2.6" fill="{colours.accent}"/>'
    )


def _dashes(target: float | None, low: float, high: float, colours: Palette) -> str:
    if target is None:
        return ""
    level = _height(target, low, high)
    return (
        f'<line x1="0" x2="{_SPARK_WIDTH}" y1="{level}" y2="{level}" stroke="{colours.muted}"'
        ' stroke-width="1" stroke-dasharray="3 3"/>'
    )


def _height(amount: float, low: float, high: float) -> float:
    room = _SPARK_HEIGHT - 2 * _SPARK_EDGE
    return round(_SPARK_EDGE + room * (1 - (amount - low) / (high - low) if high > low else 0.5), 1)


def _svg(content: str) -> str:
    return "data:image/svg+xml;utf8," + quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SPARK_WIDTH} {_SPARK_HEIGHT}"'
        f' preserveAspectRatio="none">{content}</svg>'
    )
