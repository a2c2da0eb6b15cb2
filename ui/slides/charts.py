"""Charts of slides on the screen."""

from collections.abc import Sequence

from reports.looks.colours import LIGHT
from reports.slides.model import Chart, Series
from reports.slides.texts import width
from ui import numbers
from ui.slides.ink import HIGH, TYPE, WIDE, bar, picture, stroke, word

#: Heights of the legend, of a category at most; width of a column of numbers.
_HEAD, _ROW, _COLUMN, _GAP = 2.6, 4.2, 7.2, 0.8
#: Distance of two labels at the ends of lines at least, and the room that they have.
_APART, _ENDS, _LEFT, _BELOW = 1.5, 6.0, 5.0, 2.2
_SWATCH = 0.9
#: How many months are named, how many lines are drawn across.
_NAMED, _STEPS = 8, 5


def drawn(chart: Chart) -> str:
    """Draw a chart."""
    return {"bars": _bars, "stacked": _stacked, "lines": _lines}[chart.kind](chart)


def told(chart: Chart, value: float | None) -> str:
    """Write a value of a chart."""
    return numbers.share(value) if chart.percent else numbers.number(value, chart.decimals)


def _bars(chart: Chart) -> str:
    """Bars above each other, their numbers in columns beside them."""
    columns = len(chart.series)
    left, pitch = _names(chart), min(_ROW, (HIGH - _HEAD) / len(chart.categories))
    room = WIDE - left - columns * _COLUMN - _GAP
    most = _most(chart)
    pieces = [
        piece
        for at, series in enumerate(chart.series)
        for piece in _head(WIDE - (columns - at) * _COLUMN, series)
    ]
    for row, name in enumerate(chart.categories):
        top = _HEAD + row * pitch
        middle = top + pitch / 2
        pieces.append(word(left - _GAP, middle, name, LIGHT.ink, at="end"))
        thick = pitch * 0.72 / columns
        for at, series in enumerate(chart.series):
            value = series.values[row]
            if value is not None:
                pieces.append(
                    bar(left, top + pitch * 0.14 + at * thick, room * value / most, thick, series.colour)
                )
            right = WIDE - (columns - at - 1) * _COLUMN - _GAP / 2
            strong = at == columns - 1
            pieces.append(word(right, middle, told(chart, value), LIGHT.ink, at="end", bold=strong))
    return picture(pieces, _HEAD + pitch * len(chart.categories))


def _head(x: float, series: Series) -> list[str]:
    return [
        bar(x + 0.4, _HEAD / 2 - _SWATCH / 2 - 0.1, _SWATCH, _SWATCH, series.colour),
        word(x + 0.4 + _SWATCH + 0.3, _HEAD / 2 - 0.1, series.name, LIGHT.muted, size=1.0),
    ]


def _stacked(chart: Chart) -> str:
    left, pitch = _names(chart), min(_ROW, (HIGH - _HEAD) / len(chart.categories))
    room = WIDE - left - _COLUMN
    sums = [sum(series.values[row] or 0 for series in chart.series) for row in range(len(chart.categories))]
    most = max(sums) or 1
    pieces = _legend(chart.series, left)
    for row, name in enumerate(chart.categories):
        top = _HEAD + row * pitch
        pieces.append(word(left - _GAP, top + pitch / 2, name, LIGHT.ink, at="end"))
        x = left
        for series in chart.series:
            wide = room * (series.values[row] or 0) / most
            pieces.append(bar(x, top + pitch * 0.14, wide, pitch * 0.72, series.colour))
            text = told(chart, series.values[row])
            if wide > width(text) * TYPE + 0.4:
                pieces.append(word(x + wide / 2, top + pitch / 2, text, LIGHT.paper, at="middle", bold=True))
            x += wide
        total = f"共 {numbers.with_unit(told(chart, sums[row]), chart.unit)}"
        pieces.append(word(x + 0.5, top + pitch / 2, total, LIGHT.ink, bold=True))
    return picture(pieces, _HEAD + pitch * len(chart.categories))


def _lines(chart: Chart) -> str:
    most, right, bottom = _most(chart), WIDE - _ENDS, HIGH - _BELOW
    count = max(len(chart.categories) - 1, 1)

    def at(month: int, value: float) -> tuple[float, float]:
        return _LEFT + (right - _LEFT) * month / count, bottom - (bottom - _HEAD) * value / most

    pieces = _legend(chart.series, _LEFT)
    for step in range(_STEPS + 1):
        y = at(0, most * step / _STEPS)[1]
        pieces.append(stroke([(_LEFT, y), (right, y)], LIGHT.rule, 0.05))
        pieces.append(
            word(_LEFT - 0.5, y, told(chart, most * step / _STEPS), LIGHT.muted, size=1.0, at="end")
        )
    step = -(-len(chart.categories) // _NAMED)
    for month in range(0, len(chart.categories), step):
        x = at(month, 0)[0]
        pieces.append(word(x, bottom + 1.2, chart.categories[month], LIGHT.muted, size=1.0, at="middle"))
    ends: list[tuple[float, Series, float]] = []
    for series in chart.series:
        known = [(month, value) for month, value in enumerate(series.values) if value is not None]
        if known:
            points = [at(month, value) for month, value in known]
            pieces.append(stroke(points, series.colour, 0.22, series.dashed))
            ends.append((points[-1][1], series, known[-1][1]))
    pieces += _labels(chart, ends, right)
    return picture(pieces)


def _labels(chart: Chart, ends: list[tuple[float, Series, float]], right: float) -> list[str]:
    """The last values beside the ends of their lines, moved apart."""
    placed, above = [], -_APART
    for y, series, value in sorted(ends, key=lambda end: end[0]):
        above = max(y, above + _APART)
        placed.append(word(right + 0.5, above, told(chart, value), series.colour, bold=True))
    return placed


def _legend(series: Sequence[Series], left: float) -> list[str]:
    pieces, x = [], left
    for one in series:
        pieces.append(bar(x, _HEAD / 2 - _SWATCH / 2 - 0.2, _SWATCH, _SWATCH, one.colour))
        pieces.append(word(x + _SWATCH + 0.35, _HEAD / 2 - 0.2, one.name, LIGHT.ink, size=1.0))
        x += _SWATCH + width(one.name) + 2.0
    return pieces


def _names(chart: Chart) -> float:
    """Where the bars begin: right of the names."""
    return max(map(width, chart.categories)) * TYPE + _GAP + 0.2


def _most(chart: Chart) -> float:
    """What the longest bar or the highest line may stand for."""
    known = [value for series in chart.series for value in series.values if value is not None]
    top = max(known, default=0.0)
    return (
        1.0
        if chart.percent and top <= 1
        else (numbers.nice_ceiling(top) if chart.kind == "lines" else top or 1.0)
    )
