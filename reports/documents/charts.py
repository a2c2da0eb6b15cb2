"""Charts of a document that Word draws itself and an office can edit.

The description of a chart is the same in slides and in documents, so python-pptx writes and styles it. The
numbers lie beside it in a workbook of their own, as Word expects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.workbook import book

_KINDS = {
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE,
}
_COLOURS = ("1B6CB4", "D97B14", "2A9A8C", "B3277E", "6E5340")
_FONT = "宋体"
_MM = 36_000
_INLINE = (
    '</w:t></w:r><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{id}" name="{name}" descr="{title}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{relation}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r>"
    '<w:t xml:space="preserve">'
)


@dataclass(frozen=True)
class Drawn:
    """One chart.

    Attributes:
        kind: columns, bars or lines.
        title: what it tells.
        names: of the categories.
        series: values by name, as long; None where there is none.
        form: number format.
        height_mm: how high it is drawn.
    """

    kind: str
    title: str
    names: Sequence[str]
    series: dict[str, Sequence[float | None]]
    form: str
    height_mm: float = 75


class InText:
    """A chart that a template puts where its mark stands; made once it is asked for."""

    def __init__(self, template: Any, drawn: Drawn, number: int, made: datetime) -> None:
        """Remember what is drawn.

        Args:
            template: the document that is being filled.
            drawn: what.
            number: from 1, in the document.
            made: when the document was made, for the properties of the numbers beside it.
        """
        self._template, self._drawn, self._number, self._made = template, drawn, number, made

    def __html__(self) -> str:
        """The mark-up in the place of the mark."""
        from markupsafe import escape

        relation = self._put(self._template.current_rendering_part)
        size = {"width": 150 * _MM, "height": round(self._drawn.height_mm * _MM)}
        title = escape(self._drawn.title)
        return _INLINE.format(
            **size, id=1000 + self._number, name=f"图 {self._number}", title=title, relation=relation
        )

    __str__ = __html__

    def _put(self, document_part: Any) -> str:
        package = document_part.package
        numbers = Part(
            PackURI(f"/word/embeddings/chart{self._number}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            _numbers(self._drawn, self._made),
            package,
        )
        chart = Part(PackURI(f"/word/charts/chart{self._number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
        chart._blob = described(self._drawn, chart.relate_to(numbers, RELATIONSHIP_TYPE.PACKAGE))
        return str(document_part.relate_to(chart, RELATIONSHIP_TYPE.CHART))


def described(drawn: Drawn, numbers_relation: str) -> bytes:
    """The chart as DrawingML.

    Args:
        drawn: what.
        numbers_relation: id of the relation to the workbook with its numbers.
    """
    data = CategoryChartData(number_format=drawn.form)
    data.categories = drawn.names
    for name, values in drawn.series.items():
        data.add_series(name, values)
    space = parse_xml(data.xml_bytes(_KINDS[drawn.kind]))
    _style(Chart(space, None), drawn)
    outside = etree.SubElement(space, qn("c:externalData"))
    outside.set(qn("r:id"), numbers_relation)
    etree.SubElement(outside, qn("c:autoUpdate")).set("val", "0")
    return bytes(etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def _style(chart: Any, drawn: Drawn) -> None:
    chart.font.size, chart.font.name = Pt(9), _FONT
    _east_asian(chart.font)
    chart.has_title = True
    chart.chart_title.text_frame.text = drawn.title
    title = chart.chart_title.text_frame.paragraphs[0].runs[0].font
    title.size, title.bold, title.name = Pt(11), True, _FONT
    _east_asian(title)
    chart.has_legend = len(drawn.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.tick_labels.number_format = drawn.form
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D5DBE1")
    chart.value_axis.minimum_scale = 0
    for colour, series in zip(_COLOURS, chart.plots[0].series, strict=False):
        _coloured(series, drawn.kind, colour)
    if drawn.kind != "lines":
        _labelled(chart, drawn)


def _coloured(series: Any, kind: str, colour: str) -> None:
    if kind == "lines":
        series.smooth = False
        series.format.line.width, series.format.line.color.rgb = Pt(1.75), RGBColor.from_string(colour)
    else:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def _labelled(chart: Any, drawn: Drawn) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = drawn.form, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    if drawn.kind == "bars":
        chart.category_axis.reverse_order = True
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False


def _east_asian(font: Any) -> None:
    """Name the font for Chinese too; python-pptx names it for Latin alone."""
    properties = font._rPr
    latin = properties.find(qn("a:latin"))
    named = etree.Element(qn("a:ea"))
    named.set("typeface", _FONT)
    latin.addnext(named)


def _numbers(drawn: Drawn, made: datetime) -> bytes:
    """The workbook beside a chart: names in the first column, a column for each series."""
    stream = BytesIO()
    written = book.opened(stream, drawn.title, made)
    page = written.add_worksheet("Sheet1")
    for row, name in enumerate(drawn.names, start=1):
        book.write(page, row, 0, name)
    for column, (name, values) in enumerate(drawn.series.items(), start=1):
        book.write(page, 0, column, name)
        for row, value in enumerate(values, start=1):
            book.write(page, row, column, value)
    written.close()
    return stream.getvalue()
