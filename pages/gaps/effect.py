"""方案成效: whom the plan of 选址测算 reaches, beside another plan, and the plan to take away."""

import streamlit as st

from pages.gaps import planned, proposal, question, reached
from ui.session import View
from ui.theme import palette


def show(view: View) -> None:
    """Draw the part."""
    found = planned.plan(view)
    if found is None:
        return
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        reached.townships(found.told, found.on.ways.unit, view, palette())
    with right:
        reached.lines(found.told, found.on.ways.unit, found.sharing, view)
        question.comparison(found.told, found.other, found.on, found.sharing, view)
    proposal.offer(found.told, found.sharing, view)
