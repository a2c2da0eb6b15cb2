"""Slides as HTML. Whatever was handed in is escaped here: the browser is given these texts as they are."""

from collections.abc import Sequence
from html import escape

from reports.looks.colours import LIGHT
from reports.slides.mapped import Placed, laid
from reports.slides.model import Body, Cell, Chart, Cover, Map, Nothing, Show, Slide, Table
from ui.slides import charts
from ui.slides.ink import HIGH, WIDE, bar, picture, word

#: As in the deck: head, most of a row, most size of its type, and how much of the row that has.
_HEAD, _ROW, _SIZE, _SHARE = 2.3, 3.45, 1.25, 0.44
_LEGEND, _LINE = 12.0, 1.8


def slides(show: Show) -> list[dict[str, str]]:
    """Write the slides of a show: ``html``, ``title`` and ``notes`` (HTML) of each."""
    count = len(show.slides)
    return [
        {"html": _slide(show, slide, at, count), "title": slide.title, "notes": _notes(slide)}
        for at, slide in enumerate(show.slides, start=1)
    ]


def _slide(show: Show, slide: Slide, at: int, count: int) -> str:
    left_out = slide.body.left_out if isinstance(slide.body, Table) else 0
    more = f"另有 {left_out:,} 行未列" if left_out else ""
    remark = "；".join(filter(None, (slide.remark, more)))
    kind = "cover" if isinstance(slide.body, Cover) else "page"
    return (
        f'<section class="slide {kind}"><h1>{escape(slide.title)}</h1>'
        f'<p class="remark">{escape(remark)}</p><div class="body">{_body(slide.body)}</div>'
        f"<footer><b>{escape(show.place)}群团改革</b><span>{escape(show.stamp)}</span>"
        f"<span>{at} / {count}</span></footer></section>"
    )


def _body(body: Body) -> str:
    if isinstance(body, Table):
        return _table(body)
    if isinstance(body, Chart):
        return charts.drawn(body)
    if isinstance(body, Map):
        return _map(body)
    if isinstance(body, Cover):
        return "".join(f"<p>{escape(line)}</p>" for line in body.lines)
    return _nothing(body)


def _nothing(body: Nothing) -> str:
    return f'<div class="nothing"><b>{escape(body.text)}</b><span>{escape(body.hint)}</span></div>'


def _table(table: Table) -> str:
    high = min(_ROW, (HIGH - _HEAD) / max(1, len(table.rows)))
    whole = sum(column.em for column in table.columns)
    columns = "".join(f'<col style="width:{100 * column.em / whole:.2f}%">' for column in table.columns)
    kinds = [' class="number"' if column.number else "" for column in table.columns]
    heads = "".join(
        f"<th{kind}>{escape(column.head)}</th>" for column, kind in zip(table.columns, kinds, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}{_tint(cell.colour)}>{escape(cell.text)}</td>"
            for cell, kind in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    how = f"--row:{high:.3f};--size:{min(_SIZE, _SHARE * high):.3f}"
    return f'<table style="{how}"><colgroup>{columns}</colgroup><tr>{heads}</tr>{rows}</table>'


def _cells(row: Sequence[Cell], kinds: Sequence[str]) -> str:
    return "".join(
        f"<td{kind}{_tint(cell.colour)}>{escape(cell.text)}</td>"
        for cell, kind in zip(row, kinds, strict=True)
    )


def _tint(colour: str) -> str:
    return f' style="color:{colour};font-weight:700"' if colour else ""


def _map(drawn: Map) -> str:
    found = laid(drawn, WIDE - _LEGEND, HIGH - 3.0)
    pieces = [_border(one) for one in found.places]
    pieces += [
        word(*_line(one, at), text, one.area.ink, one.size, "middle")
        for one in found.places
        for at, text in enumerate(one.label)
    ]
    x = WIDE - _LEGEND + 1
    for at, (colour, words) in enumerate(drawn.legend):
        y = 0.8 + at * _LINE
        pieces += [bar(x, y - 0.5, 1.0, 1.0, colour), word(x + 1.6, y, words, LIGHT.ink)]
    for at, text in enumerate(found.listed, start=len(drawn.legend) + 1):
        pieces.append(word(x, 0.8 + at * _LINE, text, LIGHT.ink, 1.0))
    return f'{picture(pieces, HIGH - 3.0)}<p class="credit">{escape(drawn.credit)}</p>'


def _line(one: Placed, at: int) -> tuple[float, float]:
    """Where a line of a label goes."""
    x, y = one.label_at
    return x, y + (at - (len(one.label) - 1) / 2) * one.size * 1.25


def _border(one: Placed) -> str:
    path = "".join(f"M{' L'.join(f'{x:.2f},{y:.2f}' for x, y in ring)}Z" for ring in one.rings)
    ink, wide = (LIGHT.paper, 0.07) if one.area.fill else (LIGHT.muted, 0.14)
    fill = one.area.fill or "none"
    return f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{ink}" stroke-width="{wide}"/>'


def _notes(slide: Slide) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in slide.notes)
