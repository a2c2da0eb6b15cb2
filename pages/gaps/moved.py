"""What changed since a month that the viewer chooses."""

from functools import partial

import streamlit as st

from metrics.gaps import moved
from pages.gaps import since
from ui import numbers
from ui.cache import fetch
from ui.drawing import panels, place_names, plots, tables
from ui.gaps import charts, words
from ui.session import View
from ui.theme import palette
from ui.viewport import Viewport


def show(view: View, here: dict[str, object], screen: Viewport) -> None:
    """Draw the choice and what was closed, what is new and what is still missing, by line and by place."""
    earlier = since.choose(view)
    if earlier is None:
        return
    found = fetch(view.snapshot, moved.moved, since=earlier, **here)
    places, chosen = moved.moved_by_township(found), [f"与{numbers.month(earlier)}比"]
    data = partial(words.moved_place_rows, places)
    counties = place_names.counties(view)
    left, right = st.columns([1.3, 1], gap="small")
    with left, panels.panel(words.most_moved(places), key="moved-places", data=data, chosen=chosen):
        plots.show(
            charts.moves(words.moved_places(places, counties), palette()),
            key="各乡镇缺口变化",
            alt=words.most_moved(places),
        )
        panels.note(*place_names.cut_short(len(words.changed(places)), "变化最多"))
    data, statement = partial(words.moved_rows, found), words.moved(found, earlier)
    with right, panels.panel(statement, key="moved", data=data, file_name="缺口变化", chosen=chosen):
        tables.plain(words.moved_by_line(found), numeric=list(words.MOVES))
        panels.note(words.MOVED_KEY)
