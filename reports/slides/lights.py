"""Lights in the cells of a slide: a shape and a word in their colour."""

from __future__ import annotations

from collections.abc import Iterable

from reports.looks import numbers
from reports.looks.colours import LIGHT, LIGHTS, PROJECT_LIGHTS, Mark, mark_colour
from reports.slides.model import Cell, Chart


def lit(light: object) -> Cell:
    """The light of a metric, — where there is none."""
    return _cell(LIGHTS.get(str(light)))


def project_lit(light: str) -> Cell:
    """The light of a project."""
    return _cell(PROJECT_LIGHTS.get(light))


def _cell(mark: Mark | None) -> Cell:
    return Cell(mark.text, mark_colour(mark, LIGHT)) if mark else Cell(numbers.NOTHING)


def changed_by(delta: float | None, unit: str, better: float) -> Cell:
    """A change, in the colour of good or bad where it is large enough to be told.

    Args:
        delta: the change.
        unit: of the metric.
        better: above 0 for the better, below for the worse.
    """
    text = numbers.change(delta, unit)
    if not better or text[0] not in "+−":
        return Cell(text)
    return Cell(text, LIGHT.green if better > 0 else LIGHT.red)


def counted(body: object) -> tuple[str, ...]:
    """Read out a chart of counts, for the notes: narrow bars bear no number."""
    if not isinstance(body, Chart):
        return ()
    told = (
        f"{name}：" + "、".join(f"{one.name} {numbers.number(one.values[at])}" for one in body.series)
        for at, name in enumerate(body.categories)
    )
    return (f"【明细】{'；'.join(told)}。",)


def amounts(column: Iterable[float | None]) -> tuple[float | None, ...]:
    """A column of a frame as plain numbers, None where there is none."""
    return tuple(numbers.stated(value) for value in column)
