"""选址测算 without an answer: what was asked cannot be had, or took too long."""

import streamlit as st

from metrics.siting.plan import Question, Refused
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import messages
from ui.siting import station_search, words
from ui.streamlit_inside.slot import Slot


def show(asked: Question, refused: Refused, head: Slot, view: View) -> None:
    """Say why there is no plan and what to ask instead."""
    if station_search.unfinished(refused):
        _unfinished(asked, refused, head, view)
        return
    with head:
        panels.title(words.refused_title(asked, refused))
    with panels.panel(refused.message if not refused.shortfalls else words.refusal(refused), key="refused"):
        if refused.shortfalls:
            tables.plain(words.shortfalls(refused), numeric=["要求", "最多可到", "还差"])
        panels.note("增加新建个数、放大半径或降低保底，再试一次。")


def _unfinished(asked: Question, refused: Refused, head: Slot, view: View) -> None:
    with head:
        panels.title(refused.message)
    messages.empty("个数越少、范围越小，算得越快", "可以改上面的要求，或按原来的要求重新计算")
    st.button("重新计算", key="station-again", on_click=station_search.again, args=(view, asked))
