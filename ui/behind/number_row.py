"""Figures in a row below a picture: each opens what stands behind it; on the projector they are text."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from metrics.catalogue import BY_ID, LINES
from ui import numbers, projector
from ui.behind import number
from ui.drawing.readings import Reading
from ui.session import View


def row(readings: Mapping[str, Reading], view: View, key: str) -> None:
    """Write figures side by side, each the way to its rows: 园区企业工会数 126个."""
    if projector.is_on():
        told = "".join(f"<span>{escape(_figure(reading))}</span>" for reading in readings.values())
        st.html(f'<div class="qt-figures">{told}</div>')
        return
    with st.container(key=f"figures-{key}", horizontal=True, gap="small", vertical_alignment="center"):
        for metric, reading in readings.items():
            number.opener(view, metric, key=f"{key}-{metric}", label=_figure(reading))


@projector.left_out
def by_line(metric: str, lines: Sequence[str], view: View, key: str) -> None:
    """Offer the rows behind a metric line by line: 挂兼职班子占比 口径与明细：工会 共青团 …."""
    with st.container(key=f"figures-{key}", horizontal=True, gap="xxsmall", vertical_alignment="center"):
        st.html(f'<span class="qt-source">{escape(BY_ID[metric].name)}口径与明细：</span>', width="content")
        for line in lines:
            number.opener(view, metric, line=line, key=f"{key}-{line}", label=LINES[line])


def _figure(reading: Reading) -> str:
    return f"{reading.metric.name} {numbers.value(reading.value, reading.metric.unit)}"
