"""完整与及时: which units reported which months, and what is known of when."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics.data import completeness
from pages.data import contents
from ui.behind import number
from ui.choosing import link_choices
from ui.data import frames, reporting_matrix, words
from ui.drawing import panels, plots, tables, workbooks
from ui.session import View
from ui.shell import messages
from ui.theme import palette


def show(view: View) -> None:
    """Draw the matrix of places and months, and the units of one place."""
    place = st.container()
    report, allowed_days = _choose()
    asked = {"report": report, "allowed_days": allowed_days}
    counted = contents.gather_reporting(view, asked)
    with place:
        told = words.completeness(counted, report, view.place, view.selection.period)
        panels.title(told, words.timeliness(counted))
    if counted.empty:
        messages.empty("这里没有应报的单位", "换一张月报、一个区划，或者去掉条线的限制")
        return
    data = frames.reporting(counted)
    chosen_by = words.reports_chosen(report, allowed_days)
    with panels.panel(words.WHICH_MONTHS, key="reporting", data=data, file_name="报送情况", chosen=chosen_by):
        reporting_matrix.show(counted, palette())
        panels.note(*words.COMPLETENESS_NOTES)
        if report == "memberships":
            number.opener(view, "reporting_rate", key="reporting")
    _units(counted, view, asked)


def _choose() -> tuple[str, int]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="reporting-choice"):
        titles = {name: report.title for name, report in completeness.REPORTS.items()}
        report = link_choices.one_of("report", "月报", titles, label_visibility="visible", wrap=True)
        wide = plots.scaled(240, palette())
        days = link_choices.number(
            "days", "月末后几天内算及时", 15, (0, 90), 1, help=words.ALLOWED_DAYS, width=wide
        )
    return report, days


def _units(counted: pd.DataFrame, view: View, asked: dict[str, Any]) -> None:
    """The units of one place, the one with most missing reports first."""
    names = frames.places_by_gaps(counted)
    with st.container(border=True, key="panel-units"):
        wide = plots.scaled(320, palette())
        code = link_choices.selected("place", "看哪里的单位", names, next(iter(names)), width=wide)
        found = contents.gather_units(view, code, asked)
        own = found[found["region_code"] == code] if code == view.selection.region else found
        st.html(f'<h2 class="qt-panel-title">{words.units(own, asked["report"])}</h2>')
        written = frames.units(own)
        told = words.units_chosen(counted, code, asked["report"], asked["allowed_days"])
        file_name = workbooks.chosen_by("单位报送情况", *told)
        tables.grid_with_download(written, file_name, key="units", columns=frames.unit_widths(written))
        panels.note(words.STATES_KEY)
