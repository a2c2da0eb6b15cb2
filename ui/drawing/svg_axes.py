"""Axes of small pictures: where a value stands as a share of a length, and what its ticks say."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_STEPS = (1, 2, 2.5, 5, 10)
#: Room that a course leaves above and below itself, as a share of it.
_ROOM = 0.06


@dataclass(frozen=True)
class Axis:
    """One axis.

    Attributes:
        names: what stands on it where it has names in place of numbers.
        low: number at its begin, left or at the foot.
        high: number at its end.
        turned: whether it begins at the far end, as rows do that are read from the top.
        ticks: value and text of each tick; none where it is not to be seen.
        grid: whether lines go across the picture at the ticks.
        type_px: size of the type of its ticks.
        colour: of that type.
    """

    names: Sequence[str]
    low: float
    high: float
    turned: bool
    ticks: Sequence[tuple[Any, str]]
    grid: bool
    type_px: float
    colour: str

    @property
    def band(self) -> float:
        """Share of the length that one name has."""
        return 1 / max(1, len(self.names))

    def share(self, value: Any) -> float:
        """Where a value stands, from the left or from the top."""
        if self.names:
            at = (self.names.index(value) + 0.5) * self.band
        else:
            at = (value - self.low) / (self.high - self.low)
        return 1 - at if self.turned else at


def axis(told: Mapping[str, Any], which: str) -> Axis:
    """Read an axis of a figure.

    Args:
        told: the figure, as plotly writes it.
        which: 'x' or 'y'.
    """
    layout = told["layout"]
    styled = layout["template"]["layout"][f"{which}axis"]
    own = layout.get(f"{which}axis", {})
    values = [value for trace in told["data"] for value in trace[which] if not is_missing(value)]
    names = list(dict.fromkeys(values)) if values and isinstance(values[0], str) else []
    low, high = (0.0, 1.0) if names else own.get("range") or _reach(values, own)
    font = styled["tickfont"] | own.get("tickfont", {})
    # Pixels grow downwards; what plotly draws grows upwards, unless it is turned to be read from the top.
    turned = which == "y" and own.get("autorange") != "reversed"
    ticks = [] if own.get("visible") is False else _ticks(names, low, high, own)
    return Axis(names, low, high, turned, ticks, own.get("showgrid", True), font["size"], font["color"])


def is_missing(value: Any) -> bool:
    """Tell what has no place: nothing, or not a number."""
    return value is None or value != value


def _reach(values: Sequence[float], own: Mapping[str, Any]) -> tuple[float, float]:
    """From the least to the greatest, with room; from nothing where the axis asks for it."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    if own.get("rangemode") == "tozero":
        low, high = min(0.0, low), max(0.0, high)
    room = (high - low or abs(high) or 1.0) * _ROOM
    return (low - room if low else low), (high + room if high else high + room)


def _ticks(names: Sequence[str], low: float, high: float, own: Mapping[str, Any]) -> list[tuple[Any, str]]:
    if names:
        every = math.ceil(len(names) / own.get("nticks", len(names)))
        return [(name, name) for name in names[::every]]
    values = own.get("tickvals") or _round_numbers(low, high, own.get("nticks", 5))
    form = own.get("tickformat", ",")
    return [(value, _written(value, form)) for value in values]


def _round_numbers(low: float, high: float, most: int) -> list[float]:
    """Round numbers between two, not more than so many."""
    rough = (high - low) / most
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * one for one in _STEPS if power * one >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(count * step, 10) for count in range(first, last + 1)]


def _written(value: float, form: str) -> str:
    if form == ".0%":
        share = round(100 * value, 6)
        return f"{share:.0f}%" if share == int(share) else f"{share:.1f}%"
    return format(round(value, 6), form if value != int(value) else ",.0f")
