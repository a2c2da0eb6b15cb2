"""Small pictures without plotly: the same figures, written as SVG into the page.

The script of plotly is the largest part of what a browser has to read before a page stands. A picture of
bars, dots or a course that nobody clicks on needs none of it. What is drawn is a figure of
:mod:`ui.drawing.plots`, so that every picture is stated once and the same rules hold for it; a kind that is
not known here raises.

Places across are shares of the width, so that a picture fits any column with type of one size; places down
are pixels.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui.drawing import svg_axes
from ui.drawing.plots import text_width
from ui.drawing.svg_axes import Axis
from ui.theme import ASSETS, palette

_SCRIPT = ASSETS / "small_picture.js"
#: Width of a picture that is taken away as a file.
_FILE_PX = 720
#: What stands between a name or a label and what it belongs to.
_GAP_PX = 6
#: Half the height of a letter: text is placed by its base line.
_MIDDLE_EM = 0.36
#: An ampersand that begins no character's name.
_STRAY = re.compile(r"&(?!#?\w+;)")
_TAG = re.compile(r"<[^>]*>")
_TOLD = re.compile(r"%\{(\w+)(?::([^}]*))?\}")


@dataclass(frozen=True)
class Frame:
    """Where a figure is drawn: its axes, its margins in pixels, and its type."""

    across: Axis
    down: Axis
    left: float
    right: float
    top: float
    height: float
    type_px: float
    ink: str
    muted: str
    rule: str
    fonts: str


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Put a small figure on the page, with a picture of it to take away."""
    told = figure.to_dict()
    # Registered in every run because the registry belongs to the server, not to this module.
    mount = st.components.v2.component("small_picture", js=_SCRIPT.read_text("utf-8"), isolate_styles=False)
    paper = palette().paper
    mount(
        data={"page": on_page(told, alt), "file": as_file(told), "paper": paper, "key": key},
        key=f"picture-{key}",
    )


def on_page(told: Mapping[str, Any], alt: str) -> str:
    """Write a figure, as plotly tells it, for the page: as wide as its column."""
    frame = _frame(told)
    edges = f"padding:{frame.top:.0f}px {frame.right:.0f}px 0 {frame.left:.0f}px"
    return (
        f'<div class="qt-picture" style="height:{told["layout"]["height"]}px;{edges}">'
        f'<svg role="img" aria-label="{escape(alt)}" width="100%" height="{frame.height:.1f}" '
        f"{_type(frame)}>{_inside(told, frame)}</svg>"
        '<button type="button">下载图片</button></div>'
    )


def as_file(told: Mapping[str, Any]) -> str:
    """Write a figure as a file of its own."""
    frame, height = _frame(told), told["layout"]["height"]
    width = _FILE_PX - frame.left - frame.right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_FILE_PX}" height="{height}" {_type(frame)}>'
        f'<svg x="{frame.left:.1f}" y="{frame.top:.1f}" width="{width:.1f}" height="{frame.height:.1f}" '
        f'overflow="visible">{_inside(told, frame)}</svg></svg>'
    )


def _type(frame: Frame) -> str:
    return f'font-family="{escape(frame.fonts)}" font-size="{frame.type_px}" fill="{frame.ink}"'


def _frame(told: Mapping[str, Any]) -> Frame:
    layout = told["layout"]
    styled = layout["template"]["layout"]
    margin = styled["margin"] | layout.get("margin", {})
    across = svg_axes.axis(told, "x")
    down = svg_axes.axis(told, "y")
    type_px = styled["font"]["size"]
    below = type_px * 1.8 if across.ticks else 0
    names = max((text_width(text, down.type_px) for _, text in down.ticks), default=0)
    left = margin["l"] + (names + _GAP_PX if names else 0)
    return Frame(
        across,
        down,
        left,
        margin["r"],
        margin["t"],
        layout["height"] - margin["t"] - margin["b"] - below,
        type_px,
        styled["font"]["color"],
        styled["xaxis"]["tickfont"]["color"],
        styled["xaxis"]["gridcolor"],
        styled["font"]["family"],
    )


def _inside(told: Mapping[str, Any], frame: Frame) -> str:
    layout = told["layout"]
    parts = [*_ticks(frame), *(_shape(one, frame) for one in layout.get("shapes", ()))]
    below: dict[Any, float] = {}
    for trace in told["data"]:
        if trace["type"] == "bar":
            parts += _bars(trace, frame, below if layout.get("barmode") == "stack" else None)
        elif trace["type"] == "scatter":
            parts += _scatter(trace, frame)
        else:
            raise ValueError(f"no small picture of {trace['type']}")
    return "".join([*parts, *(_note(one, frame) for one in layout.get("annotations", ()))])


def _x(frame: Frame, value: Any) -> str:
    return f"{100 * frame.across.share(value):.2f}%"


def _y(frame: Frame, value: Any) -> float:
    return round(frame.height * frame.down.share(value), 1)


def _ticks(frame: Frame) -> Iterable[str]:
    small, foot = frame.across.type_px, frame.height + frame.type_px * 1.3
    for value, text in frame.across.ticks:
        at = _x(frame, value)
        if frame.across.grid:
            yield f'<line x1="{at}" x2="{at}" y1="0" y2="{frame.height:.1f}" stroke="{frame.rule}"/>'
        yield _text(text, at, foot, small, frame.across.colour, "middle")
    for value, text in frame.down.ticks:
        height = _y(frame, value)
        if frame.down.grid:
            yield f'<line x1="0" x2="100%" y1="{height}" y2="{height}" stroke="{frame.rule}"/>'
        base = height + frame.down.type_px * _MIDDLE_EM
        yield _text(text, "0", base, frame.down.type_px, frame.down.colour, "end", -_GAP_PX)


def _text(
    text: str, x: str, y: float, size: float, colour: str, anchor: str, dx: float = 0, bold: bool = False
) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x}" dx="{dx:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}"{weight}>{_marked(text)}</text>'
    )


def _marked(text: str) -> str:
    """Bold parts of a text that is already escaped for a figure; nothing else of its marks is kept."""
    parts = re.split(r"<b>(.*?)</b>", text)
    plain = [_plain(part) for part in parts]
    return "".join(
        f'<tspan font-weight="700">{part}</tspan>' if at % 2 else part for at, part in enumerate(plain)
    )


def _shape(shape: Mapping[str, Any], frame: Frame) -> str:
    if shape["type"] != "line":
        raise ValueError(f"no small picture of {shape['type']}")
    line = shape["line"]
    return (
        f'<line x1="{_x(frame, shape["x0"])}" x2="{_x(frame, shape["x1"])}" y1="{_y(frame, shape["y0"])}" '
        f'y2="{_y(frame, shape["y1"])}" stroke="{line["color"]}" stroke-width="{line["width"]}" '
        f'opacity="{shape.get("opacity", 1)}"/>'
    )


def _bars(trace: Mapping[str, Any], frame: Frame, below: dict[Any, float] | None) -> Iterable[str]:
    """Lying bars; ``below`` is what is stacked so far in each row, None where bars lie over each other."""
    if trace.get("orientation") != "h":
        raise ValueError("no small picture of standing bars")
    high = frame.height * frame.down.band * trace.get("width", 0.8)
    line = trace["marker"].get("line", {})
    edge = f' stroke="{line["color"]}" stroke-width="{line["width"]}"' if line else ""
    for at, (name, value) in enumerate(zip(trace["y"], trace["x"], strict=True)):
        if svg_axes.is_missing(value):
            continue
        start = below.get(name, 0.0) if below is not None else 0.0
        if below is not None:
            below[name] = start + value
        wide = 100 * (frame.across.share(start + value) - frame.across.share(start))
        middle = _y(frame, name)
        yield (
            f'<rect x="{_x(frame, start)}" width="{wide:.2f}%" '
            f'y="{middle - high / 2:.1f}" height="{high:.1f}" '
            f'fill="{_each(trace["marker"]["color"], at)}"{edge}>{_title(trace, at)}</rect>'
        )
        if text := trace.get("text"):
            yield from _lines(_each(text, at), _x(frame, start + value / 2), middle, trace["textfont"])


def _lines(text: str, x: str, middle: float, font: Mapping[str, Any]) -> Iterable[str]:
    lines, size = text.split("<br>"), font["size"]
    for at, line in enumerate(lines):
        base = middle + size * (_MIDDLE_EM + 1.15 * (at - (len(lines) - 1) / 2))
        yield _text(line, x, base, size, font["color"], "middle")


def _scatter(trace: Mapping[str, Any], frame: Frame) -> Iterable[str]:
    points = [
        None if svg_axes.is_missing(y) or svg_axes.is_missing(x) else (_x(frame, x), _y(frame, y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    kinds = trace["mode"].split("+")
    if "lines" in kinds:
        yield from _course(points, trace["line"])
    for at, point in enumerate(points):
        if point is None:
            continue
        if "markers" in kinds:
            yield _dot(trace, point, at)
        if "text" in kinds:
            is_left = trace["textposition"] == "middle left"
            font, away = trace["textfont"], trace["marker"]["size"] / 2 + _GAP_PX / 2
            base = point[1] + font["size"] * _MIDDLE_EM
            side, away = ("end", -away) if is_left else ("start", away)
            yield _text(_each(trace["text"], at), point[0], base, font["size"], font["color"], side, away)


def _course(points: Sequence[tuple[str, float] | None], line: Mapping[str, Any]) -> Iterable[str]:
    dash = ' stroke-dasharray="6 4"' if line.get("dash") else ""
    stroke = f'stroke="{line["color"]}" stroke-width="{line["width"]}" stroke-linecap="round"{dash}'
    for before, after in zip(points, points[1:], strict=False):
        if before and after:
            yield f'<line x1="{before[0]}" y1="{before[1]}" x2="{after[0]}" y2="{after[1]}" {stroke}/>'


def _dot(trace: Mapping[str, Any], point: tuple[str, float], at: int) -> str:
    marker = trace["marker"]
    fill = _each(marker.get("color") or trace["line"]["color"], at)
    line = marker.get("line", {})
    edge = f' stroke="{_each(line["color"], at)}" stroke-width="{line["width"]}"' if line else ""
    place = f'cx="{point[0]}" cy="{point[1]}" r="{marker["size"] / 2}"'
    return f'<circle {place} fill="{fill}"{edge}>{_title(trace, at)}</circle>'


def _note(note: Mapping[str, Any], frame: Frame) -> str:
    font = note["font"]
    base = _y(frame, note["y"]) - note.get("yshift", 0) + font["size"] * _MIDDLE_EM
    anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
    return _text(
        note["text"], _x(frame, note["x"]), base, font["size"], font["color"], anchor, note.get("xshift", 0)
    )


def _title(trace: Mapping[str, Any], at: int) -> str:
    """What the pointer is told over a mark, as the template of the trace says it."""
    template = trace.get("hovertemplate", "").partition("<extra>")[0]
    told = _TOLD.sub(_teller(trace, at), template)
    return f"<title>{_plain(told)}</title>" if told else ""


def _plain(text: str) -> str:
    return _STRAY.sub("&amp;", _TAG.sub("", text)).replace("<", "&lt;")


def _teller(trace: Mapping[str, Any], at: int) -> Callable[[re.Match[str]], str]:
    return lambda match: format(_each(trace[match[1]], at), match[2] or "")


def _each(value: Any, at: int) -> Any:
    return value if isinstance(value, (str, int, float)) else value[at]
