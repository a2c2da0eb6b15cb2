"""Charts as pure functions: frame and palette in, plotly figure out. Nothing is computed here but places.

Forms follow what is told: nested bars for a part of a part, dumbbells for a gap, lines for time,
one stacked bar for a make-up. Every mark is labelled with its number, so legends are rare.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import numbers
from ui.theme import LIGHT, PROJECT_LIGHTS, Mark, Palette, mark_colour, template

_BAR_WIDTH = 0.55
#: Shares of a stacked bar: the least that a part is drawn with, and below which its label takes two lines.
_LEAST_PART, _LEAST_PHONE_PART, _NARROW_PART, _NARROW_PHONE_PART = 0.065, 0.085, 0.1, 0.13
#: What of a picture is measured in pixels and drawn for the ordinary size of type.
_STROKES = {("line", "width"), ("marker", "size")}
_MONTHS = [f"{month}月" for month in range(1, 13)]
_LOCALE = {
    "dictionary": {
        "Download plot as a PNG": "下载图片", "Download plot as a png": "下载图片", "Autoscale": "自动缩放",
        "Reset axes": "复位", "Zoom": "框选放大", "Pan": "平移", "Zoom in": "放大", "Zoom out": "缩小",
    },
    "format": {"months": _MONTHS, "shortMonths": _MONTHS, "date": "%Y-%m-%d"},
}  # fmt: skip


def show(figure: go.Figure, key: str, alt: str, on_select: Any = "ignore") -> Any:
    """Put a figure on the page: our theme, download as picture, Chinese words, a text for screen readers."""
    config = {
        "displaylogo": False,
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


def scaled(pixels: float, colours: Palette) -> int:
    """Grow a length of a picture with its type, so that a projector's larger words find room."""
    return round(pixels * colours.text_px / LIGHT.text_px)


def coverage_funnel(levels: pd.DataFrame, colours: Palette, height: int = 330) -> go.Figure:
    """Draw expected → covered → effective as nested bars, one a level.

    Args:
        levels: ``name, expected, covered, effective`` (counts) and ``covered_pct, effective_pct`` (0–1),
            from the top level down.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = list(levels["name"])
    texts = [
        f"应建 {numbers.number(row.expected)} "
        f"已建 {numbers.number(row.covered)}（{numbers.share(row.covered_pct)}）"
        f"有效 {numbers.number(row.effective)}（<b>{numbers.share(row.effective_pct)}</b>）"
        for row in levels.itertuples()
    ]
    steps = colours.sequential
    bars = (
        ("应建", [1.0] * len(names), colours.verdicts["不适用"], _BAR_WIDTH),
        ("已建", list(levels["covered_pct"]), steps[4], _BAR_WIDTH),
        ("有效", list(levels["effective_pct"]), steps[7] if not colours.dark else steps[8], 0.3),
    )
    traces = [
        {"type": "bar", "orientation": "h", "x": shares, "y": names, "name": name, "width": width,
         "marker": {"color": colour}, "hovertemplate": f"%{{y}}{name} %{{x:.1%}}<extra></extra>"}
        for name, shares, colour, width in bars
    ]  # fmt: skip
    # Half of the bar that a label stands on, plus half of its own line.
    above = scaled(height, colours) / len(names) * _BAR_WIDTH / 2 + colours.text_px * 0.6
    notes = [
        {"x": 0, "y": name, "text": text, "showarrow": False, "xanchor": "left", "yshift": above,
         "font": {"size": colours.text_px, "color": colours.ink}}
        for name, text in zip(names, texts, strict=True)
    ]  # fmt: skip
    return figure_of(
        traces, colours, height, barmode="overlay", annotations=notes,
        xaxis={"range": [0, 1], "visible": False, "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True,
               "tickfont": {"size": colours.text_px + 1, "color": colours.ink}},
        margin={"l": 4, "r": 8, "t": 16, "b": 0},
    )  # fmt: skip


def coverage_by_line(lines: pd.DataFrame, colours: Palette, height: int = 340) -> go.Figure:
    """Draw coverage on paper (○ 有形) against coverage that works (● 有效), one dumbbell a line.

    Args:
        lines: ``line, name, covered_pct, effective_pct`` (0–1), in the order of drawing.
        colours: palette of the viewer's mode.
        height: pixels.
    """
    names = list(lines["name"])
    own = [colours.lines[line] for line in lines["line"]]
    gaps = [
        {"type": "line", "x0": effective, "x1": covered, "y0": name, "y1": name,
         "line": {"color": colour, "width": 4}, "opacity": 0.45, "layer": "below"}
        for name, colour, covered, effective in zip(
            names, own, lines["covered_pct"], lines["effective_pct"], strict=True
        )
        if pd.notna(effective) and pd.notna(covered)
    ]  # fmt: skip
    covered = _dots(lines["covered_pct"], names, own, colours, "有形", "middle right", hollow=True)
    effective = _dots(lines["effective_pct"], names, own, colours, "有效", "middle left", hollow=False)
    return figure_of(
        [covered, effective], colours, height, shapes=gaps,
        xaxis={"range": [-0.14, 1.16], "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%",
               "zeroline": False, "fixedrange": True},
        yaxis={"autorange": "reversed", "showgrid": False, "fixedrange": True,
               "tickfont": {"size": colours.text_px, "color": colours.ink}},
        margin={"l": 4, "r": scaled(14, colours), "t": 6, "b": 4},
    )  # fmt: skip


def _dots(
    shares: pd.Series,
    names: list[str],
    own: list[str],
    colours: Palette,
    kind: str,
    side: str,
    *,
    hollow: bool,
) -> dict[str, Any]:
    fill = [colours.paper] * len(own) if hollow else own
    return {
        "type": "scatter", "mode": "markers+text", "x": list(shares), "y": names, "name": kind,
        "marker": {"size": 12, "color": fill, "line": {"color": own, "width": 2.5}},
        "text": [numbers.share(value) if pd.notna(value) else "" for value in shares], "textposition": side,
        "textfont": {"size": colours.text_px - 1, "color": colours.ink}, "cliponaxis": False,
        "hovertemplate": f"%{{y}}　{kind}覆盖 %{{x:.1%}}<extra></extra>",
    }  # fmt: skip


def trend(
    points: pd.DataFrame, unit: str, colours: Palette, height: int = 220, colour: str | None = None
) -> go.Figure:
    """Draw a value over time, its last point labelled, its target as a dashed line.

    Args:
        points: ``period`` (months, ascending), ``value``, optionally ``target``; gaps stay gaps.
        unit: unit of the metric; ``%`` values are 0–1 shares.
        colours: palette of the viewer's mode.
        height: pixels.
        colour: of the line; ink blue by default.
    """
    colour = colour or colours.accent
    months = [numbers.short_month(day) for day in points["period"]]
    values = [None if numbers.is_missing(amount) else amount for amount in points["value"]]
    traces: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "lines+markers", "x": months, "y": values, "connectgaps": False,
         "line": {"color": colour, "width": 2.2}, "marker": {"size": 4},
         "customdata": [numbers.value(amount, unit) for amount in values],
         "hovertemplate": "%{x}　%{customdata}<extra></extra>"}
    ]  # fmt: skip
    if "target" in points and points["target"].notna().any():
        traces.append(_target_line(months, points["target"], unit, colours))
    return figure_of(
        traces, colours, height, annotations=_last_label(months, values, unit, colours),
        xaxis={"type": "category", "nticks": _month_labels(colours), "showgrid": False,
               "fixedrange": True, "tickangle": 0, "ticklabelstandoff": 6},
        yaxis={"tickformat": ".0%" if unit == "%" else ",", "nticks": 5, "fixedrange": True,
               "rangemode": "tozero" if len({*values} - {None}) == 1 else "normal"},
        margin={"l": 4, "r": 64, "t": 10, "b": 4},
    )  # fmt: skip


def _month_labels(colours: Palette) -> int:
    """How many months the axis names at most: fewer on a telephone, and in the large type of a projector."""
    if narrow(colours):
        return 4
    return 8 if colours.text_px == LIGHT.text_px else 5


def _target_line(months: list[str], target: pd.Series, unit: str, colours: Palette) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": months, "y": list(target), "name": "目标",
        "line": {"color": colours.muted, "width": 1.5, "dash": "dash"},
        "customdata": [numbers.value(amount, unit) for amount in target],
        "hovertemplate": "%{x}　目标 %{customdata}<extra></extra>",
    }  # fmt: skip


def _last_label(months: list[str], values: list[Any], unit: str, colours: Palette) -> list[dict[str, Any]]:
    stated = [(month, amount) for month, amount in zip(months, values, strict=True) if amount is not None]
    if not stated:
        return []
    month, amount = stated[-1]
    return [
        {"x": month, "y": amount, "text": f"<b>{numbers.value(amount, unit)}</b>", "showarrow": False,
         "xanchor": "left", "xshift": 8, "font": {"size": colours.text_px, "color": colours.ink}}
    ]  # fmt: skip


def light_bar(
    counts: pd.DataFrame, colours: Palette, marks: dict[str, Mark] = PROJECT_LIGHTS, height: int = 76
) -> go.Figure:
    """Draw how many items have which light as one stacked bar, each part with shape, word and count.

    Args:
        counts: ``light, count``, in the order of drawing; lights without items are left out.
        colours: palette of the viewer's mode.
        marks: how each light is written.
        height: pixels.
    """
    shown = [
        (light, int(count)) for light, count in zip(counts["light"], counts["count"], strict=True) if count
    ]
    phone = narrow(colours)
    least = (_LEAST_PHONE_PART if phone else _LEAST_PART) * sum(count for _, count in shown)
    widths = [max(count, least) for _, count in shown]
    two_lines = _NARROW_PHONE_PART if phone else _NARROW_PART
    traces = [
        _light_part(marks[light], count, width, width < two_lines * sum(widths), colours)
        for (light, count), width in zip(shown, widths, strict=True)
    ]
    return figure_of(
        traces, colours, height, barmode="stack",
        xaxis={"visible": False, "fixedrange": True, "range": [0, sum(widths) or 1]},
        yaxis={"visible": False, "fixedrange": True},
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
    )  # fmt: skip


def _light_part(mark: Mark, count: int, width: float, stacked: bool, colours: Palette) -> dict[str, Any]:
    """One part of the bar; where stacked, the count stands below its shape."""
    return {
        "type": "bar", "orientation": "h", "x": [width], "y": [""], "name": mark.meaning,
        "marker": {"color": mark_colour(mark, colours), "line": {"color": colours.paper, "width": 1.5}},
        "text": [f"{mark.shape}{'<br>' if stacked else ' '}{count}"],
        "textposition": "inside", "insidetextanchor": "middle",
        "textangle": 0, "constraintext": "none",
        "textfont": {"size": colours.text_px + 1, "color": colours.paper},
        "hovertemplate": f"{mark.text}（{mark.meaning}）{count} 个<extra></extra>",
    }  # fmt: skip
