"""The ledger added up: by line, post, township and kind of problem."""

import pandas as pd
import streamlit as st

from metrics.meeting import ledger
from ui.drawing import panels, tables
from ui.meeting import frames, words

#: What the ledger is added up by, and what that is called.
_GROUPS = {"line": "责任条线", "owner_post": "责任岗位", "township": "乡镇", "problem": "问题类别"}
#: Of how many rows each table tells on the page; its download holds all.
_MOST = 12


def show(found: pd.DataFrame) -> None:
    """Draw the four tables."""
    for pair in (("line", "owner_post"), ("township", "problem")):
        for place, by in zip(st.columns(2, gap="small"), pair, strict=True):
            with place:
                _group(found, by)


def _group(found: pd.DataFrame, by: str) -> None:
    added = ledger.sums(found, by)
    names, subject = frames.names(added, by), _GROUPS[by]
    read = frames.sums(added, names, subject)
    with panels.panel(
        words.groups(added, names, subject), key=f"by-{by}", data=read, file_name=f"问题按{subject}"
    ):
        tables.plain(read.head(_MOST), numeric=list(read.columns[1:]), notes=["响应", "办结"])
