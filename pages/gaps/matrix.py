"""缺口分布: townships against lines, and 有形 against 有效."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.gaps import gaps, listed
from pages.gaps import contents
from ui import viewport
from ui.behind import number
from ui.drawing import panels, place_names, plots
from ui.gaps import charts, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette
from ui.viewport import Viewport


def show(view: View) -> None:
    """Draw the part."""
    found, screen = contents.gather_gaps(view), viewport.known()
    panels.title(words.title(found.counted, found.found, view.place), words.unplaced(found.found))
    if found.counted.empty:
        messages.empty(*words.NO_CELLS)
        return
    places = gaps.together(found.counted, "region_code")
    left, right = st.columns([1.3, 1], gap="small")
    with left:
        _matrix(found.counted, places, view, screen)
    with right:
        _dumbbells(places, view)


def _matrix(counted: pd.DataFrame, places: pd.DataFrame, view: View, screen: Viewport) -> None:
    shown = gaps.with_sum(counted, words.SUM)
    counties = place_names.counties(view)
    labels = words.labels(shown, listed.foremost(places, place_names.MOST_ROWS), counties)
    data = partial(words.matrix_rows, shown)
    with panels.panel(words.worst_township(places), key="matrix", data=data, file_name="乡镇条线矩阵"):
        figure = charts.matrix(shown, palette(), labels, screen.phone)
        plots.show(figure, key="乡镇条线矩阵", alt="各乡镇各条线的缺口数和有效覆盖")
        panels.note(words.MATRIX_KEY, *place_names.cut_short(len(places), "缺口最多"))
        number.several(view, ("effective_coverage", "org_coverage"), key="matrix")


def _dumbbells(places: pd.DataFrame, view: View) -> None:
    data = partial(words.matrix_rows, places)
    with panels.panel(words.widest(places), key="pairs", data=data, file_name="有形与有效"):
        shown = listed.widest(places, place_names.MOST_ROWS)
        counties = place_names.counties(view)
        figure = charts.dumbbells(shown.assign(name=place_names.distinct(shown, counties)), palette())
        plots.show(figure, key="有形与有效", alt="各乡镇有形与有效覆盖")
        panels.note(words.PAIRS_KEY, *place_names.cut_short(len(places), "两者相差最大"))
        number.several(view, ("effective_coverage", "org_coverage"), key="pairs")
