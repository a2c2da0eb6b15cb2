"""核对结果: every finding of a batch with its cell, what was expected and how to mend it."""

from functools import partial

import streamlit as st

from ui.data import frames, words
from ui.data.hand_in import HandIn
from ui.drawing import panels, tables, workbooks


def show(one: HandIn) -> None:
    """Draw the findings as a table that can be sorted and taken away."""
    with panels.panel(words.findings(one.findings), key="findings"):
        written = frames.findings(one.findings)
        tables.grid(written, "findings", frames.FINDING_WIDTHS)
        with st.container(horizontal=True, gap="small"):
            for suffix, report in one.reports.items():
                workbooks.file(partial(bytes, report), f"核对结果{suffix}", key=f"findings{suffix}")
        panels.note(words.FINDINGS_NOTE)
