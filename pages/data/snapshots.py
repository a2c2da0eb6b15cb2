"""快照: which is current, when each was built and from what, and the way back to an earlier one."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from pages.data import contents, rolling_back
from ui import link
from ui.choosing import link_choices
from ui.data import frames, words
from ui.drawing import panels, tables
from ui.session import View

_SNAPSHOT = "snapshot"


def show(view: View) -> None:
    """Draw the snapshots and the batches of the current one."""
    found, batches = contents.gather_snapshots(view), contents.gather_batches(view)
    panels.title(words.snapshots(found), words.SNAPSHOTS_LEAD)
    rolling_back.follow()
    written = frames.snapshots(found)
    with panels.panel("全部快照", key="snapshots", data=written, file_name="快照", chosen=None):
        chosen = _choose(written, list(found["snapshot_id"]))
        rolling_back.offer(found, chosen)
    _brought(view, found, chosen)
    with panels.panel(words.batches(batches), key="batches"):
        tables.grid_with_download(frames.batches(batches), "批次", key="batches")


def _choose(written: pd.DataFrame, ids: Sequence[str]) -> list[int]:
    """Draw the snapshots as a table; give the row of the one that the link names, if any."""
    rows = {name: [at] for at, name in enumerate(ids)}
    chosen: list[int] = link_choices.said(_SNAPSHOT, "快照", rows.get, [])
    # A key of its own for each choice: the table shows what the link says, after a step back too.
    key = f"snapshots-{'-'.join(map(str, chosen))}"
    tables.grid(
        written,
        key,
        frames.SNAPSHOT_WIDTHS,
        chosen=lambda row: link.change({_SNAPSHOT: ids[row]}),
        cleared=partial(link.change, {_SNAPSHOT: ""}),
        at=chosen,
    )
    return chosen


def _brought(view: View, found: pd.DataFrame, rows: Sequence[int]) -> None:
    """What the chosen snapshot, or the current one, changed against the one before it."""
    current = found[found["is_current"]]
    one = found.iloc[rows[0]] if rows else current.iloc[0]
    if one["trouble"] or one["parent_id"] not in set(found["snapshot_id"]):
        return
    changed = contents.gather_brought(view, one["snapshot_id"])
    statement = f"{one['snapshot_id']} 比上一个快照：{words.changed_tables(changed)}"
    with panels.panel(statement, key="brought", data=changed, file_name="变化", chosen=None):
        if len(changed):
            tables.plain(frames.changed_tables(changed), numeric=frames.CHANGE_COUNTS)
