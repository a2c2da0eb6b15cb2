"""数据中心: can the numbers be trusted? One part at a time: choose → fetch → show."""

import streamlit as st

from pages.data import dictionary, handing_in, snapshots
from ui import filters

PARTS = {
    "hand-in": ("交数据", handing_in.show),
    "snapshots": ("快照", snapshots.show),
    "dictionary": ("字典与模板", dictionary.show),
}


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    part = st.segmented_control(
        "栏目",
        list(PARTS),
        default="hand-in",
        required=True,
        format_func=lambda name: PARTS[name][0],
        key="part",
        bind="query-params",
        label_visibility="collapsed",
    )
    PARTS[part][1](view)


main()
