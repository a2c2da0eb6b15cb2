"""Key cards: value, light, target, changes and a sparkline; each opens its definition and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import pandas as pd

from metrics.catalogue import BY_ID, Metric
from metrics.values import changes
from metrics.values.doubts import DOUBT
from ui import numbers
from ui.cache import fetch
from ui.session import View
from ui.theme import LIGHTS, Palette, mark_colour

_SPARK_WIDTH = 120
_SPARK_HEIGHT = 32
_SPARK_EDGE = 3


@dataclass(frozen=True)
class Reading:
    """One metric at one place: now, a month ago, a year ago, and its course.

    Values are in the metric's unit; what is not known is None.

    Attributes:
        metric: the catalogue entry.
        value: now.
        numerator: of the value, where it has one.
        denominator: of the value, where it has one.
        target: of the year.
        light: 'green', 'amber' or 'red'.
        month_change: against the month before.
        year_change: against the same month of the year before.
        series: values by month, ascending, the last one now.
        attainment: of the target, 0–1.
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

    @property
    def doubt(self) -> str:
        """Why the value cannot be right, in Chinese; empty where it can."""
        return self.metric.excess if self.light == DOUBT else ""


def readings(metrics: Sequence[str], course: pd.DataFrame) -> dict[str, Reading]:
    """Read the cards of some metrics, in their order, from one course of all of them."""
    by_metric = dict(iter(course.groupby("metric_id")))
    return {name: reading(BY_ID[name], by_metric[name]) for name in metrics if name in by_metric}


def of_view(view: View, metrics: Sequence[str]) -> dict[str, Reading]:
    """Read the cards of some metrics for what a page shows, in their order."""
    return readings(metrics, fetch(view.snapshot, changes.course, metrics=tuple(metrics), **view.in_scope))


def reading(metric: Metric, course: pd.DataFrame) -> Reading:
    """Read one metric's card from its course.

    Args:
        metric: the catalogue entry.
        course: rows of ``metrics.values.values.values`` of one metric, place and line with ``month_change``
            and ``year_change``, ascending by period.
    """
    now = course.iloc[-1]
    return Reading(
        metric,
        value=numbers.stated(now["value"]),
        numerator=numbers.stated(now["numerator"]),
        denominator=numbers.stated(now["denominator"]),
        target=numbers.stated(now["target"]),
        light=now["light"] if now["light"] in LIGHTS else None,
        month_change=numbers.stated(now["month_change"]),
        year_change=numbers.stated(now["year_change"]),
        series=tuple(numbers.stated(amount) for amount in course["value"]),
        attainment=numbers.stated(now["attainment"]),
    )


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
