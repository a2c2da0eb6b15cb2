"""组织架构: organisations by level and line, what is missing, broken links."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from pages.network import contents
from ui.behind import cards, number, number_row
from ui.choosing import words as choosing_words
from ui.drawing import panels, plots, readings, tables
from ui.network import behind, charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    levels, broken = contents.gather_structure(view)
    key = readings.of_view(view, contents.KEY_METRICS)
    counts = words.counts(levels)
    panels.title(words.whole(counts, key, view.place), choosing_words.chosen(view))
    left, right = st.columns([1.55, 1], gap="small")
    with left:
        cards.grid(key, view, columns=3)
    with right:
        _gaps(levels, view)
    left, right = st.columns([1.2, 1], gap="small")
    with left:
        _organizations(levels, counts, view)
    with right:
        _links(broken, view)


def _organizations(levels: pd.DataFrame, counts: Mapping[str, int], view: View) -> None:
    """The icicle of organisations by level and line."""
    data = partial(frames.levels, levels)
    with panels.panel(words.organizations(counts), key="levels", data=data, file_name="组织架构"):
        if not counts["organizations"]:
            messages.empty("本范围还没有在册组织", "上报组织表以后在这里显示")
            return
        figure = charts.icicle(levels, view.place, palette())
        plots.show(figure, key="组织架构", alt="在册组织按级别和条线")
        number_row.row(readings.of_view(view, contents.ORGANIZATION_METRICS), view, "organizations")
        panels.note(words.ICICLE_KEY)


def _gaps(levels: pd.DataFrame, view: View) -> None:
    """Built against expected, line by line and level by level."""
    data = partial(frames.levels, levels)
    with panels.panel(words.gaps(levels), key="gaps", data=data, file_name="应建与已建"):
        if levels.empty:
            messages.empty("本范围没有应建单元，也没有组织")
            return
        read = frames.levels_read(levels)
        tables.plain(read, numeric=list(read.columns[1:]), marks=["条线"], notes=["其他组织"])
        panels.note(words.LEVELS_KEY)
        number.opener(view, "org_coverage", key="gaps")


def _links(found: pd.DataFrame, view: View) -> None:
    """Organisations whose link to the level above is broken."""
    data = partial(frames.links, found)
    with panels.panel(words.links(found), key="links", data=data, file_name="断链组织"):
        if found.empty:
            messages.empty("没有断链的组织", "每个组织都有在册的上级")
            return
        tables.grid(frames.links_read(found), "links", height="stretch")
        panels.note(words.LINKS_KEY)
        behind.links(view, found)
