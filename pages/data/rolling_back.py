"""The way back to an earlier snapshot: choose one, confirm, follow it to its end."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui import shown
from ui.data import words
from ui.drawing import panels
from ui.shell import etl_process, messages

_RUN = "snapshot-run"


def offer(found: pd.DataFrame, rows: Sequence[int]) -> None:
    """Offer the way back to the row that is chosen among the snapshots."""
    one = found.iloc[rows[0]] if rows else None
    fit = one if one is not None and not one["is_current"] and not one["trouble"] else None
    label = "退回到选中的快照" if fit is None else f"退回到 {fit['snapshot_id']}"
    if st.button(label, key="roll-back", disabled=fit is None):
        _confirm(one)
    panels.note("在表里点选一个较早的快照，再点上面的按钮。")


@st.dialog("确认退回")
def _confirm(one: Any) -> None:
    st.markdown(words.roll_back(one))
    if st.button("确认退回", type="primary", key="roll-back-confirmed"):
        st.session_state[shown.own(_RUN)] = etl_process.start("rollback", one["snapshot_id"])
        st.rerun()


def follow() -> None:
    """Follow a roll-back to its end, and say how it ended."""
    run = st.session_state.get(shown.own(_RUN))
    if run is None:
        return
    etl_process.follow(run)
    if run.exit_code == etl_process.DONE:
        st.success(f"已退回，当前快照 {run.said('当前快照')}", icon=":material/check:")
    else:
        messages.empty("没有退回，当前快照不变", run.trouble)
    del st.session_state[shown.own(_RUN)]
