"""Key cards: value, light, target, changes and a sparkline; each opens its definition and its rows."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from ui import numbers
from ui.behind import doubts, number
from ui.drawing.readings import Reading, light_badge, sparkline
from ui.session import View
from ui.theme import Palette, palette


def grid(
    shown: Mapping[str, Reading], view: View, columns: int = 4, paces: Mapping[str, str] | None = None
) -> None:
    """Draw cards in rows of so many columns; ``paces`` has a line on the required pace for each metric."""
    for start in range(0, len(shown), columns):
        row = list(shown.values())[start : start + columns]
        with st.container(key=f"cards-{start}"):
            for place, one in zip(st.columns(columns, gap="small"), row, strict=False):
                with place:
                    card(one, view, (paces or {}).get(one.metric.id, ""))


def card(shown: Reading, view: View, pace: str = "") -> None:
    """Draw one card with the way to what stands behind its number."""
    lines_ignored = bool(view.selection.lines) and not shown.metric.by_line
    with st.container(border=True, key=f"card-{shown.metric.id}", height="stretch", gap="xxsmall"):
        st.html(_face(shown, palette(), "（不分条线）" if lines_ignored else "", pace))
        number.opener(view, shown.metric.id, key=shown.metric.id)
        if shown.doubt:
            doubts.link(view, "查看疑点 →", shown.metric.doubts)


def _face(shown: Reading, colours: Palette, note: str, pace: str) -> str:
    metric = shown.metric
    needed = f'<span class="qt-pace">{escape(pace)}</span>' if pace else ""
    spark = sparkline(shown.series, colours, shown.target)
    return (
        f'<div class="qt-card-head"><span class="qt-card-name">{escape(metric.name)}{note}</span>'
        f"{light_badge(shown, colours)}</div>"
        '<div class="qt-card-body">'
        f'<span class="qt-card-value">{_split_unit(shown.value, metric.unit)}</span>'
        f'<img class="qt-spark" src="{spark}" alt="近 {len(shown.series)} 个月走势"></div>'
        f'<div class="qt-card-foot"><span>目标 {numbers.value(shown.target, metric.unit)}</span>{needed}'
        f"<span>{numbers.MONTH_CHANGE} {numbers.change(shown.month_change, metric.unit)}</span>"
        f"<span>{numbers.YEAR_CHANGE} {numbers.change(shown.year_change, metric.unit)}</span></div>"
    )


def _split_unit(amount: float | None, unit: str) -> str:
    text = numbers.value(amount, unit)
    figures = text.rstrip("".join(letter for letter in text if not letter.isdigit()))
    return f"{escape(figures)}<small>{escape(text[len(figures) :])}</small>" if figures else text
