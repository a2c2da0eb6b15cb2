"""Front-line shares of standing committee, full committee and congress, line by line."""

from functools import partial

import pandas as pd
import streamlit as st

from ui.behind import number_row
from ui.drawing import panels, plots, tables
from ui.network import charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(found: pd.DataFrame, view: View) -> None:
    """Front-line shares of standing committee, full committee and congress, apart."""
    data = partial(frames.staff, found)
    with panels.panel(words.front_title(found), key="front", data=data, file_name="基层一线占比"):
        if found.empty:
            messages.empty(*words.NO_STAFF)
            return
        left, right = st.columns([1, 1.7], gap="medium")
        with left:
            figure = charts.front_line(found, palette())
            plots.show(figure, key="基层一线占比", alt="各条线常委会、全委会、代表中基层一线的占比")
        with right:
            read = frames.front_read(found)
            tables.plain(read, numeric=list(read.columns[1:]), marks=["条线"])
        panels.note(words.FRONT_KEY)
        number_row.by_line("frontline_ratio", [line for line in found["line"] if line], view, "front")
