"""The editor of one row: what it held when it was opened, what the viewer puts in its place, and why.

What is asked for becomes a workbook like any that is handed in: the table with its key and the changed
fields, and beside it the sheet 更正说明, which stays with the batch.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from metrics.data.corrections import Cell, Row
from ui import link, shown
from ui.data import hand_in
from ui.drawing import workbooks
from ui.drawing.as_written import in_markdown

#: Parameters of the link: the table, and the key of the row in it.
TABLE, KEY = "correct", "key"
#: Where a correction comes from, as every other figure that is handed in.
ORIGIN = "上报"
LONGEST_REASON = 200
YES_NO = ("是", "否")

_STATE = "correcting"
_NOTE_SHEET = "更正说明"
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
_NOTHING = ""


@dataclass
class Editing:
    """A row that a viewer is about to correct.

    Attributes:
        table: id of its table.
        key: of the row, as links carry it.
        seen: field → what it held when it was opened.
        entered: field → what the viewer has put in its place.
        reason: why.
        turns: field → how often it was filled in anew, because somebody else had changed it.
    """

    table: str
    key: str
    seen: dict[str, str]
    entered: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    turns: dict[str, int] = field(default_factory=dict)

    def input_key(self, name: str) -> str:
        """Key of the input of a field: of another row, or filled in anew, it is another input."""
        return f"correcting-{self.table}-{self.key}-{name}-{self.turns.get(name, 0)}"


@dataclass
class _Written:
    """A file as the browser would hand it over."""

    name: str
    content: bytes
    size: int

    def getbuffer(self) -> memoryview:
        return memoryview(self.content)


def is_asked() -> bool:
    """Tell whether the link names a row to correct."""
    return bool(st.query_params.get(TABLE))


def is_own() -> bool:
    """Tell whether what the viewer hands in is the correction that the link names, if it names any."""
    one: Editing | None = st.session_state.get(shown.own(_STATE))
    asked = (st.query_params.get(TABLE), st.query_params.get(KEY))
    return not is_asked() or (one is not None and (one.table, one.key) == asked)


def opened(row: Row) -> Editing:
    """Give what the viewer has made of a row so far; another row begins anew, and what was done is let go."""
    one: Editing | None = st.session_state.get(shown.own(_STATE))
    if one is None or (one.table, one.key) != (row.table, row.key):
        one = Editing(row.table, row.key, _held(row))
        st.session_state[shown.own(_STATE)] = one
        hand_in.forget()
    return one


def moved(one: Editing, row: Row) -> list[tuple[Cell, str]]:
    """Take over what somebody else changed in the row since it was opened.

    Returns:
        The fields that changed, each with what it held before; what the viewer had put there is gone.
    """
    found = [(cell, one.seen[cell.field]) for cell in row.cells if cell.value != one.seen[cell.field]]
    if found:
        one.seen = _held(row)
        for cell, _ in found:
            one.entered.pop(cell.field, None)
            one.turns[cell.field] = one.turns.get(cell.field, 0) + 1
    return found


def changes(one: Editing, row: Row) -> list[tuple[Cell, str]]:
    """Give the fields that the viewer changed, each with its new value."""
    return [
        (cell, one.entered[cell.field])
        for cell in row.cells
        if one.entered.get(cell.field, cell.value) != cell.value
    ]


def cell_input(cell: Cell, one: Editing) -> str:
    """Draw the input of one field and give what it holds, as a hand-in would write it."""
    label = in_markdown(cell.header) + (" *" if cell.required else "")
    value = one.entered.get(cell.field, cell.value)
    how: dict[str, Any] = {"key": one.input_key(cell.field), "help": in_markdown(cell.help)}
    if cell.kind == "date":
        return _day(label, value, how)
    if cell.kind == "lines":
        chosen = [word for word in value.split("、") if word]
        words = st.multiselect(label, cell.choices, default=chosen, placeholder="不选即为空", **how)
        return "、".join(word for word in cell.choices if word in words)
    if cell.choices or cell.kind == "bool":
        offered_words = cell.choices or YES_NO
        empty = () if cell.required or (cell.kind == "bool" and value) else (_NOTHING,)
        offered = [*empty, *offered_words]
        at = offered.index(value) if value in offered else 0
        return st.selectbox(label, offered, at, format_func=lambda word: word or "（空）", **how)
    text = st.text_input(label, value, **how)
    return text if text == cell.value else text.strip()


def _day(label: str, value: str, how: Mapping[str, Any]) -> str:
    day = date.fromisoformat(value) if value else None
    first, last = min(_FIRST_DAY, day or _FIRST_DAY), max(_LAST_DAY, day or _LAST_DAY)
    # A day that is given as the default could not be cleared.
    st.session_state.setdefault(how["key"], day)
    chosen = st.date_input(label, None, first, last, format="YYYY-MM-DD", **how)
    return chosen.isoformat() if isinstance(chosen, date) else _NOTHING


def hand_over(one: Editing, row: Row) -> None:
    """Start to validate the correction; the caller has made sure that there is one, and a reason."""
    name = f"更正_{workbooks.stem(f'{row.title}_{row.name}')}.xlsx"
    content = batch(row, changes(one, row), one.reason)
    hand_in.begin([_Written(name, content, len(content))], ORIGIN)


def batch(row: Row, changed: list[tuple[Cell, str]], reason: str) -> bytes:
    """Write a correction as a workbook: the table with key and changed fields, and why."""
    table = {cell.header: [cell.value or None] for cell in row.keys}
    table |= {cell.header: [new or None] for cell, new in changed}
    note = [
        {
            "表": row.title,
            "行": f"{row.name}（{'，'.join(cell.value for cell in row.keys if cell.value)}）",
            "列": cell.header,
            "原值": cell.value or None,
            "新值": new or None,
            "理由": reason,
            "原出处": row.stood,
        }
        for cell, new in changed
    ]
    sheets = {row.title: pd.DataFrame(table, dtype=object), _NOTE_SHEET: pd.DataFrame(note, dtype=object)}
    return workbooks.book_of(sheets, title=f"更正：{row.title} {row.name}")


def leave() -> None:
    """Let go of the row, and take it out of the link."""
    st.session_state.pop(shown.own(_STATE), None)
    link.change({TABLE: "", KEY: ""})


def _held(row: Row) -> dict[str, str]:
    return {cell.field: cell.value for cell in row.cells}
