"""The waterfall of a movement: from one value to the other, a step for each part."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from ui import numbers
from ui.drawing.plots import figure_of
from ui.theme import Palette

_ROW_PX, _EDGE_PX = 34, 46
_PERCENT = "%"


@dataclass(frozen=True)
class Step:
    """One bar: a value that stands by itself (``total``), or a part that moves it."""

    name: str
    amount: float
    total: bool = False


def waterfall(steps: Sequence[Step], unit: str, better: str, colours: Palette) -> go.Figure:
    """Draw steps from the top down; the axis leaves out what all of them have in common.

    Args:
        steps: totals and parts in order; the parts between two totals lead from one to the other.
        unit: of the metric; '%' for shares of 0–1.
        better: 'up' where higher is better, 'down' where lower is.
        colours: palette of the viewer's mode.
    """
    good, bad = colours.green, colours.red
    rising, falling = (good, bad) if better == "up" else (bad, good)
    names = [f"{at}\u200b{step.name}" for at, step in enumerate(steps)]
    trace = {
        "type": "waterfall",
        "orientation": "h",
        "y": names,
        "x": [step.amount for step in steps],
        "measure": ["absolute" if step.total else "relative" for step in steps],
        "text": [_label(step, unit) for step in steps],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"color": colours.ink, "size": colours.text_px},
        "increasing": {"marker": {"color": rising}},
        "decreasing": {"marker": {"color": falling}},
        "totals": {"marker": {"color": colours.muted}},
        "connector": {"line": {"color": colours.rule, "width": 1}},
        "hoverinfo": "skip",
    }
    low, high = _span(steps)
    return figure_of(
        [trace],
        colours,
        _EDGE_PX + _ROW_PX * len(steps),
        xaxis={"range": [low, high], "visible": False, "fixedrange": True},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "tickvals": names,
            "ticktext": [step.name for step in steps],
            "tickfont": {"color": colours.ink, "size": colours.text_px},
        },
        margin={"l": 4, "r": 8, "t": 6, "b": 4},
    )


def _label(step: Step, unit: str) -> str:
    if step.total:
        return numbers.value(step.amount, unit)
    # Beside totals in %, a bare number reads as points, and leaves room on a telephone.
    return numbers.without_unit(numbers.small_change(step.amount, unit), _PERCENT)


def _span(steps: Sequence[Step]) -> tuple[float, float]:
    """Where the axis begins and ends: around all places that the steps touch, with room for labels."""
    touched, at = [], 0.0
    for step in steps:
        at = step.amount if step.total else at + step.amount
        touched.append(at)
    low, high = min(touched), max(touched)
    room = (high - low) or abs(high) or 1.0
    return low - (0.5 if any(step.amount < 0 for step in steps) else 0.1) * room, high + 0.5 * room
