"""快照: which is current, when each was built and from what, and the way back to an earlier one."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.data import contents, rolling_back
from ui.data import frames, words
from ui.drawing import panels, tables
from ui.session import View

_TABLE = "snapshot-table"


def show(view: View) -> None:
    """Draw the snapshots and the batches of the current one."""
    found, batches = contents.gather_snapshots(view), contents.gather_batches(view)
    panels.title(words.snapshots(found), words.SNAPSHOTS_LEAD)
    rolling_back.follow()
    written = frames.snapshots(found)
    with panels.panel("全部快照", key="snapshots", data=written, file_name="快照"):
        chosen = st.dataframe(
            written,
            hide_index=True,
            placeholder="—",
            column_config=frames.SNAPSHOT_WIDTHS,
            on_select="rerun",
            selection_mode="single-row",
            key=_TABLE,
        )
        rolling_back.offer(found, chosen["selection"]["rows"])
    _brought(view, found, chosen["selection"]["rows"])
    with panels.panel(words.batches(batches), key="batches"):
        tables.grid(frames.batches(batches), "批次", key="batches")


def _brought(view: View, found: pd.DataFrame, rows: Sequence[int]) -> None:
    """What the chosen snapshot, or the current one, changed against the one before it."""
    current = found[found["is_current"]]
    one = found.iloc[rows[0]] if rows else current.iloc[0]
    if one["trouble"] or one["parent_id"] not in set(found["snapshot_id"]):
        return
    changed = contents.gather_brought(view, one["snapshot_id"])
    statement = f"{one['snapshot_id']} 比上一个快照：{words.changed_tables(changed)}"
    with panels.panel(statement, key="brought", data=changed, file_name="变化"):
        if len(changed):
            tables.plain(frames.changed_tables(changed), numeric=frames.CHANGE_COUNTS)
