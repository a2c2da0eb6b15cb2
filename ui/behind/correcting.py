"""The way from a row that was handed in to its correction: 数据中心, 交数据, that row."""

import pandas as pd
import streamlit as st

from metrics.behind import row_key
from metrics.data import history
from ui import projector
from ui.cache import fetch
from ui.drawing import panels, tables
from ui.drawing.as_written import in_markdown
from ui.session import View
from ui.shell import navigation

#: Rows of a grid from which on it is sent as it is scrolled to, and none can be ticked.
MOST_TICKED = 2000
HINT = "点选一行，可以更正它。"
TOO_MANY = f"超过 {MOST_TICKED:,} 行时不能点选：换到下级区划或一个条线，就可以点选一行来更正。"
_PAGE = "data"


def can_be_ticked(rows: pd.DataFrame) -> bool:
    """Tell whether one of some rows can be chosen; the projector leads nowhere."""
    return 0 < len(rows) <= MOST_TICKED and not projector.is_on()


def ticked(_row: int) -> None:
    """Take note of a row that is chosen; the grid itself keeps which."""


@projector.left_out
def way(view: View, rows: pd.DataFrame, grid: str) -> None:
    """Draw the way to the correction of the row that is ticked in a grid.

    Args:
        view: what the page shows.
        rows: what the grid shows, in its order: ``source_table, batch_id, file, sheet, row_number``.
        grid: key of the grid.
    """
    at = tables.ticked(grid)
    if at is None or at >= len(rows) or pd.isna(rows["row_number"].iloc[at]):
        panels.note(HINT)
        return
    one = rows.iloc[at]
    table = str(one["source_table"])
    place = {"file": str(one["file"]), "sheet": str(one["sheet"] or "")}
    key = fetch(
        view.snapshot,
        row_key.key_at,
        table=table,
        batch_id=str(one["batch_id"]),
        row_number=int(one["row_number"]),
        **place,
    )
    told = fetch(view.snapshot, history.corrections)
    for what in told.loc[told["batch_id"] == str(one["batch_id"]), "told"]:
        panels.note(f"更正过：{what}")
    if key:
        name = fetch(view.snapshot, row_key.name_of, table=table, key=key)
        own = {"part": "hand-in", "correct": table, "key": key}
        label = f"更正这一行：{in_markdown(name)} →"
        if st.button(label, key=f"correct-{grid}", type="tertiary"):
            navigation.go(_PAGE, view, own)
