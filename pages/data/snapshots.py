"""快照: which is current, when each was built and from what, and the way back to an earlier one."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from metrics import history
from metrics.warehouse import folder_of
from ui import data_statements as words
from ui import data_tables, etl_process, messages, panels, tables
from ui.cache import fetch
from ui.session import View

_TABLE, _RUN = "snapshot-table", "snapshot-run"


def show(view: View) -> None:
    """Draw the snapshots and the batches of the current one."""
    ids = history.published_ids(folder_of(view.snapshot))
    found = fetch(view.snapshot, history.snapshots, ids=ids)
    batches = fetch(view.snapshot, history.batches)
    panels.title(words.snapshots(found), words.SNAPSHOTS_LEAD)
    _running()
    written = data_tables.snapshots(found)
    with panels.panel("全部快照", key="snapshots", data=written, file_name="快照"):
        chosen = st.dataframe(
            written,
            hide_index=True,
            placeholder="—",
            column_config=data_tables.SNAPSHOT_WIDTHS,
            on_select="rerun",
            selection_mode="single-row",
            key=_TABLE,
        )
        _way_back(found, chosen["selection"]["rows"])
    with panels.panel(words.batches(batches), key="batches"):
        tables.grid(data_tables.batches(batches), "批次", key="batches")


def _way_back(found: pd.DataFrame, rows: Sequence[int]) -> None:
    one = found.iloc[rows[0]] if rows else None
    fit = one is not None and not one["is_current"] and not one["trouble"]
    label = f"退回到 {one['snapshot_id']}" if fit else "退回到选中的快照"
    if st.button(label, key="roll-back", disabled=not fit):
        _confirm(one)
    panels.note("在表里点选一个较早的快照，再点上面的按钮。")


@st.dialog("确认退回")
def _confirm(one: Any) -> None:
    st.markdown(words.roll_back(one))
    if st.button("确认退回", type="primary", key="roll-back-confirmed"):
        st.session_state[_RUN] = etl_process.start("rollback", one["snapshot_id"])
        st.rerun()


def _running() -> None:
    """Follow a roll-back to its end, and say how it ended."""
    run = st.session_state.get(_RUN)
    if run is None:
        return
    if run.exit_code is None:
        run.watch()
        st.rerun()
    if run.exit_code == etl_process.DONE:
        st.success(f"已退回，当前快照 {run.said('当前快照')}", icon=":material/check:")
    else:
        messages.empty("没有退回，当前快照不变", run.trouble)
    del st.session_state[_RUN]
