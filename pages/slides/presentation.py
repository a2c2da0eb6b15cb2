"""The presentation: slides over the whole window, where the link asks for one on the projector."""

import streamlit as st

from ui import projector
from ui.cache import fetch
from ui.session import View
from ui.slides import stage


def shown(view: View) -> bool:
    """Show the slides where the link names one; tell whether it did.

    They are those of the edition that the link names, else of the month, place and lines that are chosen.
    """
    if not (projector.is_on() and stage.SLIDE in st.query_params):
        return False
    number = st.query_params.get(stage.EDITION, "").strip()
    asked = {} if number else view.in_scope
    scope = {"period": None, "region": "", "lines": ()} | asked
    stage.put_on(fetch(view.snapshot, stage.slides, number=number, **scope))
    return True
