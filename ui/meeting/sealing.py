"""Sealing an edition from the page, and checking one: what is under way and what came of it."""

from datetime import date
from typing import Any

import streamlit as st

from reports.editions import listing
from reports.editions.edition import EditionError
from reports.editions.listing import Listed
from ui import shown
from ui.session import Selection
from ui.shell import report_process
from ui.shell.etl_process import DONE, Run

_STATE, _CHECKED = "sealing", "edition-checked"


def current() -> Run | None:
    """The sealing of this viewer, under way or done."""
    found: Run | None = st.session_state.get(shown.own(_STATE))
    return found


def is_under_way() -> bool:
    """Tell whether this viewer is sealing."""
    run = current()
    return run is not None and run.exit_code is None


def begin(meeting: str, selection: Selection) -> None:
    """Start to seal; for a button."""
    if not is_under_way():
        st.session_state.pop(shown.own(_CHECKED), None)
        st.session_state[shown.own(_STATE)] = report_process.seal(meeting, selection)


def told() -> list[str]:
    """What came of the sealing, in Chinese; nothing where there was none."""
    run = current()
    if run is None or run.exit_code is None:
        return []
    if run.exit_code == DONE:
        return [f"已封存会议版 {run.said('会议版')}，SHA-256 {run.said('SHA-256')}"]
    return [f"没有封存：{run.trouble}"]


def verify(number: str) -> None:
    """Check an edition anew; for a button."""
    try:
        found = listing.verified(shown.folder(), number)
    except EditionError as error:
        found = [str(error)]
    st.session_state[shown.own(_CHECKED)] = found


def checked() -> list[str]:
    """What the last check found."""
    found: list[str] = st.session_state.get(shown.own(_CHECKED), [])
    return found


def selection(one: Listed) -> dict[str, Any]:
    """What a link to an edition chooses: what the edition is of."""
    about = one.about
    period = date.fromisoformat(f"{about['period']}-01")
    return {"period": period, "region": about["region"], "lines": tuple(about["lines"])}
