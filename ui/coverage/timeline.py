"""The time slider below the map: any month by hand, or one after the other by itself."""

import time
from collections.abc import Sequence
from datetime import date

import streamlit as st

from metrics import places
from ui import numbers, projector, session
from ui.cache import fetch
from ui.session import View

SECONDS_A_MONTH = 1.5
_KEY = "timeline-month"
_PLAYING = "timeline-playing"
_DUE = "timeline-due"


@projector.left_out
def show(view: View) -> None:
    """Draw the slider with its buttons; nothing where there is only one month."""
    months = fetch(view.snapshot, places.periods)
    if len(months) < 2:
        return
    at = months.index(view.selection.period)
    with st.container(key="timeline", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        _play_button(months)
        _step_button("上月", "back", months[max(at - 1, 0)], at == 0)
        st.session_state[_KEY] = view.selection.period
        st.select_slider(
            "月份",
            months,
            key=_KEY,
            format_func=numbers.month,
            on_change=_moved,
            label_visibility="collapsed",
        )
        _step_button("下月", "forward", months[min(at + 1, len(months) - 1)], at == len(months) - 1)
    if st.session_state.get(_PLAYING):
        st.session_state[_DUE] = time.monotonic() + SECONDS_A_MONTH * 0.9
        _play(months)


def _play_button(months: Sequence[date]) -> None:
    playing = st.session_state.get(_PLAYING, False)
    st.button(
        "暂停" if playing else "播放",
        key="timeline-play",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        on_click=_toggle,
        args=(months,),
    )


def _step_button(label: str, name: str, month: date, disabled: bool) -> None:
    st.button(label, key=f"timeline-{name}", disabled=disabled, on_click=_go, args=(month,))


def _toggle(months: Sequence[date]) -> None:
    """Start or stop; from the last month the play starts over."""
    playing = st.session_state[_PLAYING] = not st.session_state.get(_PLAYING, False)
    if playing and session.current_view().selection.period == months[-1]:
        session.choose(period=months[0])


def _moved() -> None:
    _go(st.session_state[_KEY])


def _go(month: date) -> None:
    st.session_state[_PLAYING] = False
    session.choose(period=month)


@st.fragment(run_every=SECONDS_A_MONTH)
def _play(months: Sequence[date]) -> None:
    """Go on to the next month when it is due; the run that draws the page itself comes too early for that."""
    if not st.session_state.get(_PLAYING) or time.monotonic() < st.session_state[_DUE]:
        return
    at = months.index(session.current_view().selection.period) + 1
    if at < len(months):
        session.choose(period=months[at])
    # The last month ends the play by itself: no further beat has to come.
    st.session_state[_PLAYING] = at + 1 < len(months)
    st.rerun(scope="app")
