"""A map laid out in a box: where its borders and labels go, the same on the screen and in a deck."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reports.slides.model import Area, Map
from reports.slides.texts import fitting, width

#: Least and most size of a label, in units of the box; what has no room even for the least gets a number.
LEAST, MOST = 1.0, 1.3
#: How many lines there are beside a map, for the legend and the places that are listed.
_LINES = 14
#: Width of a name in that list, in letters.
_LISTED_EM = 5.5

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Placed:
    """A place in the box.

    Attributes:
        area: what it is.
        rings: its borders, in units from the left and the top of the box.
        label_at: middle of its label.
        label: lines of its label; one number where it stands in the list.
        size: of the label's type.
    """

    area: Area
    rings: list[Points]
    label_at: tuple[float, float]
    label: tuple[str, ...]
    size: float


@dataclass(frozen=True)
class Laid:
    """A map in a box: the places, and those that are listed beside it with their numbers."""

    places: tuple[Placed, ...]
    listed: tuple[str, ...]


def laid(drawn: Map, wide: float, high: float) -> Laid:
    """Fit a map into a box.

    Args:
        drawn: the map.
        wide: of the box, in any unit; type is measured in the same.
        high: of the box.
    """
    points = [point for area in drawn.areas for part in area.parts for point in part[0]]
    west, east = min(point[0] for point in points), max(point[0] for point in points)
    south, north = min(point[1] for point in points), max(point[1] for point in points)
    flat = math.cos(math.radians((south + north) / 2))
    scale = min(wide / max((east - west) * flat, 1e-9), high / max(north - south, 1e-9))
    left = (wide - (east - west) * flat * scale) / 2
    top = (high - (north - south) * scale) / 2

    def at(point: list[float] | tuple[float, float]) -> tuple[float, float]:
        return (left + (point[0] - west) * flat * scale, top + (north - point[1]) * scale)

    places: list[Placed] = []
    listed: list[str] = []
    for area in drawn.areas:
        rings = [[at(point) for point in ring] for part in area.parts for ring in part]
        size = _size(area, area.room_deg * flat * scale)
        label: tuple[str, ...] = (area.name, area.value) if area.value else ()
        if label and size < LEAST:
            listed.append(f"{len(listed) + 1} {fitting(area.name, _LISTED_EM)} {area.value}")
            label, size = (f"{len(listed)}",), LEAST
        places.append(Placed(area, rings, at(area.label_at), label, min(size, MOST)))
    room = max(0, _LINES - len(drawn.legend) - 1)
    shown = listed[:room] + ([f"等 {len(listed)} 个"] if len(listed) > room else [])
    return Laid(tuple(places), tuple(shown))


def _size(area: Area, room: float) -> float:
    """How large the two lines of a label may be in a circle."""
    across = max(width(area.name), width(area.value), 1.0) / 2
    return 1.12 * room / math.hypot(across, 1.1)
