"""The type of a place on a page that is filled later: what ``st.container`` and its kind give."""

from streamlit.delta_generator import DeltaGenerator as Slot

__all__ = ["Slot"]
