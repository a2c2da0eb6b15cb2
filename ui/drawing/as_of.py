"""The as-of day on a time axis: its line and its note."""

from typing import Any

import pandas as pd

from ui import numbers
from ui.drawing.plots import scaled
from ui.theme import Palette

_END_PCT = 0.15


def day_line(day: Any, colours: Palette) -> dict[str, Any]:
    """Draw the as-of day as a dotted line."""
    return {
        "type": "line",
        "x0": numbers.day_text(day),
        "x1": numbers.day_text(day),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": colours.ink, "width": 1.2, "dash": "dot"},
    }


def day_note(day: Any, ends: tuple[Any, Any], colours: Palette, below_px: float = 0) -> dict[str, Any]:
    """Write the as-of day below its line, so many pixels further down where an axis stands there.

    Near an end of the axis, of which ``ends`` are the first and the last day, it stands on the inner side.
    """
    first, last = (pd.Timestamp(end) for end in ends)
    at = (pd.Timestamp(day) - first) / max(last - first, pd.Timedelta(days=1))
    return {
        "xanchor": "left" if at < _END_PCT else "right" if at > 1 - _END_PCT else "center",
        "x": numbers.day_text(day),
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "showarrow": False,
        "yshift": -scaled(below_px, colours),
        "text": f"截至 {numbers.day_text(day)}",
        "font": {"size": colours.text_px - 1, "color": colours.ink},
    }
