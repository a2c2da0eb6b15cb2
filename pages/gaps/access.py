"""可达公平: how far people have to a station, and how evenly."""

from functools import partial

import streamlit as st

from metrics import equity
from ui import charts, gap_charts, maps, messages, panels, tables
from ui import gap_statements as words
from ui.cache import fetch
from ui.session import View
from ui.theme import palette


def show(view: View, head: st.delta_generator.DeltaGenerator) -> None:
    """Draw the part."""
    chosen = view.selection
    found = fetch(view.snapshot, equity.access, period=chosen.period, region=chosen.region)
    with head:
        panels.title(words.access(found))
    if lacking := words.left_out(found.left_out, "测算"):
        maps.notice(lacking)
    if found.gini is None:
        messages.empty("无法画出公平曲线", "需要村（社区）的人口和坐标，以及开放的群团服务站")
        return
    left, right = st.columns([1, 1.2], gap="small")
    with (
        left,
        panels.panel(words.inequality(found), key="lorenz", data=found.curve, file_name="可达公平曲线"),
    ):
        charts.show(
            gap_charts.lorenz(found.curve, palette()), key="可达公平曲线", alt=words.inequality(found)
        )
        panels.note(words.ACCESS_KEY)
    rows = words.access_rows(found.worst, found.unit)
    data = partial(words.access_rows, found.villages, found.unit)
    with right, panels.panel(f"最远的一成人住在 {len(rows)} 个村（社区）", key="worst", data=data):
        tables.grid(rows, f"{view.place}最远一成", key="worst-tenth")
