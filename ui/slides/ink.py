"""Pieces of pictures of slides, as SVG in units of the stage: a unit is 24 px at 1080p."""

from collections.abc import Sequence
from html import escape

#: Size of the box that a picture is drawn into, and of its type.
WIDE, HIGH, TYPE = 66.0, 31.0, 1.05


def picture(pieces: Sequence[str], high: float = HIGH) -> str:
    """Put pieces into a picture that grows with its place."""
    return f'<svg class="picture" viewBox="0 0 {WIDE:g} {high:g}">{"".join(pieces)}</svg>'


def word(
    x: float, y: float, text: str, ink: str, size: float = TYPE, at: str = "start", bold: bool = False
) -> str:
    """A text whose middle lies at a height."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.2f}" y="{y + 0.36 * size:.2f}" font-size="{size:.2f}" fill="{ink}"'
        f' text-anchor="{at}"{weight}>{escape(text)}</text>'
    )


def bar(x: float, y: float, wide: float, high: float, colour: str) -> str:
    """A filled rectangle."""
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(wide, 0):.2f}" height="{high:.2f}" fill="{colour}"/>'


def stroke(points: Sequence[tuple[float, float]], colour: str, wide: float, dashed: bool = False) -> str:
    """A line through points."""
    how = ' stroke-dasharray="0.9 0.6"' if dashed else ""
    told = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return f'<polyline points="{told}" fill="none" stroke="{colour}" stroke-width="{wide}"{how}/>'
