"""改革指标: how does each metric do? All of them, or the one that the link names: choose → fetch → show."""

import streamlit as st

from pages.metrics import listing, single
from ui import filters, open_links, session, theme


def main() -> None:
    """Draw the page."""
    view = filters.choose()
    st.html(theme.ASSETS / "metrics.css")
    if view.selection.metric:
        single.show(view)
    else:
        listing.show(view)
    open_links.watch(lambda metric: session.choose(metric=metric))


main()
