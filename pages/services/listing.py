"""阵地清单: the stations themselves, those that lack a basic service first."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.services import stations
from pages.services import contents
from ui.behind import number
from ui.choosing import link_choices
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots
from ui.services import frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette

_ROWS_SHOWN, _LIST_PX = 15, 560
_CHOICES = {"missing": "缺基本服务", "idle": "闲置", "all": "全部"}


def show(view: View) -> None:
    """Draw the part."""
    listed, by_kind = contents.gather_listing(view)
    panels.title(words.kinds(by_kind), choosing_words.chosen(view))
    _everything(listed, view)


def _everything(found: pd.DataFrame, view: View) -> None:
    """The stations themselves: those that lack a basic service, those that stand idle, or all."""
    data = partial(frames.stations, found)
    with panels.panel(words.troubled(found), key="stations", data=data, file_name="阵地清单"):
        kind = next(iter(_CHOICES))
        if not view.selection.present:
            kind = link_choices.one_of("stations", "阵地清单", _CHOICES)
        shown = stations.chosen(found, kind)
        if shown.empty:
            messages.empty(words.none_listed(kind))
            return
        st.dataframe(
            frames.stations(shown)[list(frames.LISTED_STATIONS)],
            hide_index=True,
            height="auto" if len(shown) < _ROWS_SHOWN else plots.scaled(_LIST_PX, palette()),
            column_config={"开放日期": st.column_config.DateColumn(format="YYYY-MM-DD")},
            placeholder="—",
            key="stations-listed",
        )
        number.several(view, ("basic_services", "idle_stations"), key="stations")
