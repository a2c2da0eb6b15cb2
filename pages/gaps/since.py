"""The earlier month that the page compares with."""

from datetime import date

import streamlit as st

from ui.choosing import link_choices
from ui.session import View


def choose(view: View) -> date | None:
    """Let the viewer choose the month; None where there is no earlier one."""
    earlier = [month for month in view.months if month < view.selection.period]
    if not earlier:
        return None
    with st.container(key="since"):
        return link_choices.since(earlier[::-1])
