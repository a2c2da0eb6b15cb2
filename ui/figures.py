"""Figures in a row below a picture: name and value of metrics, for what needs no card of its own."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from ui import numbers
from ui.cards import Reading


def row(readings: Mapping[str, Reading]) -> None:
    """Write figures side by side: 园区企业工会数 126个."""
    told = "".join(f"<span>{_figure(reading)}</span>" for reading in readings.values())
    st.html(f'<div class="qt-figures">{told}</div>')


def _figure(reading: Reading) -> str:
    metric = reading.metric
    return f"{escape(metric.name)} <b>{escape(numbers.value(reading.value, metric.unit))}</b>"
