"""Tables of a deck: native ones, ruled between the rows."""

from __future__ import annotations

from typing import Any

from reports.looks.colours import LIGHT
from reports.slides.deck.marks import SPACES, Box, Type, element, fill, paragraph
from reports.slides.deck.paper import Paper
from reports.slides.model import Cell, Column, Table

#: Height of the head, most of a row, most size of type in units; and how much of its row that has.
_HEAD, _ROW, _SIZE, _SHARE = 2.3, 3.45, 1.25, 0.44


def add(slide: Any, table: Table, paper: Paper, box: Box) -> None:
    """Put a table on a slide, at the top of a box."""
    unit = min(paper.unit, box.high / 31)
    high = min(_ROW, (box.high / unit - _HEAD) / max(1, len(table.rows)))
    size = min(_SIZE, _SHARE * high)
    heights = [round(_HEAD * unit), *[round(high * unit)] * len(table.rows)]
    frame = slide.shapes.add_table(len(heights), len(table.columns), box.x, box.y, box.wide, sum(heights))
    frame.name = "表"
    points = size * unit / 12700
    whole = sum(column.em for column in table.columns)
    grid = "".join(f'<a:gridCol w="{round(box.wide * column.em / whole)}"/>' for column in table.columns)
    head = Type(points, LIGHT.muted, font=paper.font)
    rows = [
        _row([Cell(column.head) for column in table.columns], table.columns, head, heights[0], LIGHT.panel)
    ]
    body = Type(points, LIGHT.ink, font=paper.font)
    rows += [_row(row, table.columns, body, heights[1], "") for row in table.rows]
    xml = f'<a:tbl {SPACES}><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>{"".join(rows)}</a:tbl>'
    old = frame._element.graphic.graphicData.tbl
    old.getparent().replace(old, element(xml))


def _row(cells: Any, columns: tuple[Column, ...], style: Type, high: int, ground: str) -> str:
    written = "".join(_cell(cell, column, style, ground) for cell, column in zip(cells, columns, strict=True))
    return f'<a:tr h="{high}">{written}</a:tr>'


def _cell(cell: Cell, column: Column, style: Type, ground: str) -> str:
    own = Type(
        style.points,
        cell.colour or style.colour,
        bold=bool(cell.colour),
        align="r" if column.number else "l",
        font=style.font,
    )
    none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
    rule = f'<a:lnB w="9525">{fill(LIGHT.rule)}</a:lnB>'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(cell.text, own)}</a:txBody>"
        f'<a:tcPr marL="76200" marR="76200" marT="19050" marB="19050" anchor="ctr">{none}{rule}'
        f"{fill(ground)}</a:tcPr></a:tc>"
    )
