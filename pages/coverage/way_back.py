"""The way back from a place to what it lies in, up to all of the data."""

import streamlit as st

from metrics.catalogue import LEVELS
from ui import projector, session
from ui.coverage import together
from ui.drawing.as_written import in_markdown
from ui.session import View


@projector.left_out
def show(view: View, wide: together.Together | None) -> None:
    """One button for each step above the chosen region, the top first."""
    if wide:
        return
    if above := together.together(view):
        st.button(f"返回{above.name}", key="back-all", icon=":material/arrow_back:", on_click=together.widen)
    for at, step in enumerate(view.trail.iloc[:-1].itertuples()):
        st.button(
            f"返回全{LEVELS[step.level]}" if at == 0 else f"返回{in_markdown(step.name)}",
            key=f"back-{step.code}",
            icon=":material/arrow_back:",
            on_click=session.choose,
            kwargs={"region": step.code},
        )
