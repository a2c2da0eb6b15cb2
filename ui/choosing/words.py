"""Titles as statements with the number in them, computed from readings. Pure functions, Chinese text."""

from collections.abc import Mapping

from metrics.catalogue import LINES
from metrics.values.doubts import DOUBT
from ui import numbers
from ui.drawing.readings import Reading
from ui.session import Selection, View
from ui.theme import LIGHTS


def scope(view: View, readings: Mapping[str, Reading]) -> str:
    """Say what is shown and count its lights: 安福县　2018年6月　全部条线　8 项关键指标：● 绿 3　…."""
    counts = {name: sum(reading.light == name for reading in readings.values()) for name in LIGHTS}
    told = "　".join(
        f"{mark.text} {counts[name]}" for name, mark in LIGHTS.items() if counts[name] or name != DOUBT
    )
    return f"{chosen(view)}　{len(readings)} 项关键指标：{told}"


def chosen(view: View) -> str:
    """Say what is shown: 安福县　2018年6月　全部条线."""
    return f"{view.place}　{numbers.month(view.selection.period)}　{lines(view.selection)}"


def lines(selection: Selection) -> str:
    """Name the chosen lines: 全部条线, or 工会、共青团."""
    return "、".join(LINES[line] for line in selection.lines) or "全部条线"
