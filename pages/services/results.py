"""网上与产出: what people got, online and as service outputs, beside what was reported of it."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from pages.services import contents
from ui.behind import number_row
from ui.choosing import words as choosing_words
from ui.drawing import panels, readings, tables
from ui.drawing import plots as pictures
from ui.drawing.readings import Reading
from ui.services import behind, charts, frames, heat_charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    followed, settled = contents.gather_online(view)
    delivered, facts = contents.gather_outputs(view)
    told = readings.of_view(view, contents.RESULT_METRICS)
    panels.title(words.outcome(told, view.place), choosing_words.chosen(view))
    left, right = st.columns([1.2, 1], gap="small")
    with left:
        _channels(followed, told, view)
    with right:
        _closure(settled, told, view)
    _outputs(delivered, facts, told, view)


def _channels(found: pd.DataFrame, readings: Mapping[str, Reading], view: View) -> None:
    """网上阵地: followers by line and platform."""
    data = partial(frames.taken, found, frames.CHANNELS)
    with panels.panel(words.channels(readings, found), key="channels", data=data, file_name="网上阵地"):
        if found.empty:
            messages.empty("本范围没有网上阵地月报", "网上阵地多由县级和部分乡镇开设，可看全县")
            return
        figure = heat_charts.channel_matrix(found, palette())
        pictures.show(figure, key="网上阵地", alt="各条线各平台的关注数")
        panels.note(words.CHANNELS_KEY)
        number_row.by_line("followers", list(dict.fromkeys(found["line"])), view, "channels")


def _closure(found: pd.DataFrame, readings: Mapping[str, Reading], view: View) -> None:
    """What of the requests made online was settled, line by line."""
    asked = found[found["denominator"] > 0]
    with panels.panel(words.closure(readings), key="closure", data=asked, file_name="网上办结"):
        if asked.empty:
            messages.empty("没有网上受理的记录")
            return
        figure = charts.closure_bars(asked, palette())
        pictures.show(figure, key="网上办结", alt="各条线网上办结率和目标")
        panels.note(words.CLOSURE_KEY)
        number_row.by_line("online_closure", list(asked["line"]), view, "closure")


def _outputs(found: pd.DataFrame, facts: pd.DataFrame, readings: Mapping[str, Reading], view: View) -> None:
    """Everything delivered, with what was reported of it where the place shown is the whole."""
    whole = len(view.trail) == 1 and not view.selection.lines
    table = frames.outputs(found, facts if whole else facts.head(0))
    data = partial(frames.outputs, found, facts)
    with panels.panel(words.outputs(readings, found), key="outputs", data=data, file_name="服务产出"):
        if found.empty:
            messages.empty("本范围还没有服务产出")
            return
        tables.rows(list(table.columns), table.itertuples(index=False), frames.OUTPUT_COLUMNS)
        panels.note(words.OUTPUTS_KEY)
        behind.outputs(view, found)
