"""Charts as pure functions: frame and palette in, plotly figure out. Nothing is computed here but places.

Forms follow what is told: nested bars for a part of a part, dumbbells for a gap, lines for time,
one stacked bar for a make-up. Every mark is labelled with its number, so legends are rare.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui.drawing.as_written import in_chart
from ui.theme import LIGHT, Palette, template

#: What of a picture is measured in pixels and drawn for the ordinary size of type.
_STROKES = {("line", "width"), ("marker", "size")}
#: What a name beside its row may take of a picture, in units of its type.
MOST_NAME_EM = 16
_MONTHS = [f"{month}月" for month in range(1, 13)]
_LOCALE = {
    "dictionary": {
        "Download plot as a PNG": "下载图片",
        "Download plot as a png": "下载图片",
        "Autoscale": "自动缩放",
        "Reset axes": "复位",
        "Zoom": "框选放大",
        "Pan": "平移",
        "Zoom in": "放大",
        "Zoom out": "缩小",
    },
    "format": {"months": _MONTHS, "shortMonths": _MONTHS, "date": "%Y-%m-%d"},
}


def show(figure: go.Figure, key: str, alt: str, on_select: Any = "ignore") -> Any:
    """Put a figure on the page: our theme, download as picture, Chinese words, a text for screen readers."""
    config = {
        "displaylogo": False,
        "typesetMath": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"filename": key, "scale": 3},
        "locale": "zh-CN",
        "locales": {"zh-CN": _LOCALE},
    }
    return st.plotly_chart(
        figure, theme=None, key=f"chart-{key}", config=config, alt=alt, on_select=on_select
    )


def figure_of(traces: Sequence[Any], colours: Palette, height: int, **layout: Any) -> go.Figure:
    """Put traces together in our template; ``height`` in pixels of the ordinary type size."""
    frame = {"template": template(colours), "height": scaled(height, colours), "dragmode": False}
    # Checking every property again at every run costs 8 ms a figure; the tests check them instead.
    return go.Figure(
        data=[strengthened(trace, colours) for trace in traces],
        layout=frame | strengthened(layout, colours),
        _validate=False,
    )


def strengthened(part: Any, colours: Palette, at: tuple[str, str] = ("", "")) -> Any:
    """Grow strokes and marks of a trace or a layout with the type: on a projector they would be hairlines."""
    if isinstance(part, dict):
        return {name: strengthened(value, colours, (at[1], name)) for name, value in part.items()}
    if at[1] == "shapes":
        return [strengthened(shape, colours) for shape in part]
    grows = at in _STROKES and isinstance(part, (int, float))
    return part * max(1.0, colours.text_px / LIGHT.text_px) if grows else part


def narrow(colours: Palette) -> bool:
    """Tell whether pictures are drawn for a telephone: only there the type is smaller than ordinary."""
    return colours.text_px < LIGHT.text_px


def text_width(text: str, px: float) -> float:
    """Estimate how wide a text is drawn, in pixels: Chinese is as wide as high, the rest a good half."""
    return px * sum(1 if ord(letter) > 0x2E7F else 0.58 for letter in text)


def cut(text: str, em: float) -> str:
    """Shorten a text that is wider than its room, in units of its type: it ends in …."""
    while text_width(text, 1) > em:
        text = f"{text.rstrip('…')[:-1]}…"
    return text


def row_names(names: Sequence[str]) -> dict[str, list[str]]:
    """Write the names of rows on their axis, long ones cut; traces know rows by ``in_chart`` of them."""
    return {
        "tickvals": list(map(in_chart, names)),
        "ticktext": [in_chart(cut(name, MOST_NAME_EM)) for name in names],
    }


def scaled(pixels: float, colours: Palette) -> int:
    """Grow a length of a picture with its type, so that a projector's larger words find room."""
    return round(pixels * colours.text_px / LIGHT.text_px)
