"""更正一行: one row's fields, what to put in their place and why; then the way of every batch."""

from collections.abc import Sequence

import streamlit as st

from metrics.data.corrections import Row
from pages.data import contents
from ui.choosing import link_choices
from ui.data import correcting, correction_words, hand_in, words
from ui.data.correcting import Editing
from ui.data.hand_in import HandIn
from ui.drawing import panels
from ui.session import View
from ui.shell import etl_process, messages

_COLUMNS = 3


def is_asked() -> bool:
    """Tell whether the link names a row to correct."""
    return correcting.is_asked()


def show(view: View) -> HandIn | None:
    """Draw the editor of the row that the link names; give what was made of it so far, if anything."""
    table = link_choices.said(correcting.TABLE, "要更正的表", str, "")
    key = link_choices.said(correcting.KEY, "要更正的行", str, "")
    found = contents.gather_row(view, table, key)
    if found.row is None:
        messages.empty(*correction_words.missing(found, key))
        st.button("改为上交文件", key="correcting-leave", on_click=correcting.leave)
        return None
    one = correcting.opened(found.row)
    moved = correcting.moved(one, found.row)
    if moved:
        messages.notice(correction_words.moved(moved, found.row))
    _editor(one, found.row, bool(moved), words.mixing(view.origins))
    return hand_in.current()


def _editor(one: Editing, row: Row, moved: bool, mixed: Sequence[str]) -> None:
    with st.form("correcting-form", enter_to_submit=False):
        panels.heading(correction_words.title(row))
        panels.note(correction_words.lead(row), correction_words.KEY_STAYS, correction_words.HOW, *mixed)
        entered = {}
        for start in range(0, len(row.cells), _COLUMNS):
            for place, cell in zip(st.columns(_COLUMNS), row.cells[start : start + _COLUMNS], strict=False):
                with place:
                    entered[cell.field] = correcting.cell_input(cell, one)
                    panels.note(correction_words.present(cell))
        reason = st.text_input(
            "理由 *",
            one.reason,
            max_chars=correcting.LONGEST_REASON,
            key=one.input_key("reason"),
            help=correction_words.REASON,
        )
        pressed = st.form_submit_button("预览更正", type="primary", key="correcting-preview")
    st.button("不改了", key="correcting-leave", on_click=correcting.leave)
    if pressed and not moved:
        one.entered, one.reason = entered, reason.strip()
        _preview(one, row)


def _preview(one: Editing, row: Row) -> None:
    if not correcting.changes(one, row):
        messages.notice(correction_words.WITHOUT_CHANGE)
    elif not one.reason:
        messages.notice(correction_words.WITHOUT_REASON)
    elif refused := etl_process.refusal():
        messages.notice(refused)
    else:
        hand_in.forget()
        correcting.hand_over(one, row)
        st.rerun()
