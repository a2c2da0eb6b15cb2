"""The way from a sentence to its cause: another page, or the issue on this one."""

from collections.abc import Mapping

import streamlit as st

from ui import link, projector, session
from ui.meeting import edition_words as words
from ui.session import PART, View
from ui.shell import navigation

_LABEL = "看原因 →"


@projector.left_out
def way(opens: Mapping[str, str], key: str, view: View) -> None:
    """Draw the way.

    Args:
        opens: ``page`` and what is chosen there; nothing where there is no cause to show.
        key: unique on the page.
        view: whose selection is kept.
    """
    if not opens:
        return
    page, changes, own = words.selection_of(opens)
    if page != "meeting":
        navigation.link(page, _LABEL, view, own=own, **changes)
    elif "issue" in changes:
        # A link to the page that is open would leave the address as it was.
        st.button(_LABEL, key=f"way-{key}", type="tertiary", on_click=session.choose, kwargs=changes)
    elif own:
        st.button(_LABEL, key=f"way-{key}", type="tertiary", on_click=link.change, args=({PART: own[PART]},))
