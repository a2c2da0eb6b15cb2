"""缺口清单: the ranked list of gaps, filtered, grouped, sorted and taken away."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from metrics.catalogue import LEVELS
from metrics.gaps import gaps
from metrics.gaps import listed as gaps_listed
from metrics.gaps.listed import Wanted
from pages.gaps import contents
from ui.choosing import link_choices
from ui.drawing import panels, place_names, plots, tables, workbooks
from ui.gaps import words
from ui.session import View
from ui.shell import messages
from ui.theme import VERDICTS, palette

_DATE_PX = 110
_LEVELS = {name: LEVELS[name] for name in ("county", "township", "village")}
_VERDICTS = {name: VERDICTS[name].text for name in gaps.VERDICTS}


def show(view: View) -> None:
    """Draw the part: the choices, and the list or its groups."""
    found = contents.gather_gaps(view)
    panels.title(words.title(found.counted, found.found, view.place), words.unplaced(found.found))
    if found.counted.empty:
        messages.empty(*words.NO_CELLS)
        return
    _listed(found.found, contents.unit(view), view)


def _listed(found: pd.DataFrame, unit: str, view: View) -> None:
    wanted, group = _choose(unit)
    kept, chosen = gaps_listed.kept(found, wanted), words.wanted(wanted, unit)
    counties = place_names.counties(view)
    with panels.panel(words.list_title(kept, found), key="list"):
        if kept.empty:
            messages.empty("没有符合条件的缺口", "去掉判定、级别、距离或停摆的限制")
        elif group == "none":
            listed = words.rows(kept.head(words.MOST_LISTED), unit, counties)
            whole = partial(words.rows, kept, unit, counties)
            columns = words.columns(unit) | _dates()
            file_name = workbooks.chosen_by("缺口清单", *chosen)
            tables.grid_with_download(listed, file_name, "gaps", columns, whole=whole)
        else:
            rows = words.grouped(gaps_listed.grouped(kept, group), group, unit, counties)
            file_name = workbooks.chosen_by("缺口", words.GROUPS[group], *chosen)
            tables.grid_with_download(rows, file_name, f"gaps-{group}", words.columns(unit))
        panels.note(*words.listed(kept, group), *words.LIST_KEY)


def _dates() -> dict[str, Any]:
    """Wide enough for a date: the grid measures its first rows, and they may hold none."""
    return {"上次活动": st.column_config.DateColumn(width=plots.scaled(_DATE_PX, palette()))}


def _choose(unit: str) -> tuple[Wanted, str]:
    with st.container(key="gaps-choice", horizontal=True, vertical_alignment="bottom", gap="small"):
        verdicts = link_choices.several("verdict", "判定（不选即全部）", _VERDICTS)
        levels = link_choices.several("levels", "级别（不选即全部）", _LEVELS)
        far = link_choices.number("far", f"距站点至少（{unit}）", 0.0, (0.0, 500.0), 1.0, width=190)
        quiet = link_choices.number("quiet", "停摆至少（月）", 0, (0, 240), 1, width=150)
        group = link_choices.one_of("group", "分组", words.GROUPS)
    return Wanted(verdicts, levels, far, quiet), group
