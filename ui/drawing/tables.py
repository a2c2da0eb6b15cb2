"""Tables: small ones as text on the page, large ones as a grid, all of them as .xlsx."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ui.drawing.workbooks import Data, download
from ui.numbers import NOTHING


def grid(
    frame: pd.DataFrame,
    key: str,
    columns: Mapping[str, Any] | None = None,
    height: int | Literal["auto", "content", "stretch"] = "auto",
    chosen: Callable[[int], None] | None = None,
    cleared: Callable[[], None] | None = None,
    at: Sequence[int] = (),
    lazy: bool = False,
) -> None:
    """Draw a large table as a grid that can be sorted and searched.

    Args:
        frame: Chinese column names, one row each.
        key: unique on the page.
        columns: ``st.column_config`` per column.
        height: pixels, ``auto`` for at most ten rows, ``content`` for all of them, ``stretch`` for as high as
            what stands beside it.
        chosen: called with the number of the row that the viewer chooses, by click or by keys.
        cleared: called where the choice is taken back.
        at: rows that are chosen at first, one at most.
        lazy: send the rows as they are scrolled to.
    """
    how: dict[str, Any] = {}
    if chosen:
        how = {
            "on_select": partial(_call, key, chosen, cleared),
            "selection_mode": "single-row",
            "selection_default": {"selection": {"rows": list(at)}},
        }
    st.dataframe(
        frame,
        hide_index=True,
        placeholder=NOTHING,
        column_config=columns,
        height=height,
        lazy=lazy,
        key=_key(key),
        **how,
    )


def editor(
    frame: pd.DataFrame,
    key: str,
    columns: Mapping[str, Any],
    editable: Sequence[str],
    changed: Callable[[Mapping[int, Mapping[str, Any]]], None],
) -> None:
    """Draw a table whose cells can be changed, by click or by keys.

    Args:
        frame: Chinese column names, one row each; the same as long as the key is.
        key: unique on the page.
        columns: ``st.column_config`` per column.
        editable: the columns that can be changed.
        changed: called with all cells changed so far, by number of the row and column.
    """
    st.data_editor(
        frame,
        hide_index=True,
        height="auto",
        column_config=dict(columns),
        disabled=[name for name in frame.columns if name not in editable],
        key=_key(key),
        on_change=lambda: changed(st.session_state[_key(key)]["edited_rows"]),
    )


def ticked(key: str) -> int | None:
    """Give the row that is chosen in a grid, by its key, even before it is drawn; None where none is."""
    rows = st.session_state.get(_key(key), {}).get("selection", {}).get("rows", [])
    return rows[0] if rows else None


def grid_with_download(
    frame: pd.DataFrame,
    file_name: str,
    key: str,
    columns: Mapping[str, Any] | None = None,
    height: int | Literal["auto", "content", "stretch"] = "auto",
    chosen: Callable[[int], None] | None = None,
    whole: Data | None = None,
    notes: Sequence[str] = (),
) -> None:
    """Draw a large table as :func:`grid` does, and its download below it.

    Args:
        frame: Chinese column names, one row each.
        file_name: stem of the .xlsx file.
        key: unique on the page.
        columns: as of :func:`grid`.
        height: as of :func:`grid`.
        chosen: as of :func:`grid`.
        whole: what the download holds where the grid shows a part of it.
        notes: as of :func:`ui.drawing.workbooks.download`.
    """
    grid(frame, key, columns, height, chosen)
    download(frame if whole is None else whole, file_name, key, notes=notes)


def _key(key: str) -> str:
    return f"grid-{key}"


def _call(key: str, chosen: Callable[[int], None], cleared: Callable[[], None] | None) -> None:
    rows = st.session_state[_key(key)]["selection"]["rows"]
    if rows:
        chosen(rows[0])
    elif cleared:
        cleared()


def plain(
    frame: pd.DataFrame, numeric: Sequence[str] = (), marks: Sequence[str] = (), notes: Sequence[str] = ()
) -> None:
    """Show a small table as text: nothing is cut off, and it can be read aloud and copied.

    Args:
        frame: Chinese column names, cells already written as people read them.
        numeric: columns aligned right with equal-width figures.
        marks: columns of shape-and-word marks, kept in one line.
        notes: columns that a telephone leaves out.
    """
    kinds = {"num": numeric, "mark": marks, "note": notes}
    rows(list(frame.columns), frame.itertuples(index=False), kinds)


def rows(head: Sequence[str], body: Iterable[Sequence[Any]], columns: Mapping[str, Sequence[str]]) -> None:
    """Show a small table as :func:`plain` does, from its head, its rows and the columns of each kind."""
    kinds = [" ".join(kind for kind, names in columns.items() if name in names) for name in head]
    titles = "".join(_cell("th", kind, name) for kind, name in zip(kinds, head, strict=True))
    lines = "".join(
        f"<tr>{''.join(_cell('td', kind, text) for kind, text in zip(kinds, row, strict=True))}</tr>"
        for row in body
    )
    st.html(
        f'<div class="qt-table"><table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _cell(tag: str, kind: str, text: Any) -> str:
    return f'<{tag} class="{kind}">{escape(str(text))}</{tag}>'
