"""The link of the page that is open, as it stands in the browser's address bar."""

from collections.abc import Mapping

import streamlit as st


def change(parameters: Mapping[str, str]) -> None:
    """Set some parameters of the link; an empty one leaves it.

    They change together: each call is one step that the browser's way back takes back.
    """
    now = st.query_params.to_dict()
    wanted = {name: said for name, said in {**now, **parameters}.items() if said}
    if wanted != now:
        st.query_params.from_dict(wanted)


def only(parameters: Mapping[str, str]) -> None:
    """Set the whole link; whatever else it said is gone."""
    st.query_params.from_dict(dict(parameters))
