"""核对结果: every kind of finding once, with its count, its first rows, what was expected and the remedy."""

from functools import partial

import streamlit as st

from ui.data import frames, words
from ui.data.hand_in import HandIn
from ui.drawing import panels, tables, workbooks


def show(one: HandIn) -> None:
    """Draw the kinds as a table, and offer the workbook in which every cell is marked."""
    with panels.panel(words.findings(one.findings), key="findings"):
        written = frames.findings(one.findings)
        tables.grid(written, "findings", frames.FINDING_WIDTHS)
        with st.container(horizontal=True, gap="small"):
            for suffix, report in one.reports.items():
                workbooks.file(partial(bytes, report), f"核对结果{suffix}", key=f"findings{suffix}")
        panels.note(words.FINDINGS_NOTE)
