"""The layout of official documents (GB/T 9704-2012) in python-docx: page, grid, fonts, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

#: 小标宋 is no font of Windows; the others are. Where a font is not there, the font table names another.
TITLE, BODY, HEAD, SUB, NUMBER = "方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"
LATIN = "Times New Roman"
#: Names under which other machines know each font; the last is on every one.
FALLBACKS = {
    TITLE: "小标宋体,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun",
    BODY: "仿宋_GB2312,FangSong,FangSong_GB2312,华文仿宋,STFangsong,宋体",
    HEAD: "SimHei,华文黑体,STHeiti,微软雅黑",
    SUB: "楷体_GB2312,KaiTi,KaiTi_GB2312,华文楷体,STKaiti,宋体",
    NUMBER: "SimSun,华文宋体,STSong",
}
#: Sizes by their names in Chinese, in points.
NO2, NO3, NO4, NO5 = 22.0, 16.0, 14.0, 10.5
#: In tables, and above the text of every page.
IN_TABLES, IN_HEADS = 9.5, 8.0
#: Margins in millimetres, and what they leave on A4: 156 × 225 mm for 22 lines of 28 letters.
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
LINES, LETTERS = 22, 28
_POINTS = 72 / 25.4
LINE_PT = 225 * _POINTS / LINES
_LETTER_PT = 156 * _POINTS / LETTERS
_RED = RGBColor(0xE0, 0x1B, 0x1B)


@dataclass(frozen=True)
class Look:
    """How a paragraph looks.

    Attributes:
        font: of its Chinese.
        size: in points.
        align: left, centre, right or both.
        indent: of its first line, in letters.
        red: whether it is red.
        line: distance of its lines in points; 0 follows the grid.
        before: room above it in points.
        bold: whether it is bold.
    """

    font: str = BODY
    size: float = NO3
    align: str = "both"
    indent: float = 2
    red: bool = False
    line: float = LINE_PT
    before: float = 0
    bold: bool = False


_ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def begun() -> Any:
    """An empty document with page, grid, fonts and page numbers."""
    document = Document()
    _plain_style(document.styles["Normal"])
    _page(document.sections[0])
    _numbers(document)
    _named_fonts(document)
    return document


def _plain_style(style: Any) -> None:
    style.font.size = Pt(NO3)
    set_font(style.font, style.element.get_or_add_rPr(), BODY)
    # A grid of letters narrower than the letter makes LibreOffice give each letter two places; letters that
    # stand closer together bring 28 into a line everywhere.
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), str(floor((_LETTER_PT - NO3) * 20)))
    style.element.get_or_add_rPr().insert_element_before(closer, "w:w", "w:kern", "w:sz", "w:szCs", "w:lang")
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.widow_control = False


def set_font(font: Any, properties: Any, name: str) -> None:
    """Name a font for Latin and for East Asian text."""
    font.name = LATIN
    fonts = properties.get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    # The line of the page number lies 7 mm below the text; above it there is room for number and hash.
    section.footer_distance, section.header_distance = Mm(BOTTOM - 7 - 5), Mm(22)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(LINE_PT * 20)))


def _numbers(document: Any) -> None:
    """Page numbers between dashes: outside, one letter from the edge of the text."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        shape(paragraph, Look(NUMBER, NO4, align, 0, line=0))
        setattr(paragraph.paragraph_format, f"{align}_indent", Pt(NO4))
        write(paragraph, "— ", Look(NUMBER, NO4))
        _field(paragraph, "PAGE")
        write(paragraph, " —", Look(NUMBER, NO4))


def _field(paragraph: Any, code: str) -> None:
    for kind in ("begin", "separate", "end"):
        run = write(paragraph, "1" if kind == "end" else "", Look(NUMBER, NO4))
        if kind == "end":
            run = write(paragraph, "", Look(NUMBER, NO4))
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            asked = OxmlElement("w:instrText")
            asked.text = code
            write(paragraph, "", Look(NUMBER, NO4))._r.append(asked)


def _named_fonts(document: Any) -> None:
    """Say in the font table what stands in for a font that a machine does not have."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable"))
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part._blob = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{space}">{fonts}</w:fonts>'
    ).encode()


def shape(paragraph: Any, look: Look) -> None:
    """Set alignment, indent and distances of a paragraph."""
    how = paragraph.paragraph_format
    how.alignment = _ALIGNED[look.align]
    how.space_before, how.space_after = Pt(look.before), Pt(0)
    if look.line:
        how.line_spacing = Pt(look.line)
    if look.line not in (0, LINE_PT):
        _off_the_grid(paragraph)
    if look.indent:
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(int(look.indent * 100)))
        indent.set(qn("w:firstLine"), str(int(look.indent * look.size * 20)))


def _off_the_grid(paragraph: Any) -> None:
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:rPr")


def write(paragraph: Any, text: str, look: Look) -> Any:
    """Add a run of text."""
    run = paragraph.add_run(text)
    run.font.size = Pt(look.size)
    run.font.bold = look.bold
    set_font(run.font, run._r.get_or_add_rPr(), look.font)
    if look.red:
        run.font.color.rgb = _RED
    return run


def paragraph(document: Any, text: str, look: Look, *, new_page: bool = False) -> Any:
    """Add a paragraph to a document, or to a cell."""
    added = document.add_paragraph()
    shape(added, look)
    added.paragraph_format.page_break_before = new_page
    if text:
        write(added, text, look)
    return added


def rule_below(paragraph: Any, colour: str, eighths: int) -> None:
    """Draw a line below a paragraph; its thickness in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def table(
    document: Any, heads: Sequence[str], cells: Sequence[str], widths: Sequence[float], loop: str
) -> Any:
    """Add a table whose one row is repeated; its heads are repeated on every page.

    Args:
        document: where to.
        heads: of the columns.
        cells: marks of the row that is repeated.
        widths: in millimetres.
        loop: what it is repeated for, as `row in rows`.
    """
    drawn = document.add_table(rows=4, cols=len(heads))
    drawn.style = "Table Grid"
    drawn.autofit = False
    for at, width in enumerate(widths):
        drawn.columns[at].width = Mm(width)
    rows = (heads, (f"{{%tr for {loop} %}}",), cells, ("{%tr endfor %}",))
    _narrow_cells(drawn)
    for number, texts in enumerate(rows):
        row = drawn.rows[number]
        _kept_together(row, repeated=number == 0)
        for at, text in enumerate(texts):
            font, align = (HEAD, "centre") if number == 0 else (BODY, "left")
            look = Look(font, IN_TABLES, align, 0, line=15)
            shape(row.cells[at].paragraphs[0], look)
            row.cells[at].vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            write(row.cells[at].paragraphs[0], text, look)
        for at, width in enumerate(widths):
            row.cells[at].width = Mm(width)
    return drawn


def _narrow_cells(drawn: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "45")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = drawn._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.append(margins) if look is None else look.addprevious(margins)


def _kept_together(row: Any, *, repeated: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(("w:tblHeader",) if repeated else ())):
        properties.append(OxmlElement(name))
