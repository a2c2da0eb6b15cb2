"""Places × months with the share that was reported, as a table: it can be read aloud, copied and scrolled."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from ui import numbers
from ui.drawing.place_names import places_apart
from ui.theme import LIGHT, Palette

_LEAST, _LOW = 0.5, 0.8


def show(frame: pd.DataFrame, colours: Palette) -> None:
    """Draw the matrix of :func:`table`."""
    st.html(f'<div class="qt-table qt-matrix">{table(frame, colours)}</div>')


def table(frame: pd.DataFrame, colours: Palette) -> str:
    """Write the matrix as HTML, a row a place; a share below 80 % is set in red.

    Args:
        frame: ``region_code, name, period, expected, reported, late, missing, reported_pct``, one row a place
            and month, in drawing order.
        colours: palette of the mode.
    """
    names = places_apart(frame)
    months = sorted(frame["period"].unique())
    head = "".join(f'<th class="num">{numbers.short_month(month)[2:]}</th>' for month in months)
    paper = f"background:{colours.paper}"
    rows = "".join(
        f'<tr><th scope="row" style="{paper}">{escape(names[code])}</th>{_cells(place, months, colours)}</tr>'
        for code, place in frame.groupby("region_code", sort=False)
    )
    return f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(place: pd.DataFrame, months: list[Any], colours: Palette) -> str:
    by_month = {row.period: row for row in place.itertuples(index=False)}
    return "".join(_cell(by_month.get(month), colours) for month in months)


def _cell(row: Any, colours: Palette) -> str:
    share = None if row is None else row.reported_pct
    if numbers.is_missing(share):
        return '<td class="num" title="没有应报的单位">—</td>'
    told = f"应报 {row.expected}，已报 {row.reported}，其中迟报 {row.late}，未报 {row.missing}"
    paper = _colour(share, colours)
    ink = f"color:{_ink(paper)}"
    if share < _LOW:
        paper, ink = colours.sequential[0], f"color:{colours.red};font-weight:700"
    text = numbers.share(share).rstrip("%")
    return f'<td class="num" style="background:{paper};{ink}" title="{told}">{text}</td>'


def _colour(share: float, colours: Palette) -> str:
    """Pick from the colours of coverage, spread over the upper half: most shares lie close to the whole."""
    steps = len(colours.sequential)
    return colours.sequential[min(steps - 1, max(0, int((share - _LEAST) / (1 - _LEAST) * steps)))]


def _ink(paper: str) -> str:
    """Choose dark type for light paper, light type for dark paper."""
    red, green, blue = (int(paper[at : at + 2], 16) for at in (1, 3, 5))
    return LIGHT.ink if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else LIGHT.paper
