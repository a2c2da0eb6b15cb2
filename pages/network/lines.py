"""本条线, 条线自比: the focus of one line, and each line against its own target and past."""

import streamlit as st

from ui.choosing import words as choosing_words
from ui.drawing import panels
from ui.focus import fetched, shown, words
from ui.session import View


def one(view: View) -> None:
    """Draw the part: what one line reforms first, and its units without an organisation."""
    (line,) = view.selection.lines
    items, units, cells = fetched.items(view), fetched.units(view), fetched.cells(view)
    panels.title(words.focus(items, line), choosing_words.chosen(view))
    left, right = st.columns([1, 1.15], gap="small")
    with left:
        shown.focus(items, line)
        shown.settings(units)
    with right:
        shown.lacking(units, cells)


def against(view: View) -> None:
    """Draw the part: each line against its own target and its own past."""
    found = fetched.against(view)
    panels.title(words.against(found), choosing_words.chosen(view))
    shown.against(found, "各条线的重点指标，对照自己的目标和上年同期")
