"""Charts of a deck: native ones, whose workbooks hold the values in full precision."""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.util import Emu, Pt

from reports.looks.colours import LIGHT
from reports.slides.deck.marks import SPACES, Box, Type, element, inside
from reports.slides.deck.paper import Paper
from reports.slides.model import Chart, Series

_KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE,
}
_CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
#: Size of type in units, and from how many categories on it is the smaller.
_SIZE, _SMALL, _MANY = 1.25, 1.08, 8
#: Shares of the longest bar that have no room for a number, and of the scale in which two labels collide.
_NARROW, _NEAR = 0.035, 0.12


def add(slide: Any, chart: Chart, paper: Paper, box: Box) -> None:
    """Put a chart on a slide."""
    data: Any = CategoryChartData(number_format=_format(chart))
    data.categories = list(map(_month, chart.categories)) if chart.kind == "lines" else chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    frame = slide.shapes.add_chart(
        _KINDS[chart.kind], Emu(box.x), Emu(box.y), Emu(box.wide), Emu(box.high), data
    )
    frame.name = "图表"
    drawn = frame.chart
    _type(drawn, paper, _SMALL if len(chart.categories) > _MANY else _SIZE)
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.TOP
        drawn.legend.include_in_layout = False
    _axes(drawn, chart)
    for told, series in zip(drawn.plots[0].series, chart.series, strict=True):
        _coloured(told, series, chart.kind == "lines")
    if chart.kind == "lines":
        _last_labels(drawn, chart, paper)
    else:
        _bars(drawn.plots[0], chart, paper)


def _format(chart: Chart) -> str:
    return "0.0%" if chart.percent else ("0." + "0" * chart.decimals if chart.decimals else "#,##0")


def _type(drawn: Any, paper: Paper, size: float) -> None:
    """Fonts for both kinds of letters, which the library names for Latin ones only."""
    points = size * paper.unit / 12700
    style = inside(Type(points, LIGHT.ink, font=paper.font))
    old = drawn._chartSpace.find("{*}txPr")
    if old is not None:
        drawn._chartSpace.remove(old)
    drawn.font.size = Pt(points)
    defined = drawn._chartSpace.find("{*}txPr").find(".//{*}defRPr")
    for child in element(f"<a:defRPr {SPACES}>{style}</a:defRPr>"):
        defined.append(child)


def _axes(drawn: Any, chart: Chart) -> None:
    categories, values = drawn.category_axis, drawn.value_axis
    categories.format.line.color.rgb = _rgb(LIGHT.rule)
    categories.has_major_gridlines = False
    values.has_major_gridlines = chart.kind == "lines"
    values.format.line.fill.background()
    values.minimum_scale = 0
    if values.has_major_gridlines:
        values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.rule)
        categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        _every(categories, max(1, -(-len(chart.categories) // 9)))
        values.tick_labels.number_format = "0%" if chart.percent else "#,##0"
        values.tick_labels.number_format_is_linked = False
    else:
        # The first category stands on top, as it is read.
        categories.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    known = [value for series in chart.series for value in series.values if value is not None]
    if chart.percent and known and max(known) <= 1:
        values.maximum_scale = 1.0


def _every(axis: Any, step: int) -> None:
    """Name every so many months only."""
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy\\-mm", False
    own = axis._element
    own.find("{*}baseTimeUnit").set("val", "months")
    for name, value in (("majorTimeUnit", "months"), ("majorUnit", step)):
        own.find("{*}baseTimeUnit").addnext(element(f'<c:{name} {_CHART} val="{value}"/>'))


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _coloured(told: Any, series: Series, is_line: bool) -> None:
    told.format.line.color.rgb = _rgb(series.colour)
    if not is_line:
        told.format.fill.solid()
        told.format.fill.fore_color.rgb = _rgb(series.colour)
        told.invert_if_negative = False
        return
    told.format.line.width = Pt(3)
    told.smooth = False
    if series.dashed:
        told.format.line.dash_style = MSO_LINE.DASH


def _bars(plot: Any, chart: Chart, paper: Paper) -> None:
    plot.gap_width = 45
    plot.overlap = 100 if chart.kind == "stacked" else -5
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _format(chart), False
    if chart.kind == "stacked":
        # What is not there needs no label.
        _each_ink(plot, chart, paper)
    else:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _each_ink(plot: Any, chart: Chart, paper: Paper) -> None:
    points = _SIZE * paper.unit / 12700
    sums = [sum(series.values[at] or 0 for series in chart.series) for at in range(len(chart.categories))]
    # What is too narrow for its number is read in the notes.
    least = max(sums, default=0) * _NARROW
    for told, _ in zip(plot.series, chart.series, strict=True):
        labels = told.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = f'[<{least:g}]"";#,##0', False
        labels.position = XL_LABEL_POSITION.CENTER
        labels.font.size, labels.font.bold = Pt(points), True
        labels.font.color.rgb = _rgb(LIGHT.paper)


def _last_labels(drawn: Any, chart: Chart, paper: Paper) -> None:
    """The last known value of each line, in its colour."""
    ends = [last for series in chart.series if (last := _last(series)) is not None]
    near = (max(ends, default=0) or 1) * _NEAR
    for told, series in zip(drawn.plots[0].series, chart.series, strict=True):
        known = [at for at, value in enumerate(series.values) if value is not None]
        if not known:
            continue
        label = told.points[known[-1]].data_label
        end = _last(series) or 0.0
        crowded = any(0 < other - end < near for other in ends)
        label.position = XL_LABEL_POSITION.BELOW if crowded else XL_LABEL_POSITION.ABOVE
        label.font.size = Pt(_SIZE * paper.unit / 12700)
        label.font.bold = True
        label.font.color.rgb = _rgb(series.colour)
        own = label._dLbl
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent"):
            own.find(f"{{*}}{name}").set("val", "1" if name == "showVal" else "0")


def _last(series: Series) -> float | None:
    known = [value for value in series.values if value is not None]
    return known[-1] if known else None


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))
