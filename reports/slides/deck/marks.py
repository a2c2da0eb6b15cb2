"""Pieces of DrawingML: runs of text in named fonts, fills, boxes. What was handed in is escaped here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

#: Names of the elements that the pieces are made of.
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
#: On every Windows with Chinese, and known to WPS; other machines put their own in its place.
FONT = "Microsoft YaHei"
Align = Literal["l", "ctr", "r"]


@dataclass(frozen=True)
class Type:
    """How a text is set.

    Attributes:
        points: size.
        colour: ``#RRGGBB``; '' for that of its place.
        bold: whether it is.
        align: to the left, the middle or the right.
        font: for Latin and East Asian letters.
    """

    points: float
    colour: str = ""
    bold: bool = False
    align: Align = "l"
    font: str = FONT


@dataclass(frozen=True)
class Box:
    """Left, top, width and height in EMU."""

    x: int
    y: int
    wide: int
    high: int


def run(text: str, style: Type) -> str:
    """A run of text, its font named for both kinds of letters."""
    bold = ' b="1"' if style.bold else ""
    size = round(style.points * 100)
    return (
        f'<a:r><a:rPr lang="zh-CN" sz="{size}"{bold}>{inside(style)}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
    )


def inside(style: Type) -> str:
    """What stands in the properties of a run: colour and fonts."""
    face = quoteattr(style.font)
    fonts = f"<a:latin typeface={face}/><a:ea typeface={face}/><a:cs typeface={face}/>"
    return (fill(style.colour) if style.colour else "") + fonts


def paragraph(text: str, style: Type) -> str:
    """A paragraph of one run."""
    return f'<a:p><a:pPr algn="{style.align}"/>{run(text, style)}</a:p>'


def fill(colour: str) -> str:
    """A plain fill, none where there is no colour."""
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>' if colour else "<a:noFill/>"


def line(colour: str, points: float) -> str:
    """A plain outline, none where there is no colour."""
    return (
        f'<a:ln w="{round(points * 12700)}">{fill(colour)}</a:ln>' if colour else "<a:ln><a:noFill/></a:ln>"
    )


def text_box(number: int, name: str, box: Box, paragraphs: str, anchor: str = "t", wrap: bool = True) -> str:
    """A box of text without a border.

    Args:
        number: id of the shape on its slide.
        name: of the shape.
        box: its place.
        paragraphs: what stands in it.
        anchor: ``t``, ``ctr`` or ``b``.
        wrap: whether lines break at its border.
    """
    how = "square" if wrap else "none"
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr txBox="1"/>'
        f"<p:nvPr/></p:nvSpPr><p:spPr>{place(box)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="{how}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"/><a:lstStyle/>'
        f"{paragraphs}</p:txBody></p:sp>"
    )


def swatch(number: int, box: Box, colour: str, name: str = "色块") -> str:
    """A coloured box without a border."""
    return (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(colour)}'
        f"{line('', 0)}</p:spPr></p:sp>"
    )


def place(box: Box) -> str:
    """Where a shape stands."""
    return f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.wide}" cy="{box.high}"/></a:xfrm>'


def element(xml: str) -> Any:
    """Parse a piece."""
    return parse_xml(xml)
