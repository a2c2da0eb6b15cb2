"""阵地清单: the stations themselves, those that lack a basic service first."""

from functools import partial

import pandas as pd

from metrics.services import stations
from pages.services import contents
from ui.behind import number
from ui.choosing import link_choices
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, tables
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
    kind = link_choices.asked("stations", _CHOICES)
    shown = stations.chosen(found, kind)
    data = partial(frames.stations, shown)
    statement = words.listed(found, _CHOICES[kind], len(shown))
    chosen = [_CHOICES[kind]]
    with panels.panel(statement, key="stations", data=data, file_name="阵地清单", chosen=chosen):
        link_choices.one_of("stations", "阵地清单", _CHOICES)
        if shown.empty:
            messages.empty(words.none_listed(kind))
            return
        listed = frames.stations(shown)[list(frames.LISTED_STATIONS)]
        high = plots.scaled(_LIST_PX, palette())
        few = len(shown) < _ROWS_SHOWN
        tables.grid(listed, "stations-listed", frames.STATION_DATES, "auto" if few else high)
        number.several(view, ("basic_services", "idle_stations"), key="stations")
