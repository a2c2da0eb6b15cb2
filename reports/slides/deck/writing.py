"""A show as the bytes of a .pptx; the same show gives the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from reports.looks.colours import LIGHT
from reports.slides.deck import charts, maps, tables
from reports.slides.deck.fixed import fixed
from reports.slides.deck.marks import SPACES, Box, Type, element, paragraph, run, text_box
from reports.slides.deck.paper import Paper
from reports.slides.model import Chart, Cover, Map, Nothing, Show, Slide, Table

#: Sizes of type and heights in units.
_TITLE, _COVER, _LINES, _REMARK, _REMARK_HIGH, _STAMP = 2.0, 3.2, 1.4, 1.05, 1.7, 0.8
_AUTHOR = "群团改革驾驶舱"
#: Office wants a day; when an edition was sealed stands on its cover.
_DAY = datetime(2018, 1, 1)


def written(show: Show, paper: Paper) -> bytes:
    """Write a show.

    Args:
        show: the slides.
        paper: an empty deck; it is written on, so that each takes one of its own.
    """
    for number, slide in enumerate(show.slides, start=1):
        _slide(show, slide, paper, number)
    told = paper.deck.core_properties
    told.author = told.last_modified_by = _AUTHOR
    told.title = f"{show.slides[0].title} {show.identity}".strip()
    told.subject, told.language, told.revision = show.stamp, "zh-CN", 1
    told.created = told.modified = _DAY
    stream = BytesIO()
    paper.deck.save(stream)
    return fixed(stream.getvalue())


def _slide(show: Show, slide: Slide, paper: Paper, number: int) -> None:
    is_cover = isinstance(slide.body, Cover)
    made = paper.deck.slides.add_slide(paper.cover if is_cover else paper.page)
    size = (_COVER if is_cover else _TITLE) * paper.unit / 12700
    _title(made, slide.title, Type(size, bold=True, font=paper.font))
    _body(made, slide, paper)
    for shape in list(made.placeholders):
        if not shape.text_frame.text if shape.has_text_frame else True:
            shape._element.getparent().remove(shape._element)
    _foot(made, show, paper, number)
    notes = made.notes_slide.notes_text_frame
    style = Type(12, font=paper.font)
    told = "".join(paragraph(text, style) for text in (*slide.notes, show.stamp))
    _text(notes, told)


def _title(made: Any, text: str, style: Type) -> None:
    frame = made.shapes.title.text_frame
    _text(frame, f"<a:p>{run(text, style)}</a:p>")


def _text(frame: Any, paragraphs: str) -> None:
    """Put paragraphs into the place of those that are there."""
    body = frame._txBody
    for old in body.findall("{*}p"):
        body.remove(old)
    for new in element(f"<p:txBody {SPACES}>{paragraphs}</p:txBody>"):
        body.append(new)


def _body(made: Any, slide: Slide, paper: Paper) -> None:
    body, box, unit = slide.body, paper.body, paper.unit
    tree = made.shapes._spTree
    if isinstance(body, Cover):
        _cover(made, body, paper)
        return
    more = f"另有 {body.left_out:,} 行未列" if isinstance(body, Table) and body.left_out else ""
    remark = "；".join(filter(None, (slide.remark, more)))
    if remark:
        high = round(_REMARK_HIGH * unit)
        style = Type(_REMARK * unit / 12700, LIGHT.muted, font=paper.font)
        tree.append(
            element(text_box(900, "说明", Box(box.x, box.y, box.wide, high), paragraph(remark, style)))
        )
        box = Box(box.x, box.y + high, box.wide, box.high - high)
    if isinstance(body, Table):
        tables.add(made, body, paper, box)
    elif isinstance(body, Chart):
        charts.add(made, body, paper, box)
    elif isinstance(body, Map):
        maps.add(made, body, paper, box)
    elif isinstance(body, Nothing):
        tree.append(element(_nothing(body, paper, box)))


def _nothing(body: Nothing, paper: Paper, box: Box) -> str:
    large = Type(1.8 * paper.unit / 12700, LIGHT.muted, align="ctr", font=paper.font)
    small = Type(1.2 * paper.unit / 12700, LIGHT.muted, align="ctr", font=paper.font)
    told = paragraph(body.text, large) + (paragraph(body.hint, small) if body.hint else "")
    return text_box(901, "没有内容", box, told, anchor="ctr")


def _cover(made: Any, body: Cover, paper: Paper) -> None:
    """The lines of a cover in its subtitle, else below the title."""
    style = Type(_LINES * paper.unit / 12700, LIGHT.muted, font=paper.font)
    told = "".join(paragraph(line, style) for line in body.lines)
    kinds = {one.placeholder_format.type: one for one in made.placeholders}
    subtitle = kinds.get(PP_PLACEHOLDER.SUBTITLE) or kinds.get(PP_PLACEHOLDER.BODY)
    if subtitle is not None:
        _text(subtitle.text_frame, told)
    else:
        made.shapes._spTree.append(element(text_box(902, "封面", paper.body, told)))


def _foot(made: Any, show: Show, paper: Paper, number: int) -> None:
    """Number and hash where the layout or the master has its foot, else at the lower border."""
    unit = paper.unit
    wide, high = int(paper.deck.slide_width), int(paper.deck.slide_height)
    style = Type(_STAMP * unit / 12700, LIGHT.muted, font=paper.font)
    place = Box(round(3 * unit), round(high - 2.2 * unit), round(wide - 14 * unit), round(1.5 * unit))
    if paper.own:
        place = Box(round(20 * unit), place.y, round(wide - 30 * unit), place.high)
    beside = Box(round(wide - 9 * unit), place.y, round(6 * unit), place.high)
    tree = made.shapes._spTree
    tree.append(element(text_box(910, "编号和校验", place, paragraph(show.stamp, style), anchor="ctr")))
    right = Type(style.points, style.colour, align="r", font=style.font)
    text = paragraph(f"{number} / {len(show.slides)}", right)
    tree.append(element(text_box(911, "页码", beside, text, anchor="ctr")))
