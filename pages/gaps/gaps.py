"""缺口分析: what exactly is missing, and what closes it best? choose → fetch → show."""

import streamlit as st

from pages.gaps import access, listing, siting
from ui import viewport
from ui.choosing import filters, link_choices

_PARTS = {"list": "缺口清单", "access": "可达公平", "siting": "选址测算"}
_SHOWN = {"list": listing.show, "access": access.show, "siting": siting.show}


def main() -> None:
    """Draw the page: one of its three parts, which the link names."""
    view = filters.choose()
    screen = viewport.known()
    head = st.container(key="gaps-head")
    part = link_choices.one_of("part", "内容", _PARTS)
    _SHOWN[part](view, head, screen)


main()
