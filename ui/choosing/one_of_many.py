"""What is open on a page, one project or one task: a click on a list opens it, a button leads back."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui import session
from ui.drawing import tables
from ui.session import View

_SELECT_PX = 440


def table(ids: Sequence[str], written: pd.DataFrame, columns: Mapping[str, Any], what: str) -> None:
    """Show a table whose rows open what they tell of.

    Args:
        ids: of the rows, in their order.
        written: the rows as people read them.
        columns: ``st.column_config`` per column.
        what: field of the selection that a click sets, 'project' or 'task'.
    """
    tables.grid(written, what, columns, chosen=lambda row: session.choose(**{what: ids[row]}))


# Buttons, not links: a link to the page that is open leaves the old address in the browser.
def back(label: str, what: str) -> None:
    """Offer the way back to all of them."""
    st.button(label, key=f"{what}-back", on_click=session.choose, kwargs={what: ""})


def everywhere(view: View, label: str, what: str) -> None:
    """Offer those of the whole and of all lines."""
    top = view.trail["code"].iloc[0]
    st.button(label, key=f"{what}-all", on_click=session.choose, kwargs={"region": top, "lines": ()})


def another(names: Mapping[str, str], current: str, label: str, what: str) -> None:
    """Let the viewer change to another one.

    Args:
        names: of all of them by id.
        current: id of the one that is open.
        label: for screen readers.
        what: field of the selection that the choice sets.
    """
    key = f"{what}-one"
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=lambda: session.choose(**{what: st.session_state[key]}),
        label_visibility="collapsed",
        width=_SELECT_PX,
    )
