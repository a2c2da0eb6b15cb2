"""Maps of a deck: every border a freeform of its own, coloured and labelled, all in one group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from reports.looks.colours import LIGHT
from reports.slides.deck.marks import (
    SPACES,
    Box,
    Type,
    element,
    fill,
    line,
    paragraph,
    place,
    swatch,
    text_box,
)
from reports.slides.deck.paper import Paper
from reports.slides.mapped import Laid, Placed, laid
from reports.slides.model import Map

#: Widths of the legend beside a map, and heights of its lines and of what stands below, in units.
_LEGEND, _LINE, _CREDIT = 13.0, 1.9, 2.9


def add(slide: Any, drawn: Map, paper: Paper, box: Box) -> None:
    """Put a map on a slide with its legend and what must stand under it."""
    unit = min(paper.unit, box.high / 33)
    wide = box.wide / unit - _LEGEND
    high = box.high / unit - _CREDIT
    found = laid(drawn, wide, high)
    tree = slide.shapes._spTree
    tree.append(element(_group(found, box, unit, paper)))
    legend = Box(round(box.x + (wide + 1) * unit), box.y, round((_LEGEND - 1) * unit), round(high * unit))
    for piece in _legend(drawn, found, legend, unit, paper):
        tree.append(element(piece))
    style = Type(0.86 * unit / 12700, LIGHT.muted, font=paper.font)
    below = Box(box.x, round(box.y + (high + 0.3) * unit), box.wide, round((_CREDIT - 0.3) * unit))
    tree.append(element(text_box(5000, "审图号和来源", below, paragraph(drawn.credit, style))))


def _group(found: Laid, box: Box, unit: float, paper: Paper) -> str:
    shapes = [_freeform(number, one, box, unit) for number, one in enumerate(found.places, start=1001)]
    labels = [
        _label(number, one, box, unit, paper)
        for number, one in enumerate(found.places, start=2001)
        if one.label
    ]
    whole = Box(box.x, box.y, box.wide, box.high)
    inner = f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.wide}" cy="{box.high}"/></a:xfrm>'
    return (
        f'<p:grpSp {SPACES}><p:nvGrpSpPr><p:cNvPr id="1000" name="地图"/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{place(whole).replace('</a:xfrm>', inner)}</p:grpSpPr>"
        f"{''.join([*shapes, *labels])}</p:grpSp>"
    )


def _freeform(number: int, one: Placed, box: Box, unit: float) -> str:
    rings = [[(round(x * unit), round(y * unit)) for x, y in ring] for ring in one.rings]
    flat = [point for ring in rings for point in ring]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide = max(1, max(x for x, _ in flat) - left)
    high = max(1, max(y for _, y in flat) - top)
    path = "".join(_ring(ring, left, top) for ring in rings)
    outline = line(LIGHT.paper, 0.75) if one.area.fill else line(LIGHT.muted, 1.5)
    name = f"{one.area.name} {one.area.value}".strip() or "外界"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>"
        f"{place(Box(box.x + left, box.y + top, wide, high))}"
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        f"{fill(one.area.fill)}{outline}</p:spPr></p:sp>"
    )


def _ring(ring: Sequence[tuple[int, int]], left: int, top: int) -> str:
    (x, y), *rest = ring
    lines = "".join(f'<a:lnTo><a:pt x="{x - left}" y="{y - top}"/></a:lnTo>' for x, y in rest)
    return f'<a:moveTo><a:pt x="{x - left}" y="{y - top}"/></a:moveTo>{lines}<a:close/>'


def _label(number: int, one: Placed, box: Box, unit: float, paper: Paper) -> str:
    style = Type(one.size * unit / 12700, one.area.ink, align="ctr", font=paper.font)
    wide, high = 9 * unit, 1.25 * one.size * unit * len(one.label)
    x, y = box.x + one.label_at[0] * unit, box.y + one.label_at[1] * unit
    where = Box(round(x - wide / 2), round(y - high / 2), round(wide), round(high))
    text = "".join(paragraph(word, style) for word in one.label)
    return text_box(number, f"标注 {one.area.name}", where, text, anchor="ctr", wrap=False)


def _legend(drawn: Map, found: Laid, box: Box, unit: float, paper: Paper) -> list[str]:
    style = Type(1.05 * unit / 12700, LIGHT.ink, font=paper.font)
    pieces = []
    for at, (colour, words) in enumerate(drawn.legend):
        y = round(box.y + at * _LINE * unit)
        pieces.append(swatch(3001 + at, Box(box.x, y, round(1.2 * unit), round(1.2 * unit)), colour))
        beside = Box(round(box.x + 1.7 * unit), y, round(box.wide - 1.7 * unit), round(1.4 * unit))
        pieces.append(text_box(3501 + at, f"图例 {words}", beside, paragraph(words, style), anchor="ctr"))
    if found.listed:
        y = round(box.y + (len(drawn.legend) + 0.6) * _LINE * unit)
        text = "".join(paragraph(one, style) for one in found.listed)
        pieces.append(text_box(4001, "编号", Box(box.x, y, box.wide, box.high - (y - box.y)), text))
    return pieces
