"""Organisations by level and line, broken links, the places below side by side."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from ui.behind import number, number_row
from ui.drawing import panels, plots, tables
from ui.drawing.readings import Reading
from ui.network import behind, charts, frames, words
from ui.session import View
from ui.shell import messages
from ui.theme import palette

#: What the places below are compared by, as far as the catalogue has it.
PLACE_METRICS = ("org_coverage", "organizations", "part_time_ratio", "frontline_ratio", "structure_done")


def organizations(
    levels: pd.DataFrame, counts: Mapping[str, int], readings: Mapping[str, Reading], view: View
) -> None:
    """The icicle of organisations by level and line."""
    data = partial(frames.levels, levels)
    with panels.panel(words.organizations(counts), key="levels", data=data, file_name="组织架构"):
        if not counts["organizations"]:
            messages.empty("本范围还没有在册组织", "上报组织表以后在这里显示")
            return
        figure = charts.icicle(levels, view.place, palette())
        plots.show(figure, key="组织架构", alt="在册组织按级别和条线")
        number_row.row(readings, view, "organizations")
        panels.note(words.ICICLE_KEY)


def gaps(levels: pd.DataFrame, view: View) -> None:
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


def links(found: pd.DataFrame, view: View) -> None:
    """Organisations whose link to the level above is broken."""
    data = partial(frames.links, found)
    with panels.panel(words.links(found), key="links", data=data, file_name="断链组织"):
        if found.empty:
            messages.empty("没有断链的组织", "每个组织都有在册的上级")
            return
        tables.grid(frames.links_read(found), "links", height="stretch")
        panels.note(words.LINKS_KEY)
        behind.links(view, found)


def places(found: pd.DataFrame, view: View) -> None:
    """The places below, the one that lacks most first."""
    if found.empty:
        return
    data = partial(frames.places, found)
    with panels.panel(words.places(found), key="places", data=data, file_name="下级架构"):
        tables.grid(frames.places_read(found), "places", frames.PLACE_SHARES)
        number.several(view, PLACE_METRICS, key="places")
