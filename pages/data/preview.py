"""What would change: in sentences, with what moves too far, and row by row, before anything is published."""

from datetime import date

import pandas as pd
import streamlit as st

from metrics.data.draft import Values
from metrics.warehouse import Snapshot
from pages.data import contents, deciding, too_far
from ui import numbers, session
from ui.data import boundary_map, frames, preview_words, words
from ui.data.hand_in import HandIn
from ui.drawing import panels, tables
from ui.session import View
from ui.shell import messages


def show(one: HandIn, view: View) -> None:
    """Draw the two ways on, and what publishing would change."""
    draft = deciding.draft_of(one)
    months = session.months(draft)
    period = _period(months, view)
    found, moved = contents.gather_draft(draft, period, view.selection.region)
    deciding.show(one, draft, view)
    place, month = view.place, numbers.month(period)
    with panels.panel("发布以后会怎样", key="told"):
        panels.items(preview_words.sentences(found, moved, place, month) or ["没有一行会变。"])
        panels.note(preview_words.judged(found.numbers))
    _boundaries(found.drawn, draft)
    too_far.show(found, moved, place, month)
    left, right = st.columns([1, 1.35], gap="small")
    with left:
        _tables(found.tables)
    with right:
        _metrics(moved, months, place, month)
    if len(found.rows):
        with panels.panel(words.changed_rows(found.rows), key="changed-rows"):
            tables.grid_with_download(frames.changed_rows(found.rows), "变化的行", key="changed-rows")


def _boundaries(drawn: pd.DataFrame, draft: Snapshot) -> None:
    if drawn["is_new"].any():
        statement = preview_words.new_boundaries(drawn)
        with panels.panel(statement, key="boundaries", data=frames.boundaries(drawn), chosen=None):
            boundary_map.show(draft, drawn)


def _tables(changed: pd.DataFrame) -> None:
    statement = words.changed_tables(changed)
    with panels.panel(statement, key="changed", data=changed, file_name="变化", chosen=None):
        if changed.empty:
            messages.empty("没有一行会变", "内容与当前快照相同")
        else:
            tables.plain(frames.changed_tables(changed), numeric=frames.CHANGE_COUNTS)


def _metrics(moved: Values, months: list[date], place: str, month: str) -> None:
    metrics = moved.moves.metrics
    shown = frames.moved_metrics(metrics)
    with panels.panel(words.moved_metrics(metrics, place, month), key="moved", data=shown, chosen=None):
        st.selectbox(
            "看哪一期", list(reversed(months)), key="preview-period", format_func=numbers.month, width=180
        )
        if metrics.empty:
            messages.empty("这一期没有指标会变", "可以换一期，或者从上方换一个区划")
        else:
            tables.plain(shown, numeric=["发布前", "发布后", "变化"], notes=["灯"])


def _period(months: list[date], view: View) -> date:
    """The month chosen in the panel; at first the newest, where the batch brings a new one."""
    first = months[-1] if months[-1] not in view.months else view.selection.period
    if st.session_state.get("preview-period") not in months:
        st.session_state["preview-period"] = first
    return st.session_state["preview-period"]
