"""下级对比: the structure of the places below, side by side."""

from functools import partial

import pandas as pd

from pages.network import contents
from ui.behind import number
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
from ui.network import frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette

_ROWS_SHOWN, _LIST_PX = 25, 720
#: What the places are compared by, as far as the catalogue has it.
_METRICS = ("org_coverage", "organizations", "part_time_ratio", "frontline_ratio", "structure_done")


def show(view: View) -> None:
    """Draw the part."""
    found = contents.gather_places(view)
    panels.title(words.places(found), choosing_words.chosen(view))
    if found.empty:
        messages.empty("没有更下一级的区划", "可从上方选择其他范围")
        return
    _places(found, view)


def _places(found: pd.DataFrame, view: View) -> None:
    data = partial(frames.places, found)
    with panels.panel(words.each_place(found), key="places", data=data, file_name="下级架构"):
        high = plots.scaled(_LIST_PX, palette())
        few = len(found) <= _ROWS_SHOWN
        tables.grid(frames.places_read(found), "places", frames.PLACE_SHARES, "content" if few else high)
        number.several(view, _METRICS, key="places")
