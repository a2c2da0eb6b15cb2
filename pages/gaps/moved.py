"""What changed since a month that the viewer chooses."""

from functools import partial

import streamlit as st

from metrics import gap_moves
from pages.gaps import since
from ui import charts, gap_charts, panels, row_labels, tables
from ui import gap_statements as words
from ui.cache import fetch
from ui.session import View
from ui.theme import palette
from ui.viewport import Viewport


def show(view: View, here: dict[str, object], screen: Viewport) -> None:
    """Draw the choice and what was closed, what is new and what is still missing, by line and by place."""
    earlier = since.choose(view)
    if earlier is None:
        return
    found = fetch(view.snapshot, gap_moves.moved, since=earlier, **here)
    places = gap_moves.moved_by_township(found)
    data = partial(words.moved_place_rows, places)
    counties = row_labels.counties(view)
    left, right = st.columns([1.3, 1], gap="small")
    with left, panels.panel(words.most_moved(places), key="moved-places", data=data):
        charts.show(
            gap_charts.moves(words.moved_places(places, counties), palette()),
            key="各乡镇缺口变化", alt=words.most_moved(places),
        )  # fmt: skip
        panels.note(*row_labels.cut_short(len(words.changed(places)), "变化最多"))
    data = partial(words.moved_rows, found)
    with right, panels.panel(words.moved(found, earlier), key="moved", data=data, file_name="缺口变化"):
        tables.plain(words.moved_by_line(found), numeric=list(words.MOVES))
        panels.note(words.MOVED_KEY)
