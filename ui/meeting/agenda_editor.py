"""The table in which an agenda is arranged; what is changed is kept with the meeting at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from metrics.catalogue import LINES
from ui import shown
from ui.drawing import tables
from ui.meeting import arranging, kept
from ui.meeting.arranging import TOGETHER, Item
from ui.meeting.chosen_meeting import NOT_KEPT
from ui.meeting.kept import Kept
from ui.shell import messages

_BASE = "agenda-rows"
_LONGEST_TEXT = 120
_NUMBERS = st.column_config.NumberColumn
_EDITED = ("上会", "序", "分钟")


def show(meeting: str, items: Sequence[Item]) -> None:
    """Draw the table. Its rows stay where they are while it is worked on; a button puts them in order."""
    key, shown_items = _rows(meeting, items)
    columns = {
        "上会": st.column_config.CheckboxColumn(width="small"),
        "序": _NUMBERS(width="small", min_value=0.0, step=0.5, format="%g"),
        "议题": st.column_config.TextColumn(width="large"),
        "分钟": _NUMBERS(width="small", min_value=0, max_value=240, step=1),
    }
    ids = [one.id for one in shown_items]
    tables.editor(
        arranging.numbered(shown_items),
        key,
        columns,
        editable=_EDITED,
        changed=lambda edited: _keep(meeting, lambda told: arranging.arranged(ids, edited, told)),
    )


def _rows(meeting: str, items: Sequence[Item]) -> tuple[str, Sequence[Item]]:
    """The rows as the table began with them, and its key: another table where others are to be arranged."""
    name = shown.own(f"{_BASE}-{meeting}")
    number, rows = st.session_state.get(name, (0, []))
    if {one.id for one in rows} != {one.id for one in items}:
        number, rows = number + 1, list(items)
        st.session_state[name] = (number, rows)
    return f"agenda-{meeting}-{number}", rows


def add(meeting: str) -> None:
    """Take one more point, and put the rows in the order of their numbers."""
    with (
        st.form("agenda-add", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        text = st.text_input("加一个议题", key="agenda-text", max_chars=_LONGEST_TEXT, width=420)
        who = st.selectbox("谁来说", [TOGETHER, *LINES.values()], key="agenda-who", width=220)
        pressed = st.form_submit_button("加上", key="agenda-adding")
    if pressed and text.strip():
        _keep(meeting, lambda told: _append(told, text.strip(), who))
        st.rerun()
    if st.button("按序号重排", key="agenda-order"):
        name = shown.own(f"{_BASE}-{meeting}")
        st.session_state[name] = (st.session_state[name][0], [])
        st.rerun()


def _append(told: Kept, text: str, who: str) -> None:
    added = told["agenda"]["added"]
    added.append({"id": f"added/{len(added) + 1}", "text": text, "who": who})


def _keep(meeting: str, do: Callable[[Kept], None]) -> None:
    try:
        kept.change(meeting, do)
    except OSError:
        messages.notice(NOT_KEPT)
