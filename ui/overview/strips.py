"""Strips of 总览: dimension scores side by side, and what changed since the last conference, as HTML."""

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from metrics.values.index import INDEX
from ui.overview.words import points, score
from ui.theme import Palette

_FULL = 100


def dimensions(standing: pd.DataFrame, colours: Palette) -> None:
    """Draw the scores of the dimensions as small bars with their numbers and changes.

    Args:
        standing: rows of ``metrics.values.standing.standing``.
        colours: palette of the viewer's mode.
    """
    rows = standing[standing["dimension"] != INDEX]
    lowest = rows.loc[rows["weighed"], "score"].min()
    cells = "".join(
        _dimension(row, colours.red if row.weighed and row.score == lowest else colours.sequential[6])
        for row in rows.itertuples()
    )
    st.html(f'<div class="qt-dimensions">{cells}</div>')


def _dimension(row: Any, colour: str) -> str:
    width = 0 if pd.isna(row.score) else min(_FULL, max(0, round(row.score)))
    note = "" if row.weighed else "<small>不计权</small>"
    return (
        f'<div><span class="name">{escape(row.dimension)}{note}</span><b>{score(row.score)}</b>'
        f'<i class="track"><i style="width:{width}%;background:{colour}"></i></i>'
        f'<span class="change">{points(row.change)}</span></div>'
    )


def told(lines: Iterable[tuple[str, str]]) -> None:
    """Write lines that each begin with what they speak of: 灯　转好：…."""
    rows = "".join(f"<p><b>{escape(about)}</b>{escape(text)}</p>" for about, text in lines)
    st.html(f'<div class="qt-told">{rows}</div>')
