"""The way from one metric back to all of them, and to another one."""

import streamlit as st

from ui import projector, session
from ui.metrics import words

_ANOTHER = "metric-another"
_SELECT_PX = 320


# Buttons, not links: a link to the page that is open leaves the old address in the browser.
@projector.left_out
def show(current: str) -> None:
    """Draw both; ``current`` is the id of the open metric."""
    with st.container(key="metric-way", horizontal=True, vertical_alignment="center", gap="small"):
        st.button("← 全部指标", key="metric-back", on_click=session.choose, kwargs={"metric": ""})
        names = words.names()
        # A key of its own for each metric: a run that is cut short must not leave the box on another one.
        key = f"{_ANOTHER}-{current}"
        st.selectbox(
            "指标",
            list(names),
            format_func=names.__getitem__,
            index=list(names).index(current),
            key=key,
            on_change=lambda: session.choose(metric=st.session_state[key]),
            label_visibility="collapsed",
            width=_SELECT_PX,
        )
