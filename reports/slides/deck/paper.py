"""What a deck is written on: our own master in the county's name, or an office's template and its layouts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.util import Emu

from reports.editions.edition import EditionError
from reports.looks.colours import LIGHT
from reports.slides.deck.marks import FONT, SPACES, Box, Type, element, inside, paragraph, swatch, text_box

#: A slide in units: 80 × 45 where it is wide, 72 × 54 where it is not; a unit is 12 points on our own.
_ACROSS, _DOWN = 72.0, 45.0
_UNIT, WIDE, HIGH = 152400, 12192000, 6858000
_MARGIN, _TITLE_TOP, _TITLE_HIGH, _FOOT = 3.0, 1.3, 5.4, 2.5
_FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_UNREADABLE = (
    *(PackageNotFoundError, BadZipFile, XMLSyntaxError, OSError),
    *(KeyError, ValueError, AttributeError, IndexError, NotImplementedError, EOFError),
)


@dataclass(frozen=True)
class Paper:
    """An empty deck and how it is written on.

    Attributes:
        deck: of python-pptx, without slides.
        cover: layout of the first slide.
        page: layout of the others.
        font: of everything that is written.
        own: whether it is our own master.
    """

    deck: Any
    cover: Any
    page: Any
    font: str
    own: bool

    @property
    def unit(self) -> float:
        """A unit in EMU."""
        return min(int(self.deck.slide_width) / _ACROSS, int(self.deck.slide_height) / _DOWN)

    @property
    def body(self) -> Box:
        """Where a chart, map or table goes: between the title of the layout and its foot."""
        wide, high, unit = int(self.deck.slide_width), int(self.deck.slide_height), self.unit
        title = next(one for one in self.page.placeholders if one.placeholder_format.type in _TITLES)
        top = int(title.top + title.height + 0.5 * unit)
        feet = [one.top for one in self.page.placeholders if one.placeholder_format.type in _FOOTERS]
        low = [int(foot) for foot in feet if foot is not None and foot > high * 0.75]
        bottom = int(min([*low, high - _FOOT * unit]) - 0.4 * unit)
        if bottom - top < high * 0.5:
            top, bottom = int((_TITLE_TOP + _TITLE_HIGH + 0.5) * unit), int(high - (_FOOT + 0.4) * unit)
        left = int(_MARGIN * unit)
        return Box(left, top, wide - 2 * left, bottom - top)


def own(place: str) -> Paper:
    """Our own master, in the name of a county."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDE), Emu(HIGH)
    master = deck.slide_master
    _themed(master)
    cover, page = (_layout(deck, kind) for kind in ("title", "titleOnly"))
    for layout in list(deck.slide_layouts):
        if layout not in (cover, page):
            deck.slide_layouts.remove(layout)
    for layout, name in ((cover, "封面"), (page, "一页一事")):
        layout._element.cSld.set("name", name)
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type in _FOOTERS:
                shape._element.getparent().remove(shape._element)
    _set(master, PP_PLACEHOLDER.TITLE, Box(3, 1, 74, 6), _TITLE_TOP, _TITLE_HIGH)
    _titles(master)
    for shape in list(master.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
    _foot(master, place)
    _covered(cover)
    return Paper(deck, cover, page, FONT, own=True)


def of_template(path: Path) -> Paper:
    """An office's template: its master, layouts, colours and fonts; slides in it are left out.

    Raises:
        EditionError: it cannot be read, or has no layout with a title.
    """
    if not path.is_file():
        raise EditionError(f"没有模板文件 {path.name}；请核对 --template 后面的路径", usage=True)
    try:
        deck = Presentation(str(path))
        layouts = [(layout, _kinds(layout)) for layout in deck.slide_layouts]
        for listed in list(deck.slides._sldIdLst):
            deck.part.drop_rel(listed.rId)
            deck.slides._sldIdLst.remove(listed)
        font = _font(deck.slide_master)
    except _UNREADABLE as error:
        told = f"模板 {path.name} 读不出来：不是 .pptx 或已损坏；请在 Office 或 WPS 里另存为 .pptx 再用"
        raise EditionError(told, usage=True) from error
    titled = [(layout, kinds) for layout, kinds in layouts if set(kinds) & set(_TITLES)]
    if not titled:
        names = "、".join(layout.name for layout, _ in layouts[:6]) or "没有版式"
        told = (
            f"模板 {path.name} 里没有带标题占位符的版式（现有：{names}）；"
            "请在幻灯片母版里给“标题幻灯片”和“仅标题”两个版式放上标题占位符"
        )
        raise EditionError(told, usage=True)
    cover = next((one for one, kinds in titled if PP_PLACEHOLDER.CENTER_TITLE in kinds), titled[0][0])
    # The fewer places there are beside the title, the fewer stay empty.
    page = min(
        (one for one in titled if PP_PLACEHOLDER.CENTER_TITLE not in one[1]),
        key=lambda one: len([kind for kind in one[1] if kind not in _FOOTERS]),
        default=titled[0],
    )[0]
    return Paper(deck, cover, page, font, own=False)


def _kinds(layout: Any) -> list[Any]:
    return [one.placeholder_format.type for one in layout.placeholders]


def _theme(master: Any) -> Any:
    return next(one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme"))


def _font(master: Any) -> str:
    """The East Asian font of a template's body, else ours."""
    found = re.search(rb"<a:minorFont>.*?<a:ea typeface=\"([^\"]+)\"", _theme(master).blob, re.DOTALL)
    return found[1].decode() if found else FONT


def _themed(master: Any) -> None:
    """Put our colours and fonts into the theme."""
    part = _theme(master)
    text = part.blob.decode()
    colours = [
        *(("dk2", LIGHT.ink), ("lt2", LIGHT.panel)),
        *zip((f"accent{number}" for number in range(1, 7)), LIGHT.lines.values(), strict=False),
    ]
    for name, colour in colours:
        text = re.sub(rf'(<a:{name}><a:srgbClr val=")\w+', rf"\g<1>{colour[1:]}", text)
    text = re.sub(r'<a:latin typeface="Calibri"/><a:ea typeface=""/>', _faces(), text)
    text = re.sub(r'(<a:font script="Hans" typeface=")[^"]*', rf"\g<1>{FONT}", text)
    part._blob = text.encode()


def _faces() -> str:
    return f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/>'


def _layout(deck: Any, kind: str) -> Any:
    return next(layout for layout in deck.slide_layouts if layout._element.get("type") == kind)


def _set(holder: Any, kind: Any, across: Box, top: float, high: float) -> Any:
    """Move a placeholder to a place in units."""
    shape = next(one for one in holder.placeholders if one.placeholder_format.type == kind)
    shape.left, shape.width = Emu(across.x * _UNIT), Emu(across.wide * _UNIT)
    shape.top, shape.height = Emu(round(top * _UNIT)), Emu(round(high * _UNIT))
    return shape


def _titles(master: Any) -> None:
    """Statements stand to the left, bold, in ink, at the foot of their place."""
    style = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    old = style.find("{*}defRPr")
    defined = inside(Type(24, LIGHT.ink))
    style.replace(old, element(f'<a:defRPr {SPACES} sz="2400" b="1" kern="1200">{defined}</a:defRPr>'))
    title = next(one for one in master.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.TITLE)
    body = title._element.txBody.find("{*}bodyPr")
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")


def _foot(master: Any, place: str) -> None:
    """The county's name, what every slide bears, and its number."""
    for kind, box, align in (
        (PP_PLACEHOLDER.FOOTER, Box(19, 42, 50, 2), "l"),
        (PP_PLACEHOLDER.SLIDE_NUMBER, Box(71, 42, 6, 2), "r"),
    ):
        shape = _set(master, kind, box, HIGH / _UNIT - _FOOT, 1.5)
        levels = shape._element.txBody.find(".//{*}lvl1pPr")
        levels.set("algn", align)
    tree = master.shapes._spTree
    name = Type(10, LIGHT.ink, bold=True)
    where = Box(3 * _UNIT, round(HIGH - _FOOT * _UNIT), 16 * _UNIT, round(1.5 * _UNIT))
    tree.append(element(text_box(90, "单位", where, paragraph(f"{place}群团改革"[:24], name), anchor="ctr")))
    rule = Box(3 * _UNIT, round(HIGH - (_FOOT + 0.2) * _UNIT), 74 * _UNIT, 0)
    tree.append(element(_rule(rule)))


def _rule(box: Box) -> str:
    return (
        f'<p:cxnSp {SPACES}><p:nvCxnSpPr><p:cNvPr id="91" name="线"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f"<p:spPr>"
        f'<a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.wide}" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        f'<a:srgbClr val="{LIGHT.rule[1:]}"/></a:solidFill></a:ln></p:spPr></p:cxnSp>'
    )


def _covered(cover: Any) -> None:
    """The cover: its title above the middle, what is shown below it."""
    title = _set(cover, PP_PLACEHOLDER.CENTER_TITLE, Box(6, 0, 68, 0), 12, 8)
    title._element.txBody.find("{*}bodyPr").set("anchor", "b")
    _set(cover, PP_PLACEHOLDER.SUBTITLE, Box(6, 0, 68, 0), 21.5, 14)
    tree, high = cover.shapes._spTree, 45 * _UNIT
    band = element(swatch(92, Box(0, 0, 2 * _UNIT, high), LIGHT.accent, "色带"))
    tree.insert(2, band)
