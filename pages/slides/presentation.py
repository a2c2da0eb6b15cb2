"""The presentation: slides over the whole window, where the link asks for one on the projector."""

import streamlit as st

from pages.slides import contents
from ui import projector
from ui.session import View
from ui.slides import stage


def shown(view: View) -> bool:
    """Show the slides where the link names one; tell whether it did."""
    if not (projector.is_on() and projector.SLIDE in st.query_params):
        return False
    stage.put_on(contents.gather(view))
    return True
