"""应建单位: enterprises, schools, co-operatives that should have an organisation and have none."""

import streamlit as st

from ui.behind import number
from ui.choosing import words as choosing_words
from ui.drawing import panels
from ui.focus import fetched, shown, words
from ui.session import View


def show(view: View) -> None:
    """Draw the part: by setting, and by place."""
    found = fetched.units(view)
    panels.title(words.units(found, view.place), choosing_words.chosen(view))
    left, right = st.columns([1, 1.15], gap="small")
    with left:
        shown.settings(found)
    with right:
        shown.lacking(found, fetched.cells(view))
    number.opener(view, "workplace_coverage", key="units")
