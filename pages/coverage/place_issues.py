"""The issues of the chosen place by name, and the way to them."""

import pandas as pd
import streamlit as st

from ui.drawing import tables
from ui.meeting import frames, words
from ui.session import View
from ui.shell import navigation


def names(found: pd.DataFrame, view: View) -> None:
    """Draw the button that lists them; nothing where there are none."""
    if found.empty:
        return
    listed = st.popover(words.of_place(found), type="tertiary", key="issue-names", on_change="rerun")
    if listed.open:
        with listed:
            tables.grid(frames.listed(found), "place-issues")
            navigation.more("meeting", "看问题台账 →", view)
