"""Which issue is open: a click on the board or the list opens one, a button leads back."""

import pandas as pd
import streamlit as st

from ui import session
from ui.choosing import one_of_many
from ui.meeting import words
from ui.session import View

_ISSUE = "issue"


def table(found: pd.DataFrame, written: pd.DataFrame) -> None:
    """Show issues as a table whose rows open them; ``written`` has their rows as people read them."""
    day = st.column_config.DateColumn(format="YYYY-MM-DD")
    columns = dict.fromkeys(("提出日期", "要求办结", "销号日期"), day)
    one_of_many.table(list(found["issue_id"]), written, columns, _ISSUE)


def cards(found: pd.DataFrame, most: int) -> None:
    """Name issues one below the other, each a button that opens it."""
    for row in found.head(most).itertuples(index=False):
        st.button(
            words.card(row),
            key=f"card-issue-{row.issue_id}",
            type="tertiary",
            on_click=session.choose,
            kwargs={_ISSUE: row.issue_id},
        )


def back() -> None:
    """Offer the way back to all issues."""
    one_of_many.back("← 全部问题", _ISSUE)


def everywhere(view: View) -> None:
    """Offer the issues of the whole and of all lines."""
    one_of_many.everywhere(view, "查看全部问题 →", _ISSUE)


def another(found: pd.DataFrame, current: str) -> None:
    """Let the viewer change to another issue."""
    names = {
        row.issue_id: f"{words.state_mark(row).shape} {row.title}" for row in found.itertuples(index=False)
    }
    one_of_many.another(names, current, "问题", _ISSUE)
